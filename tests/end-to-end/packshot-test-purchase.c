/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-purchase.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-nick.h"
#include "packshot-test-delivery.h"
#include "packshot-test-journal.h"
#include "packshot-test-ledger.h"
#include "packshot-test-photo.h"
#include "packshot-test-utils.h"

/* How many things a person does until the video is there; more than ten are never needed. */
#define MAX_ROUNDS 16

/* A program that hangs, in seconds. */
#define PATIENCE 60

/* A small picture takes few calls to send. */
static void
make_photo (PackshotTestProgram *program)
{
  g_autoptr (GdkPixbuf) photo = packshot_test_photo_new_plain (64, 48, 0xc85014);
  g_autofree char *path = packshot_test_program_path (program, "photo.jpg");
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_remove (path));
  gdk_pixbuf_save (photo, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
}

static GPtrArray *
read_journal (PackshotTestPurchase *self)
{
  return packshot_test_journal_read (self->fake, self->start);
}

static const char *
get_nick (PackshotStep step)
{
  return packshot_nick (PACKSHOT_TYPE_STEP, step);
}

/* Nothing is asked for by a name that is not on the disk. */
static void
assert_known (PackshotTestBooks *books, JsonNode *line)
{
  static const char *const named[] = { "poll", "approve", "video", "cover", "preview", NULL };
  JsonObject *object = json_node_get_object (line);
  const char *id = packshot_test_journal_get_id (line);

  if (!g_strv_contains (named, json_object_get_string_member (object, "step")))
    return;

  g_assert_nonnull (id);
  g_assert_true (packshot_test_books_know (books, id));
}

/* A person asks the service by the program, and where that does not help looks there whether it is
 * paid for. It helps with all that is in its list; of an approval it may say that it is behind. */
static char *
dup_resolution (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autoptr (GPtrArray) lines = read_journal (self);
  const char *order = packshot_test_journal_find_order (lines, get_nick (books->paid_step));

  if (self->wares->can_list && !self->was_looked_up)
    {
      self->was_looked_up = TRUE;
      return g_strdup_printf ("resolve %s --interval 0.02", books->id);
    }

  g_assert_true (order == NULL || !self->wares->can_list
                 || books->paid_step == PACKSHOT_STEP_APPROVE);
  self->was_looked_up = FALSE;
  return order != NULL ? g_strdup_printf ("resolve %s --id %s --interval 0.02", books->id, order)
                       : g_strdup_printf ("resolve %s --not-created", books->id);
}

static void
show (PackshotTestPurchase *self, PackshotTestBooks *books, const char *line)
{
  const char *state = books->n_jobs > 0 ? packshot_job_state_to_string (books->state) : "no job";

  g_test_message ("%s: %d, %s", line, self->program.status, state);
  if (self->program.status != 0)
    g_test_message ("%s", self->program.err);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR) && !g_file_test (file, G_FILE_TEST_IS_SYMLINK))
        remove_folder (file);
      else
        g_assert_no_errno (g_remove (file));
    }
  g_assert_no_errno (g_rmdir (path));
}

/* It stays when the program begins, which does not know of it. */
static void
set_alarm_cb (gpointer user_data)
{
  alarm (PATIENCE);
}

static gboolean
interrupt_cb (gpointer user_data)
{
  g_subprocess_send_signal (user_data, SIGINT);

  return G_SOURCE_CONTINUE;
}

/* What it says meanwhile finds room in the pipes. */
static void
wait_or_interrupt (PackshotTestPurchase *self, GSubprocess *process)
{
  g_autoptr (GAsyncResult) answer = NULL;
  gint64 start = g_get_monotonic_time ();
  guint id = g_timeout_add_seconds (self->patience, interrupt_cb, process);

  g_subprocess_wait_async (process, NULL, packshot_test_answer_cb, &answer);
  packshot_test_wait_until (answer != NULL);
  g_assert_true (g_subprocess_wait_finish (process, answer, NULL));
  g_source_remove (id);
  self->was_given_up = g_get_monotonic_time () - start > self->patience * G_USEC_PER_SEC;
}

/**
 * packshot_test_purchase_set_up:
 * @self: (out caller-allocates): a purchase
 * @fake: the service, to which the environment leads from now on
 */
void
packshot_test_purchase_set_up (PackshotTestPurchase *self, PackshotFake *fake)
{
  g_autofree char *journal = packshot_fake_dup_journal (fake);

  *self = (PackshotTestPurchase){ .fake = fake,
                                  .wares = packshot_test_wares_find (fake),
                                  .start = strlen (journal) };
  g_setenv (self->wares->base_url, packshot_fake_get_base_url (fake), TRUE);
  packshot_test_program_set_up (&self->program, NULL);
  make_photo (&self->program);
}

