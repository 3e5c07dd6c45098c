/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-window.h"

#include "packshot-create-page.h"
#include "packshot-job-page.h"
#include "packshot-library-page.h"
#include "packshot-notices.h"

G_BEGIN_DECLS

/* For the window's own files. */

struct _PackshotWindow
{
  AdwApplicationWindow parent_instance;

  GtkStack *levels;
  PackshotNotices *notices;
  AdwViewStack *views;
  PackshotCreatePage *create_page;
  AdwBin *library_place;
  PackshotLibraryPage *library_page; /* (unowned) (nullable): made when it is first wanted */
  PackshotJobPage *job_page;         /* (unowned) (nullable): made for the first job */
  GtkWidget *welcome;                /* (unowned) (nullable): made for who is new here */
  gboolean has_photos;               /* it was given some already */

  PackshotRegistry *registry; /* (owned) */
  PackshotQueue *queue;       /* (owned) */
  PackshotAccounts *accounts; /* (owned) */
  PackshotMemory *memory;     /* (owned) */
};

gboolean packshot_window_shows_job (PackshotWindow *self);
void packshot_window_leave_job (PackshotWindow *self);
void packshot_window_show_welcome (PackshotWindow *self);

void packshot_window_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
