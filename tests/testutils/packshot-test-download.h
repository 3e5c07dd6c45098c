/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-download.h"
#include "packshot-test-served-film.h"

#define PACKSHOT_TEST_DOWNLOAD_LIMIT (4 * 1024 * 1024)

/* More than a piece of the pump, and no multiple of it. */
#define PACKSHOT_TEST_DOWNLOAD_SIZE (1024 * 1024 + 13)

/**
 * PackshotTestDownload:
 *
 * A film, its server and a folder of its own, for as many attempts as it takes: a fixture for
 * g_test_add(). What is below @url is of the last attempt.
 */
typedef struct
{
  PackshotTestPeer *peer; /* (owned) */
  PackshotTestServedFilm film;
  char *folder; /* (owned) */
  char *path;   /* (owned) */
  char *url;    /* (owned) */

  GError *error; /* (owned) (nullable) */
  gboolean ok;
  gboolean done;
  guint status;
  gint64 retry_after;
  goffset first_progress; /* -1 before the first */
  goffset last_progress;
  goffset total;
} PackshotTestDownload;

void packshot_test_download_set_up (PackshotTestDownload *test, gconstpointer data);
void packshot_test_download_tear_down (PackshotTestDownload *test, gconstpointer data);
void packshot_test_download_begin (PackshotTestDownload *test,
                                   PackshotNetSession *session,
                                   GCancellable *cancellable);
void packshot_test_download_run (PackshotTestDownload *test);
void packshot_test_download_run_half (PackshotTestDownload *test);
gsize packshot_test_download_get_part_size (PackshotTestDownload *test);
void packshot_test_download_assert_whole (PackshotTestDownload *test);
void
packshot_test_download_assert_not_whole (PackshotTestDownload *test, int code, gsize part_size);
