/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * PackshotTestProcess:
 *
 * Another program that a test talks with: it tells of itself a line at a time, and ends when its
 * standard input does.
 */
typedef struct _PackshotTestProcess PackshotTestProcess;

PackshotTestProcess *packshot_test_process_new (const char *const *argv);
void packshot_test_process_free (PackshotTestProcess *self);

char *packshot_test_process_read_line (PackshotTestProcess *self);
void packshot_test_process_say (PackshotTestProcess *self, const char *line);
void packshot_test_process_kill (PackshotTestProcess *self);
int packshot_test_process_end (PackshotTestProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotTestProcess, packshot_test_process_free)

G_END_DECLS
