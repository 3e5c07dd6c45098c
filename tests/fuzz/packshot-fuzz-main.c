/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Tries what LLVMFuzzerTestOneInput() takes with files, and then with changes to them by chance:
 *
 *   fuzz-x [--seconds S] [--seed N] [--keep FILE] FILE…
 *
 * Before each try the input is written to the file to keep, so that it is there whatever becomes of
 * the program, and "fuzz-x --seconds 0 FILE" tries it again. It is taken away where all went well.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "packshot-fuzz-bytes.h"
#include "packshot-fuzz-json.h"
#include "packshot-fuzz.h"

#define DEFAULT_SECONDS 2
#define MAX_CHANGES     12
#define LARGEST_INPUT   (512 * 1024)

/* One input that takes longer than this ends the program: no machine is so busy. */
#define MAX_SECONDS_OF_INPUT 60

typedef struct
{
  double seconds;
  guint seed;
  char *keep;        /* (owned) (type filename) */
  GPtrArray *starts; /* (owned) (element-type GBytes) */
  GPtrArray *nodes;  /* (owned) (element-type JsonNode): of those that are JSON */
  int fd;
  guint64 n_inputs;
} Fuzz;

static void
free_node (gpointer data)
{
  json_node_unref (data);
}

static void
fail (const char *what, const char *path)
{
  g_printerr ("%s: %s: %s\n", what, path, g_strerror (errno));
  exit (EXIT_FAILURE);
}

static void
keep (Fuzz *fuzz, gconstpointer data, gsize size)
{
  if (ftruncate (fuzz->fd, 0) != 0 || pwrite (fuzz->fd, data, size, 0) != (gssize) size)
    fail ("The input can't be kept", fuzz->keep);
}

/* The copy has exactly its size, so that a sanitizer sees each step beyond. */
static void
try (Fuzz *fuzz, gconstpointer data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (data, size);

  keep (fuzz, data, size);
  alarm (MAX_SECONDS_OF_INPUT);
  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const guint8 *) "", size);
  fuzz->n_inputs++;
}

static GBytes *
pick_start (Fuzz *fuzz, GRand *rand)
{
  return g_ptr_array_index (fuzz->starts, g_rand_int_range (rand, 0, (gint32) fuzz->starts->len));
}

/* Few changes are more likely than many. */
static guint
pick_n_changes (GRand *rand)
{
  guint n = 1;

  while (n < MAX_CHANGES && g_rand_boolean (rand))
    n++;

  return n;
}

static GByteArray *
change_json (Fuzz *fuzz, GRand *rand)
{
  guint n = fuzz->nodes->len;
  JsonNode *start = g_ptr_array_index (fuzz->nodes, g_rand_int_range (rand, 0, (gint32) n));
  JsonNode *other = g_ptr_array_index (fuzz->nodes, g_rand_int_range (rand, 0, (gint32) n));
  g_autofree char *text = json_to_string (start, FALSE);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autofree char *changed = NULL;
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = pick_n_changes (rand); i > 0; i--)
    packshot_fuzz_json_change (node, rand, other);
  changed = json_to_string (node, g_rand_boolean (rand));

  return g_byte_array_append (bytes, (const guint8 *) changed, (guint) strlen (changed));
}

static GByteArray *
copy_start (Fuzz *fuzz, GRand *rand)
{
  GBytes *start = pick_start (fuzz, rand);
  GByteArray *bytes = g_byte_array_new ();

  return g_byte_array_append (bytes, g_bytes_get_data (start, NULL),
                              (guint) g_bytes_get_size (start));
}

static void
try_changed (Fuzz *fuzz, GRand *rand)
{
  gboolean is_json = fuzz->nodes->len > 0 && g_rand_boolean (rand);
  g_autoptr (GByteArray) bytes = is_json ? change_json (fuzz, rand) : copy_start (fuzz, rand);
  guint n = pick_n_changes (rand);

  /* What stays JSON gets furthest. */
  if (is_json && n < 3)
    n = 0;
  for (; n > 0; n--)
    packshot_fuzz_change_bytes (bytes, rand, pick_start (fuzz, rand));
  g_byte_array_set_size (bytes, MIN (bytes->len, LARGEST_INPUT));

  try (fuzz, bytes->data, bytes->len);
}

static void
run (Fuzz *fuzz)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (fuzz->seed);
  gint64 start = g_get_monotonic_time ();
  gint64 end = start + (gint64) (fuzz->seconds * G_TIME_SPAN_SECOND);

  printf ("seed %u\n", fuzz->seed);
  fflush (stdout);
  for (guint i = 0; i < fuzz->starts->len; i++)
    {
      GBytes *bytes = g_ptr_array_index (fuzz->starts, i);

      try (fuzz, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  while (g_get_monotonic_time () < end)
    try_changed (fuzz, rand);

  printf ("%" G_GUINT64_FORMAT " inputs in %.1f s\n", fuzz->n_inputs,
          (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
  fflush (stdout);
}

static void
load (Fuzz *fuzz, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);
  JsonNode *node;

  if (bytes == NULL)
    {
      g_printerr ("%s\n", error->message);
      exit (EXIT_FAILURE);
    }

  g_ptr_array_add (fuzz->starts, bytes);
  node = packshot_fuzz_json_read (bytes);
  if (node != NULL)
    g_ptr_array_add (fuzz->nodes, node);
}

/* A warning is right where something is skipped, and would be all there is to see. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  return level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL)
             ? g_log_writer_standard_streams (level, fields, n_fields, user_data)
             : G_LOG_WRITER_HANDLED;
}

static void
parse (Fuzz *fuzz, int *argc, char ***argv)
{
  int seed = -1;
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &fuzz->seconds, "How long; 0: the files alone", "S" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of chance, to have the same again", "N" },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &fuzz->keep, "Where the last input is kept", "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE…");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_printerr ("%s\n", error->message);
      exit (EXIT_FAILURE);
    }

  fuzz->seed = seed >= 0 ? (guint) seed : g_random_int () & G_MAXINT;
  if (fuzz->keep == NULL)
    fuzz->keep = g_strdup_printf ("%s.%d.input", g_get_prgname (), (int) getpid ());
}

static void
fuzz_clear (Fuzz *fuzz)
{
  close (fuzz->fd);
  g_unlink (fuzz->keep);
  g_free (fuzz->keep);
  g_ptr_array_unref (fuzz->starts);
  g_ptr_array_unref (fuzz->nodes);
}

int
main (int argc, char **argv)
{
  Fuzz fuzz = {
    .seconds = DEFAULT_SECONDS,
    .starts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref),
    .nodes = g_ptr_array_new_with_free_func (free_node),
  };

  g_log_set_writer_func (write_log, NULL, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  parse (&fuzz, &argc, &argv);
  fuzz.fd = g_open (fuzz.keep, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fuzz.fd < 0)
    fail ("The input can't be kept", fuzz.keep);

  /* Nothing at all is an input too. */
  g_ptr_array_add (fuzz.starts, g_bytes_new (NULL, 0));
  for (int i = 1; i < argc; i++)
    load (&fuzz, argv[i]);
  run (&fuzz);
  fuzz_clear (&fuzz);

  return EXIT_SUCCESS;
}
