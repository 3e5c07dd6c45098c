/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What a person is told of the log of a job. */

#include "packshot-milestone.h"

#include "packshot-ledger-event.h"

/* A line of a log; the list ends with one without a time. */
typedef struct
{
  gint64 at;
  PackshotEventKind kind;
  const char *step;
  PackshotJobState state;
  const char *words;
} Line;

static GPtrArray *
make_events (const Line *lines)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_event_free);

  for (; lines->at != 0; lines++)
    {
      PackshotLedgerEvent *event = g_new0 (PackshotLedgerEvent, 1);

      event->at = lines->at;
      event->kind = lines->kind;
      event->step = g_strdup (lines->step);
      event->state = lines->state;
      event->words = g_strdup (lines->words);
      g_ptr_array_add (events, event);
    }

  return events;
}

static GPtrArray *
make_ids (void)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);

  g_ptr_array_add (ids, packshot_remote_id_new ("image", "upload_1", "upload"));
  g_ptr_array_add (ids, packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, "video_1", "create"));
  g_ptr_array_add (ids, packshot_remote_id_new ("task", "task_1", "create"));
  g_ptr_array_add (ids,
                   packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, "one", "regenerate-picture"));
  g_ptr_array_add (ids,
                   packshot_remote_id_new (PACKSHOT_REMOTE_ID_POLL, "two", "regenerate-picture"));

  return ids;
}

/* As "1 Added; 2 Order sent (words)!", with a mark behind troubles. */
static char *
dup_told (const Line *lines)
{
  g_autoptr (GPtrArray) events = make_events (lines);
  g_autoptr (GPtrArray) ids = make_ids ();
  g_autoptr (GPtrArray) milestones = packshot_milestones_new (events, ids);
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < milestones->len; i++)
    {
      const PackshotMilestone *milestone = g_ptr_array_index (milestones, i);

      g_string_append_printf (told, "%s%" G_GINT64_FORMAT " %s", i > 0 ? "; " : "", milestone->at,
                              milestone->title);
      if (milestone->words != NULL)
        g_string_append_printf (told, " (%s)", milestone->words);
      if (milestone->is_trouble)
        g_string_append_c (told, '!');
    }

  return g_string_free (told, FALSE);
}

static void
assert_told (const Line *lines, const char *expected)
{
  g_autofree char *told = dup_told (lines);

  g_assert_cmpstr (told, ==, expected);
}

#define CREATED                                                                                    \
  {                                                                                                \
    1, PACKSHOT_EVENT_CREATED, NULL, PACKSHOT_JOB_READY, NULL                                      \
  }
#define UPLOAD                                                                                     \
  {                                                                                                \
    2, PACKSHOT_EVENT_INTENDED, "upload", PACKSHOT_JOB_UPLOADING, NULL                             \
  }
#define ORDER                                                                                      \
  {                                                                                                \
    3, PACKSHOT_EVENT_INTENDED, "create", PACKSHOT_JOB_SUBMITTING, NULL                            \
  }
#define TAKEN                                                                                      \
  {                                                                                                \
    4, PACKSHOT_EVENT_ANSWERED, "create", PACKSHOT_JOB_WAITING, NULL                               \
  }
#define END                                                                                        \
  {                                                                                                \
    0, 0, NULL, 0, NULL                                                                            \
  }

#define BEGUN "1 Added; 3 Photo uploaded; 3 Order sent"

static void
test_whole (void)
{
  const Line lines[] = {
    CREATED,
    { 1, PACKSHOT_EVENT_MOVED, "prepare", PACKSHOT_JOB_READY, NULL },
    UPLOAD,
    ORDER,
    TAKEN,
    { 5, PACKSHOT_EVENT_ANSWERED, "poll", PACKSHOT_JOB_WAITING, NULL },
    { 6, PACKSHOT_EVENT_ANSWERED, "poll", PACKSHOT_JOB_FETCHING, NULL },
    { 7, PACKSHOT_EVENT_MOVED, "fetch", PACKSHOT_JOB_DONE, NULL },
    { 8, PACKSHOT_EVENT_ANSWERED, "rehost", PACKSHOT_JOB_DONE, "No." },
    { 9, PACKSHOT_EVENT_ANSWERED, "rehost", PACKSHOT_JOB_DONE, "" },
    END,
  };

  assert_told (lines, BEGUN "; 4 Accepted (task_1); 6 Made by the service; 7 Video collected; "
                            "8 Not put online (No.)!; 9 Put online");
}

