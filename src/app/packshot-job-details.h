/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "packshot-job.h"

G_BEGIN_DECLS

void packshot_job_details_present (GtkWindow *parent, PackshotJob *job);

G_END_DECLS
