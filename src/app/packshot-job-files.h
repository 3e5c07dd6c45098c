/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-job.h"

G_BEGIN_DECLS

void packshot_job_files_save_video (GtkWidget *widget, PackshotJob *job, const char *path);
void packshot_job_files_save_picture (GtkWidget *widget, PackshotJob *job, const char *path);
void packshot_job_files_open (GtkWidget *widget, const char *path);
void packshot_job_files_open_address (GtkWidget *widget, const char *address);
void packshot_job_files_show (GtkWidget *widget, const char *uri);

G_END_DECLS