/* The second of two of a kind has the second name. */
static void
test_steps (void)
{
  const Line lines[] = {
    CREATED,
    ORDER,
    TAKEN,
    { 5, PACKSHOT_EVENT_MOVED, "preview", PACKSHOT_JOB_REVIEW, NULL },
    { 6, PACKSHOT_EVENT_INTENDED, "regenerate-picture", PACKSHOT_JOB_SUBMITTING, NULL },
    { 7, PACKSHOT_EVENT_ANSWERED, "regenerate-picture", PACKSHOT_JOB_WAITING, NULL },
    { 8, PACKSHOT_EVENT_MOVED, "preview", PACKSHOT_JOB_REVIEW, "No picture." },
    { 9, PACKSHOT_EVENT_INTENDED, "regenerate-picture", PACKSHOT_JOB_SUBMITTING, NULL },
    { 10, PACKSHOT_EVENT_ANSWERED, "regenerate-picture", PACKSHOT_JOB_WAITING, NULL },
    { 11, PACKSHOT_EVENT_INTENDED, "approve", PACKSHOT_JOB_SUBMITTING, NULL },
    { 12, PACKSHOT_EVENT_ANSWERED, "approve", PACKSHOT_JOB_REVIEW, "Too poor." },
    END,
  };

  assert_told (lines, "1 Added; 3 Order sent; 4 Accepted (task_1); 5 Preview collected; "
                      "6 Order of another picture sent; 7 Accepted (one); "
                      "8 Preview not collected (No picture.)!; "
                      "9 Order of another picture sent; 10 Accepted (two); "
                      "11 Approval sent; 12 Not taken by the service (Too poor.)!");
}

/* P2: what is not known is told to be not known, and how it became known. */
static void
test_unknown (void)
{
  const Line decided[] = {
    CREATED,
    UPLOAD,
    ORDER,
    { 4, PACKSHOT_EVENT_UNANSWERED, "create", PACKSHOT_JOB_UNKNOWN, "Cut." },
    { 5, PACKSHOT_EVENT_DECIDED, "create", PACKSHOT_JOB_READY, NULL },
    { 6, PACKSHOT_EVENT_INTENDED, "create", PACKSHOT_JOB_SUBMITTING, NULL },
    { 7, PACKSHOT_EVENT_UNANSWERED, "create", PACKSHOT_JOB_UNKNOWN, "Cut." },
    { 8, PACKSHOT_EVENT_DECIDED, "create", PACKSHOT_JOB_WAITING, NULL },
    END,
  };
  const Line looked_up[] = {
    ORDER,
    { 4, PACKSHOT_EVENT_UNANSWERED, "create", PACKSHOT_JOB_UNKNOWN, NULL },
    { 5, PACKSHOT_EVENT_ANSWERED, "create", PACKSHOT_JOB_WAITING, NULL },
    { 6, PACKSHOT_EVENT_INTENDED, "approve", PACKSHOT_JOB_SUBMITTING, NULL },
    { 7, PACKSHOT_EVENT_UNANSWERED, "approve", PACKSHOT_JOB_UNKNOWN, NULL },
    { 8, PACKSHOT_EVENT_ANSWERED, "approve", PACKSHOT_JOB_REVIEW, NULL },
    END,
  };

  assert_told (decided, BEGUN "; 4 No answer came (Cut.)!; 5 You said that it was not ordered; "
                              "6 Order sent; 7 No answer came (Cut.)!; "
                              "8 You found it at the service");
  assert_told (looked_up, "3 Order sent; 4 No answer came!; 5 Found at the service; "
                          "6 Approval sent; 7 No answer came!; "
                          "8 The service says that it was not ordered");
}

