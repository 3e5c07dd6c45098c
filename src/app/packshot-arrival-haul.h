/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "packshot-net-file.h"

G_BEGIN_DECLS

/* The most photos that are taken at once. */
#define PACKSHOT_ARRIVAL_MOST_PHOTOS 200

/**
 * PackshotArrivalHaul:
 * @paths: (element-type filename): the photos, in the order to show them
 * @addresses: (element-type filename utf8): where on the web those of @paths came from that did
 * @files: (element-type PackshotNetFile): keeps the files of @addresses
 * @unusable: (element-type utf8): the names of photos and folders that could not be read
 * @is_kept_out: whether some of them are nowhere to be seen from in a sandbox
 * @n_others: how many files were there that are no photos
 * @n_over: how many photos were left out, since there were too many
 * @is_cut_short: whether there were more files, or deeper folders, than were looked through
 *
 * What was found among all that came at once.
 */
typedef struct
{
  GPtrArray *paths;
  GHashTable *addresses;
  GPtrArray *files;
  GPtrArray *unusable;
  gboolean is_kept_out;
  guint n_others;
  guint n_over;
  gboolean is_cut_short;
} PackshotArrivalHaul;

PackshotArrivalHaul *packshot_arrival_haul_new (void);
void packshot_arrival_haul_free (PackshotArrivalHaul *self);

void packshot_arrival_haul_add_path (PackshotArrivalHaul *self, const char *path);
void packshot_arrival_haul_hand_over (PackshotArrivalHaul *self,
                                      GPtrArray *files,
                                      GHashTable *addresses);
char *packshot_arrival_haul_dup_words (PackshotArrivalHaul *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotArrivalHaul, packshot_arrival_haul_free)

G_END_DECLS
