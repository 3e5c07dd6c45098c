/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-surface.h"

/* That nobody can see a window, whatever the reason, is told from GTK 4.12 on. */
#if GTK_CHECK_VERSION(4, 12, 0)
#define HIDDEN (GDK_TOPLEVEL_STATE_MINIMIZED | GDK_TOPLEVEL_STATE_SUSPENDED)
#else
#define HIDDEN GDK_TOPLEVEL_STATE_MINIMIZED
#endif

/**
 * packshot_compat_surface_is_hidden:
 * @surface: a surface
 *
 * Its "state" is notified when this changes.
 *
 * Returns: whether it is the one of a window that is known to be out of sight
 */
gboolean
packshot_compat_surface_is_hidden (GdkSurface *surface)
{
  g_return_val_if_fail (GDK_IS_SURFACE (surface), FALSE);

  return GDK_IS_TOPLEVEL (surface) && (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & HIDDEN);
}