static void
test_ends (void)
{
  const Line refused[] = {
    ORDER, { 4, PACKSHOT_EVENT_ANSWERED, "create", PACKSHOT_JOB_FAILED, "Not today." }, END
  };
  const Line failed[] = { TAKEN,
                          { 5, PACKSHOT_EVENT_ANSWERED, "poll", PACKSHOT_JOB_FAILED, "No paint." },
                          END };
  const Line unsent[] = { ORDER,
                          { 4, PACKSHOT_EVENT_MOVED, "create", PACKSHOT_JOB_READY, "No network." },
                          END };
  const Line not_uploaded[] = {
    UPLOAD,
    { 4, PACKSHOT_EVENT_UNANSWERED, "upload", PACKSHOT_JOB_READY, "Cut." },
    { 5, PACKSHOT_EVENT_UNANSWERED, "upload", PACKSHOT_JOB_READY, "Cut." },
    END,
  };
  const Line cancelled[] = {
    TAKEN,
    { 5, PACKSHOT_EVENT_DECIDED, "cancel", PACKSHOT_JOB_WAITING, NULL },
    { 6, PACKSHOT_EVENT_ANSWERED, "cancel", PACKSHOT_JOB_CANCELLED, NULL },
    END,
  };

  assert_told (refused, "3 Order sent; 4 Refused by the service (Not today.)!");
  assert_told (failed, "4 Accepted (task_1); 5 The service says that it failed (No paint.)!");
  assert_told (unsent, "3 Order sent; 4 Nothing was sent (No network.)!");
  /* Once, with the time of the last. */
  assert_told (not_uploaded, "5 Photo not uploaded (Cut.)!");
  assert_told (cancelled, "4 Accepted (task_1); 5 You asked to stop; 6 Stopped by the service");
}

static void
test_here (void)
{
  const Line lines[] = {
    CREATED,
    { 2, PACKSHOT_EVENT_MOVED, "make", PACKSHOT_JOB_MAKING, NULL },
    { 3, PACKSHOT_EVENT_MOVED, "make", PACKSHOT_JOB_READY, NULL },
    { 4, PACKSHOT_EVENT_MOVED, "make", PACKSHOT_JOB_MAKING, NULL },
    { 5, PACKSHOT_EVENT_MOVED, "make", PACKSHOT_JOB_DONE, NULL },
    END,
  };
  const Line imported[] = {
    { 1, PACKSHOT_EVENT_CREATED, NULL, PACKSHOT_JOB_WAITING, NULL },
    END,
  };

  assert_told (lines, "1 Added; 2 Started; 3 Interrupted!; 4 Started; "
                      "5 Made on this computer");
  assert_told (imported, "1 Imported");
}

/* What a later program wrote is left out, and nothing is made up of it. */
static void
test_strange (void)
{
  const Line lines[] = {
    CREATED,
    { 2, PACKSHOT_EVENT_ANSWERED, "levitate", PACKSHOT_JOB_WAITING, NULL },
    { 3, PACKSHOT_EVENT_SENT, "create", PACKSHOT_JOB_SUBMITTING, NULL },
    { 4, PACKSHOT_EVENT_MOVED, NULL, PACKSHOT_JOB_WAITING, NULL },
    END,
  };

  assert_told (lines, "1 Added");
}

static void
test_contact (void)
{
  const Line lines[] = {
    CREATED, ORDER, TAKEN, { 9, PACKSHOT_EVENT_MOVED, "fetch", PACKSHOT_JOB_FAILED, NULL }, END
  };
  g_autoptr (GPtrArray) events = make_events (lines);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_assert_cmpint (packshot_milestones_find_contact (events), ==, 4);
  g_assert_cmpint (packshot_milestones_find_contact (none), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/milestone/whole", test_whole);
  g_test_add_func ("/milestone/steps", test_steps);
  g_test_add_func ("/milestone/unknown", test_unknown);
  g_test_add_func ("/milestone/ends", test_ends);
  g_test_add_func ("/milestone/here", test_here);
  g_test_add_func ("/milestone/strange", test_strange);
  g_test_add_func ("/milestone/contact", test_contact);

  return g_test_run ();
}
