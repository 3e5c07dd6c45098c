/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>

#include <string.h>

/* The hot loops are compiled for AVX2 and for every processor, and the loader picks. Both must give
 * the same bits. */

static char *
run (const char *program, const char *argument)
{
  const char *const argv[] = { program, argument, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

static void
test_same_bits (void)
{
  g_autofree char *cloned = run (FRAME_HASH, NULL);
  g_autofree char *plain = run (FRAME_HASH_PLAIN, NULL);
  g_auto (GStrv) lines = g_strsplit (cloned, "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 90);
  g_assert_cmpstr (lines[0], !=, lines[40]);
  g_assert_cmpstr (plain, ==, cloned);
}

/* That the two programs do differ, and that this processor runs what differs. */
static void
test_two_programs (void)
{
  g_autofree char *nm = g_find_program_in_path ("nm");
  g_autofree char *cloned = NULL;
  g_autofree char *plain = NULL;

  if (!HAVE_TARGET_CLONES)
    {
      g_test_skip ("this build has no clones");
      return;
    }
  if (nm == NULL)
    {
      g_test_skip ("nm is not installed");
      return;
    }

  cloned = run (nm, FRAME_HASH);
  plain = run (nm, FRAME_HASH_PLAIN);
  g_assert_nonnull (strstr (cloned, "blend_four_rows.avx2"));
  g_assert_null (strstr (plain, "avx2"));

  if (!__builtin_cpu_supports ("avx2"))
    g_test_skip ("this processor has no AVX2: both programs ran the same loops");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/clones/two-programs", test_two_programs);
  g_test_add_func ("/clones/same-bits", test_same_bits);

  return g_test_run ();
}