/**
 * packshot_test_purchase_clear:
 * @self: a purchase
 *
 * Takes its files away, too: there can be hundreds of purchases in one test.
 */
void
packshot_test_purchase_clear (PackshotTestPurchase *self)
{
  g_autofree char *root = g_path_get_dirname (self->program.folder);

  packshot_test_program_tear_down (&self->program, NULL);
  remove_folder (root);
}

/**
 * packshot_test_purchase_set_point:
 * @self: a purchase
 * @format: (nullable): which call of the program is its last, or fails, as the library in
 *   tests/preload has it; %NULL for none
 * @...: for @format
 */
void
packshot_test_purchase_set_point (PackshotTestPurchase *self, const char *format, ...)
{
  va_list arguments;

  g_clear_pointer (&self->program.point, g_free);
  if (format == NULL)
    return;

  va_start (arguments, format);
  self->program.point = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/**
 * packshot_test_purchase_run:
 * @self: a purchase
 * @line: the arguments, as in a shell; "{n}" is another word in each purchase
 *
 * Runs the program. It may end well, badly, or by a kill, and by nothing else.
 */
void
packshot_test_purchase_run (PackshotTestPurchase *self, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_program_launcher_new (
      &self->program, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, self->start);
  g_autoptr (GString) text = g_string_new (line);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_set_child_setup (launcher, set_alarm_cb, NULL, NULL);
  g_string_replace (text, "{n}", number, 0);
  process = packshot_test_program_spawn (launcher, text->str);
  if (self->patience > 0)
    wait_or_interrupt (self, process);
  packshot_test_program_end (&self->program, process);

  self->n_kills += self->program.status == 128 + SIGKILL;
  if (self->program.status > 128 + SIGINT && self->program.status != 128 + SIGKILL)
    g_error ("“%s” ended by %d at %s: %s", line, self->program.status, self->program.point,
             self->program.err);
}

/**
 * packshot_test_purchase_make:
 * @self: a purchase
 *
 * Runs the program to buy a video, for the first time or again.
 */
void
packshot_test_purchase_make (PackshotTestPurchase *self)
{
  self->n_clicks++;
  packshot_test_purchase_run (self, self->wares->make);
}

/* What is on the wire was written down before; and where the service can be asked what it has, it
 * was paid for once. */
static void
assert_paid_once (PackshotTestPurchase *self, PackshotTestBooks *books, GPtrArray *lines)
{
  for (PackshotStep step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      if (!packshot_step_is_paid (step))
        continue;

      g_assert_cmpuint (packshot_test_journal_count (lines, get_nick (step)), <=,
                        books->n_paid[step]);
      if (!self->wares->is_one_call)
        g_assert_cmpuint (packshot_test_journal_count_orders (lines, get_nick (step)), <=, 1);
    }
}

/**
 * packshot_test_purchase_check:
 * @self: a purchase
 *
 * Fails the test unless all holds that has to hold at every moment: nothing was sent that was not
 * written down before, and no click ordered twice.
 *
 * Returns: (transfer full): what is on the disk
 */
PackshotTestBooks *
packshot_test_purchase_check (PackshotTestPurchase *self)
{
  g_autofree char *folder = g_build_filename (self->program.data, "packshot", NULL);
  g_autofree char *scratch = g_build_filename (self->program.data, "scratch", NULL);
  g_autoptr (GPtrArray) lines = read_journal (self);
  PackshotTestBooks *books;

  g_assert_no_errno (g_mkdir_with_parents (scratch, 0700));
  books = packshot_test_books_read (folder, scratch);

  assert_paid_once (self, books, lines);
  g_assert_cmpuint (books->n_jobs, <=, self->wares->is_one_call ? self->n_clicks : 1);
  g_assert_cmpuint (books->n_intents, <=, self->n_clicks);
  g_assert_cmpuint (books->n_charges, ==, books->n_intents);
  g_assert_cmpint (books->charged, <=, self->wares->price * PACKSHOT_MONEY_ONE);
  if (packshot_test_journal_count (lines, "upload") > 0)
    g_assert_cmpuint (books->n_uploads, >, 0);
  /* One that is brought by its own order has no name. */
  for (guint i = 0; i < lines->len && !self->wares->is_one_call; i++)
    assert_known (books, lines->pdata[i]);

  return books;
}

static gboolean
is_ordered (PackshotTestPurchase *self, PackshotStep step)
{
  g_autoptr (GPtrArray) lines = read_journal (self);

  return packshot_test_journal_count_orders (lines, get_nick (step)) > 0;
}

/* What is done with a preview, and with a video: have another one made, if that is what is wanted.
 */
static char *
dup_second_click (PackshotTestPurchase *self, PackshotTestBooks *books, PackshotStep step)
{
  gboolean is_preview = step == PACKSHOT_STEP_REGENERATE_PICTURE;

  if (self->wanted == step && !is_ordered (self, step))
    {
      self->n_clicks++;
      return g_strdup_printf ("regenerate %s %s --yes --interval 0.02", books->id,
                              is_preview ? "picture" : "video");
    }
  if (is_preview)
    {
      self->n_clicks++;
      return g_strdup_printf ("approve %s --yes --interval 0.02", books->id);
    }

  return self->wares->is_put_online
                 && packshot_remote_id_find (books->remote_ids, PACKSHOT_REMOTE_ID_HOSTED_URL)
                        == NULL
             ? g_strdup_printf ("poll %s --interval 0.02", books->id)
             : NULL;
}

/**
 * packshot_test_purchase_click:
 * @self: a purchase
 * @books: what is on the disk
 *
 * Counts what a person does next where that accepts the price.
 *
 * Returns: (transfer full) (nullable): what it is, as arguments of the program; %NULL where the
 *   video is there
 */
char *
packshot_test_purchase_click (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  if (books->n_jobs == 0)
    {
      self->n_clicks++;
      return g_strdup (self->wares->make);
    }

  switch (books->state)
    {
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_UPLOADING:
      self->n_clicks++;
      return g_strdup_printf ("poll %s --yes --interval 0.02", books->id);
    case PACKSHOT_JOB_WAITING:
    case PACKSHOT_JOB_FETCHING:
      return g_strdup ("poll --interval 0.02");
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_UNKNOWN:
      if (!self->wares->is_one_call)
        return dup_resolution (self, books);
      /* Nobody can say what became of it. */
      self->n_clicks++;
      return g_strdup (self->wares->make);
    case PACKSHOT_JOB_REVIEW:
      return dup_second_click (self, books, PACKSHOT_STEP_REGENERATE_PICTURE);
    case PACKSHOT_JOB_DONE:
      return dup_second_click (self, books, PACKSHOT_STEP_REGENERATE_VIDEO);
    default:
      g_error ("The job is %s.", packshot_job_state_to_string (books->state));
    }
}

/* What was not sent, or whose fate nobody knows, waits for a person's word. */
static void
assert_waits (PackshotTestPurchase *self)
{
  g_autoptr (GPtrArray) before = read_journal (self);
  g_autoptr (GPtrArray) after = NULL;

  packshot_test_purchase_run (self, "poll --interval 0.02");
  after = read_journal (self);
  for (PackshotStep step = 0; step < PACKSHOT_N_STEPS; step++)
    {
      if (packshot_step_is_paid (step) || step == PACKSHOT_STEP_UPLOAD)
        g_assert_cmpuint (packshot_test_journal_count (after, get_nick (step)), ==,
                          packshot_test_journal_count (before, get_nick (step)));
    }
}

static void
assert_finished (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autoptr (GPtrArray) lines = read_journal (self);
  const char *order = packshot_test_journal_find_order (lines, get_nick (books->paid_step));

  g_assert_nonnull (order);
  if (!self->wares->is_one_call)
    g_assert_true (packshot_test_books_know (books, order));
  packshot_test_delivery_assert (self, books);
}

/* A program that leaves the rest to a person says so, and does no more. */
static void
assert_status (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  int status = self->program.status;

  if (books->state == PACKSHOT_JOB_REVIEW)
    g_assert_true (status == 4 || status == 0);
  else if (books->state == PACKSHOT_JOB_UNKNOWN)
    g_assert_cmpint (status, !=, 0);
  else
    g_assert_cmpint (status, ==, 0);
}

/**
 * packshot_test_purchase_finish:
 * @self: a purchase
 *
 * Does what a person would do until the video is there, with a program that nothing harms any more.
 * Fails the test unless it was bought once, and is there once and whole.
 */
void
packshot_test_purchase_finish (PackshotTestPurchase *self)
{
  g_autoptr (PackshotTestBooks) books = packshot_test_purchase_check (self);
  char *line;

  packshot_test_purchase_set_point (self, NULL);
  self->patience = 0;
  if (books->n_jobs > 0)
    {
      assert_waits (self);
      packshot_test_books_free (books);
      books = packshot_test_purchase_check (self);
    }

  for (guint i = 0; (line = packshot_test_purchase_click (self, books)) != NULL; i++)
    {
      g_assert_cmpuint (i, <, MAX_ROUNDS);
      packshot_test_purchase_run (self, line);
      packshot_test_books_free (books);
      books = packshot_test_purchase_check (self);
      show (self, books, line);
      assert_status (self, books);
      g_free (line);
    }

  assert_finished (self, books);
}
