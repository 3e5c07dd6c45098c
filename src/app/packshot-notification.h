/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-job.h"

G_BEGIN_DECLS

void packshot_notification_tell_job (GApplication *application, PackshotJob *job);
void packshot_notification_tell_background (GApplication *application, guint n_jobs);
void packshot_notification_tell_refusal (GApplication *application);
void packshot_notification_forget_background (GApplication *application);

G_END_DECLS
