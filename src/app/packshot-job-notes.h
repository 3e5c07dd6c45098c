/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotJobNotes:
 *
 * What there is to say and do about a video that is there, by the actions "job.…" of whoever holds
 * this. It is out of sight where that is nothing.
 */
#define PACKSHOT_TYPE_JOB_NOTES (packshot_job_notes_get_type ())
G_DECLARE_FINAL_TYPE (PackshotJobNotes, packshot_job_notes, PACKSHOT, JOB_NOTES, AdwBin)

void packshot_job_notes_set_job (PackshotJobNotes *self, PackshotJob *job);

G_END_DECLS
