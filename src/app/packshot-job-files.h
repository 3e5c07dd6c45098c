/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-job.h"

G_BEGIN_DECLS

void packshot_job_files_save_video (GtkWidget *widget, PackshotJob *job);
void packshot_job_files_save_cover (GtkWidget *widget, PackshotJob *job);
void packshot_job_files_open_video (GtkWidget *widget, PackshotJob *job);
void packshot_job_files_show_video (GtkWidget *widget, PackshotJob *job);
void packshot_job_files_open_address (GtkWidget *widget, const char *address);
void packshot_job_files_show (GtkWidget *widget, const char *uri);
GdkContentProvider *packshot_job_files_offer_video (PackshotJob *job);

G_END_DECLS
