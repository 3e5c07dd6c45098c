/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-covers.h"
#include "packshot-job-selection.h"
#include "packshot-library-list.h"
#include "packshot-library-page.h"

G_BEGIN_DECLS

/* For the parts of the page. */
struct _PackshotLibraryPage
{
  AdwBin parent_instance;

  GtkWidget *bar;
  GtkEditable *search;
  GtkDropDown *group;
  GMenu *services_menu;
  GtkWidget *status;
  GtkLabel *count;
  GtkWidget *empty_trash_button;
  GtkStack *stack;
  AdwStatusPage *trouble;
  GtkGridView *grid;

  GtkRevealer *selection_bar;
  GtkLabel *selection_count;
  GtkWidget *trash_button;
  GtkWidget *restore_button;
  GtkWidget *delete_button;
  GtkWidget *save_button;
  GtkWidget *retry_button;
  GtkRevealer *saving_bar;
  GtkLabel *saving_words;
  GtkProgressBar *saving_progress;

  PackshotQueue *queue;            /* (owned) */
  PackshotAccounts *accounts;      /* (owned) */
  PackshotMemory *memory;          /* (owned) */
  PackshotLibraryList *list;       /* (owned) */
  PackshotJobSelection *selection; /* (owned) */
  PackshotCovers *covers;          /* (owned) */
  GPtrArray *spare_tiles;          /* (owned): those without a place in the grid */

  GCancellable *saving;   /* (owned) (nullable): of what is being saved */
  GCancellable *retrying; /* (owned) (nullable): of what is being ordered again */
  guint age_id;           /* the time at which all grow older, or 0 */
  guint count_id;         /* the time at which the count is told, or 0 */
};

/* show */
void packshot_library_page_show_found (PackshotLibraryPage *self);
void packshot_library_page_tell_count (PackshotLibraryPage *self);

/* actions */
void packshot_library_page_install_actions (GtkWidgetClass *widget_class);
void packshot_library_page_enable_actions (PackshotLibraryPage *self);

/* tiles */
void packshot_library_page_bind_tiles (GtkWidgetClass *widget_class);

/* save */
void packshot_library_page_save_all (PackshotLibraryPage *self, GPtrArray *jobs);

/* retry */
void packshot_library_page_retry (PackshotLibraryPage *self, GPtrArray *jobs);

G_END_DECLS
