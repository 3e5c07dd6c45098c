/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotMilestoneRow:
 *
 * One line of what happened to a job: what it was, when, and what was said about it.
 */
#define PACKSHOT_TYPE_MILESTONE_ROW (packshot_milestone_row_get_type ())
G_DECLARE_FINAL_TYPE (PackshotMilestoneRow, packshot_milestone_row, PACKSHOT, MILESTONE_ROW, GtkBox)

GtkWidget *packshot_milestone_row_new (void);
void packshot_milestone_row_set_words (PackshotMilestoneRow *self,
                                       const char *title,
                                       const char *time,
                                       const char *words);
void
packshot_milestone_row_set_icon (PackshotMilestoneRow *self, const char *icon, gboolean trouble);

G_END_DECLS
