/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-purchase.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "packshot-test-folder.h"
#include "packshot-test-ledger.h"
#include "packshot-test-photo.h"
#include "packshot-test-utils.h"

#define MAKE                                                                                       \
  "make --service shortvideo --yes --image photo.jpg --product-name Mug --interval 0.02 "          \
  "-o film.mp4"

/* What a video costs, in millionths. */
#define PRICE (100 * PACKSHOT_MONEY_ONE)

/* How many things a person does until the video is there; more than five are never needed. */
#define MAX_ROUNDS 8

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

static gboolean
greet (GSocketClient *client, const char *address)
{
  static const char greeting[] = "GET / HTTP/1.0\r\n\r\n";
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, address, 80, NULL, NULL);
  GIOStream *stream = G_IO_STREAM (connection);
  char buffer[256];

  if (connection == NULL
      || !g_output_stream_write_all (g_io_stream_get_output_stream (stream), greeting,
                                     strlen (greeting), NULL, NULL, NULL))
    return FALSE;

  while (
      g_input_stream_read (g_io_stream_get_input_stream (stream), buffer, sizeof buffer, NULL, NULL)
      > 0)
    continue;
  return TRUE;
}

/* A program that was killed leaves behind what it sent, and the service reads it a moment later:
 * before it has answered the next few. */
static void
wait_for_fake (PackshotFake *fake)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  for (guint i = 0; i < 3; i++)
    g_assert_true (greet (client, packshot_fake_get_base_url (fake)));
}

/* (element-type JsonNode): what the fake was asked for this purchase, without our greetings. */
static GPtrArray *
read_journal (PackshotTestPurchase *self)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autofree char *journal = NULL;
  g_auto (GStrv) texts = NULL;

  wait_for_fake (self->fake);
  journal = packshot_fake_dup_journal (self->fake);
  texts = g_strsplit (journal + self->start, "\n", -1);
  for (guint i = 0; texts[i] != NULL && texts[i][0] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) line = json_from_string (texts[i], &error);

      g_assert_no_error (error);
      if (json_object_has_member (json_node_get_object (line), "step"))
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }

  return lines;
}

static gboolean
is_step (JsonNode *line, const char *step)
{
  return g_str_equal (json_object_get_string_member (json_node_get_object (line), "step"), step);
}

static guint
count_step (GPtrArray *lines, const char *step)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += is_step (lines->pdata[i], step);

  return n;
}

/* What the service calls the video that it took the order for. */
static const char *
find_order (GPtrArray *lines)
{
  const char *id = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      JsonObject *line = json_node_get_object (lines->pdata[i]);

      if (!json_object_has_member (line, "order"))
        continue;
      g_assert_null (id);
      id = json_object_get_string_member (line, "id");
    }

  return id;
}

/* Nothing is asked for by a name that is not on the disk. */
static void
assert_known (PackshotTestBooks *books, JsonNode *line)
{
  JsonObject *object = json_node_get_object (line);
  const char *id = json_object_get_string_member_with_default (object, "id", NULL);

  if (is_step (line, "upload") || is_step (line, "create"))
    return;

  g_assert_nonnull (id);
  g_assert_true (packshot_test_books_know (books, id));
}

/* A person looks at the service whether the video is there. */
static char *
dup_resolution (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autoptr (GPtrArray) lines = read_journal (self);
  const char *order = find_order (lines);

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
 * @fake: the service, which the environment leads to
 */
void
packshot_test_purchase_set_up (PackshotTestPurchase *self, PackshotFake *fake)
{
  g_autofree char *journal = packshot_fake_dup_journal (fake);

  *self = (PackshotTestPurchase){ .fake = fake, .start = strlen (journal) };
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
 * @line: the arguments, as in a shell
 *
 * Runs the program. It may end well, badly, or by a kill, and by nothing else.
 */
void
packshot_test_purchase_run (PackshotTestPurchase *self, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = packshot_test_program_launcher_new (
      &self->program, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;

  g_subprocess_launcher_set_child_setup (launcher, set_alarm_cb, NULL, NULL);
  process = packshot_test_program_spawn (launcher, line);
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
  packshot_test_purchase_run (self, MAKE);
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

  g_assert_cmpuint (count_step (lines, "create"), <=, books->n_creates);
  g_assert_cmpuint (books->n_creates, <=, self->n_clicks);
  g_assert_cmpuint (books->n_charges, ==, books->n_creates);
  g_assert_cmpint (books->charged, <=, PRICE);
  if (count_step (lines, "upload") > 0)
    g_assert_cmpuint (books->n_uploads, >, 0);
  for (guint i = 0; i < lines->len; i++)
    assert_known (books, lines->pdata[i]);
  /* Fails where there are two. */
  find_order (lines);

  return books;
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
      return g_strdup (MAKE);
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
      return dup_resolution (self, books);
    case PACKSHOT_JOB_DONE:
      return NULL;
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
  g_assert_cmpuint (count_step (after, "create"), ==, count_step (before, "create"));
  g_assert_cmpuint (count_step (after, "upload"), ==, count_step (before, "upload"));
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, size);
}

static void
assert_video (PackshotTestPurchase *self, const char *path)
{
  g_autoptr (GBytes) video = read_file (path);
  g_autoptr (GBytes) expected = packshot_fake_ref_video (self->fake, FALSE);

  g_assert_true (g_bytes_equal (video, expected));
}

static void
assert_cover (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autoptr (GBytes) cover = read_file (books->cover);
  g_autoptr (GBytes) expected = packshot_fake_ref_cover (self->fake, FALSE);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (cover, &size);

  if (!self->is_disk_bad)
    g_assert_true (g_bytes_equal (cover, expected));
  /* A JPEG from its beginning to its end. */
  g_assert_cmpuint (size, >, 1000);
  g_assert_true (bytes[0] == 0xff && bytes[1] == 0xd8);
  g_assert_true (bytes[size - 2] == 0xff && bytes[size - 1] == 0xd9);
}

/* Where it was asked for, with nothing beside it that looks like one; or, from a bad disk, where
 * the ledger says. Where that disk took the file and could not promise to keep it, it is in both.
 */
static void
assert_place (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autofree char *video = packshot_test_program_path (&self->program, "film.mp4");

  if (!self->is_disk_bad || g_str_equal (books->video, video))
    {
      g_assert_cmpstr (books->video, ==, video);
      packshot_test_folder_assert (self->program.folder, "film.jpg", "film.mp4", "photo.jpg", NULL);
      return;
    }

  g_assert_true (g_str_has_prefix (books->video, self->program.data));
  if (g_file_test (video, G_FILE_TEST_EXISTS))
    assert_video (self, video);
}

static void
assert_finished (PackshotTestPurchase *self, PackshotTestBooks *books)
{
  g_autoptr (GPtrArray) lines = read_journal (self);
  const char *order = find_order (lines);

  g_assert_nonnull (order);
  g_assert_true (packshot_test_books_know (books, order));
  assert_place (self, books);
  assert_video (self, books->video);
  assert_cover (self, books);
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
    assert_waits (self);

  for (guint i = 0; (line = packshot_test_purchase_click (self, books)) != NULL; i++)
    {
      g_assert_cmpuint (i, <, MAX_ROUNDS);
      packshot_test_purchase_run (self, line);
      packshot_test_books_free (books);
      books = packshot_test_purchase_check (self);
      show (self, books, line);
      g_assert_cmpint (self->program.status, ==, 0);
      g_free (line);
    }

  assert_finished (self, books);
}
