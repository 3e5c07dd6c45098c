/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-session.h"
#include "packshot-receiver.h"

G_BEGIN_DECLS

/* For the parts of the receiver. */
struct _PackshotReceiver
{
  GObject parent_instance;

  GtkWidget *widget; /* (weak) (nullable) */
  gint64 max_pixels;
  gboolean takes_many;

  GCancellable *cancellable; /* (owned): of what is on its way */
  char *address;             /* (owned) (nullable): where that comes from */
  char *folder;              /* (owned) (nullable): for pictures that came without a file */

  PackshotNetSession *session; /* (owned) (nullable): made for the first address */
  GPtrArray *fetched;    /* (owned) (element-type PackshotNetFile): jobs may need each of them */
  GHashTable *addresses; /* (owned) (element-type filename utf8): where those came from */
};

G_END_DECLS
