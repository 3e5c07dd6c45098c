/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* Less than any picture of a size that is shown, far more than what widgets are made of. */
#define PICTURE_BYTES (256 * 1024)

/**
 * packshot_compat_memory_init:
 *
 * Has pictures kept apart from all else in memory, so that what they took goes back to the system
 * when they go. On its own glibc moves its limit up to the size of a frame once one was freed: then
 * the frames of each decoder's thread lie between small things, and the holes they leave stay. Call
 * this before any other thread is there.
 */
void
packshot_compat_memory_init (void)
{
#ifdef __GLIBC__
  if (mallopt (M_MMAP_THRESHOLD, PICTURE_BYTES) == 0)
    g_debug ("The memory of pictures is not kept apart.");
#endif
}
