/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-file-name.h"

#include <string.h>

static const struct
{
  const char *title;
  const char *name;
} names[] = {
  { "Blue Mug", "Blue Mug.mp4" },
  { "Tasse à café", "Tasse à café.mp4" },
  /* To no other folder, and not hidden. */
  { "../../etc/passwd", "-..-etc-passwd.mp4" },
  { "/absolute", "-absolute.mp4" },
  { "..", "Video.mp4" },
  { ".hidden", "hidden.mp4" },
  { "a\\b:c*d?\"e\"<f>|", "a-b-c-d--e--f--.mp4" },
  { "two\nlines\tand\x01", "two-lines-and-.mp4" },
  /* Nothing at its end that some systems cut off, and nothing that is left of it. */
  { "dots... ", "dots.mp4" },
  { "", "Video.mp4" },
  { "   ", "Video.mp4" },
  /* Devices of other systems, whatever their case and extension. */
  { "CON", "_CON.mp4" },
  { "nul.tar", "_nul.tar.mp4" },
  { "com1", "_com1.mp4" },
  { "Console", "Console.mp4" },
  { "com", "com.mp4" },
  /* Turned around, this would end in what looks like "exe". */
  { "film\xe2\x80\xae"
    "4pm.exe",
    "film4pm.exe.mp4" },
  { "bad \xff bytes", "bad \xef\xbf\xbd bytes.mp4" },
};

static void
test_safe (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = packshot_file_name_dup_safe (names[i].title, ".mp4", 1);

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static void
test_number (void)
{
  g_autofree char *second = packshot_file_name_dup_safe ("Mug", ".mp4", 2);
  g_autofree char *bare = packshot_file_name_dup_safe ("Mug", NULL, 3);

  g_assert_cmpstr (second, ==, "Mug (2).mp4");
  g_assert_cmpstr (bare, ==, "Mug (3)");
}

/* Cut between two characters, and with room for what is added to it. */
static void
test_long (void)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (title, "é");
  name = packshot_file_name_dup_safe (title->str, ".mp4", 1000);
  g_assert_cmpuint (strlen (name), <, 200);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (g_str_has_suffix (name, "é (1000).mp4"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/file-name/safe", test_safe);
  g_test_add_func ("/file-name/number", test_number);
  g_test_add_func ("/file-name/long", test_long);

  return g_test_run ();
}
