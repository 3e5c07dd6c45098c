/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PackshotMemory:
 *
 * What the window remembers from one start to the next: its size, and what was chosen last.
 */
#define PACKSHOT_TYPE_MEMORY (packshot_memory_get_type ())
G_DECLARE_FINAL_TYPE (PackshotMemory, packshot_memory, PACKSHOT, MEMORY, GObject)

/* The group of how the window itself is. */
#define PACKSHOT_MEMORY_WINDOW "window"

PackshotMemory *packshot_memory_new (void);

char *packshot_memory_dup_string (PackshotMemory *self, const char *group, const char *key);
int
packshot_memory_get_int (PackshotMemory *self, const char *group, const char *key, int standard);
void packshot_memory_set_string (PackshotMemory *self,
                                 const char *group,
                                 const char *key,
                                 const char *value);
void packshot_memory_set_int (PackshotMemory *self, const char *group, const char *key, int value);
void packshot_memory_save (PackshotMemory *self);
void packshot_memory_forget (PackshotMemory *self);

G_END_DECLS
