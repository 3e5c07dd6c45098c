/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What was spent, and what may be spent in a day, from the command line. */

#include <string.h>

#include "packshot-test-cli.h"
#include "packshot-test-utils.h"

#define MAKE "make --service scripted --photo photo.jpg --product-name Watch --yes --interval 0.05"

typedef PackshotTestCli Fixture;

static void
run (Fixture *fixture, const char *line, int status)
{
  packshot_test_cli_run (fixture, line);
  if (fixture->status != status)
    g_error ("“%s” ended with %d: %s", line, fixture->status, fixture->err);
}

static void
assert_says (const char *text, const char *expected)
{
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is not in: %s", expected, text);
}

static guint
count_creates (Fixture *fixture)
{
  g_autofree char *calls = packshot_test_cli_dup_calls (fixture);
  g_auto (GStrv) parts = g_strsplit (calls, "create\n", -1);

  return g_strv_length (parts) - 1;
}

static char *
dup_month (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m");
}

static void
test_limit (Fixture *fixture, gconstpointer user_data)
{
  run (fixture, "limit scripted", 0);
  g_assert_cmpstr (fixture->out, ==, "Scripted: no daily limit\n");
  run (fixture, "limit scripted 150.5", 0);
  g_assert_cmpstr (fixture->out, ==, "Scripted: 150.50 credits a day\n");
  run (fixture, "limit", 0);
  assert_says (fixture->out, "Scripted: 150.50 credits a day\n");

  run (fixture, "limit scripted lots", 2);
  g_assert_cmpstr (fixture->err, ==,
                   "packshot-cli: The daily limit is an amount, such as 300 or 2.50, or “none”, "
                   "but not “lots”.\n");
  run (fixture, "limit nobody 3", 2);
  run (fixture, "limit scripted 3 4", 2);
  run (fixture, "limit scripted --json", 2);
  run (fixture, "limit scripted", 0);
  g_assert_cmpstr (fixture->out, ==, "Scripted: 150.50 credits a day\n");

  run (fixture, "limit scripted none", 0);
  g_assert_cmpstr (fixture->out, ==, "Scripted: no daily limit\n");
}

/* Refused in one sentence, with nothing left of it; and sent when that is said. */
static void
test_over (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "poll=done");
  run (fixture, "limit scripted 150", 0);
  run (fixture, MAKE, 0);
  run (fixture, MAKE, 2);
  g_assert_cmpstr (fixture->out, ==, "");
  assert_says (fixture->err,
               "packshot-cli: The daily limit of 150 credits at Scripted stops this: today 100 "
               "credits are spent, and this adds 100 credits; --over-limit sends it all the "
               "same.\n");
  g_assert_cmpuint (count_creates (fixture), ==, 1);

  run (fixture, MAKE " --json", 2);
  assert_says (fixture->out, "The daily limit of 150 credits");
  run (fixture, MAKE " --over-limit", 0);
  assert_says (fixture->err, "packshot-cli: warning: The daily limit you set for Scripted is 150 "
                             "credits. Spent today: 100 credits. This adds 100 credits.\n");
  g_assert_cmpuint (count_creates (fixture), ==, 2);

  run (fixture, "limit scripted none", 0);
  run (fixture, MAKE, 0);
}

/* A second step is another payment. */
static void
test_approve (Fixture *fixture, gconstpointer user_data)
{
  packshot_test_cli_write_script (fixture, "poll=review;done");
  run (fixture, "limit staged 0", 0);
  run (fixture,
       "make --service staged --photo photo.jpg --product-name Watch --yes --interval 0.05 "
       "--over-limit --json",
       4);
  run (fixture, "approve video_1 --yes --interval 0.05", 2);
  assert_says (fixture->err, "--over-limit sends it all the same.\n");
  run (fixture, "approve video_1 --yes --interval 0.05 --over-limit", 0);
}

static void
test_spending (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *month = dup_month ();
  g_autofree char *of_month = g_strdup_printf ("spending --month %s", month);
  g_autofree char *row = g_strdup_printf (
      "%s  scripted  2       100 credits  -         100 credits  0 credits\n", month);
  g_autoptr (JsonObject) object = NULL;

  run (fixture, "spending", 0);
  g_assert_cmpstr (fixture->err, ==, "Nothing was ordered that costs something.\n");
  run (fixture, "spending --csv", 0);
  g_assert_cmpstr (fixture->out, ==, "date,job,service,title,step,asked,charged,unit,outcome\r\n");

  packshot_test_cli_write_script (fixture, "poll=done");
  run (fixture, MAKE, 0);
  packshot_test_cli_write_script (fixture, "create=refused:No.");
  run (fixture, MAKE, 3);

  run (fixture, "spending", 0);
  assert_says (fixture->out, row);
  g_assert_null (strstr (fixture->out, "Watch"));
  run (fixture, of_month, 0);
  assert_says (fixture->out, row);
  assert_says (fixture->out, "100 credits  100 credits  kept     Watch\n");
  assert_says (fixture->out, "100 credits  0 credits    refused  Watch\n");
  run (fixture, "spending --month 2020-01", 0);
  g_assert_cmpstr (fixture->err, ==, "Nothing was ordered that costs something.\n");
  run (fixture, "spending --service staged", 0);
  g_assert_cmpstr (fixture->err, ==, "Nothing was ordered that costs something.\n");

  run (fixture, "spending --csv", 0);
  assert_says (fixture->out, ",scripted,Watch,create,100,100,credits,kept\r\n");
  assert_says (fixture->out, ",scripted,Watch,create,100,0,credits,refused\r\n");

  run (fixture, "spending --json", 0);
  object = packshot_test_cli_parse_line (fixture);
  g_assert_cmpstr (json_object_get_string_member (object, "month"), ==, month);
  g_assert_cmpstr (json_object_get_string_member (object, "unit"), ==, "credits");
  g_assert_cmpint (json_object_get_int_member (object, "orders"), ==, 2);
  g_assert_cmpfloat (json_object_get_double_member (object, "charged"), ==, 100);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "calls")), ==, 2);
}

static void
test_wrong (Fixture *fixture, gconstpointer user_data)
{
  run (fixture, "spending --month november", 2);
  g_assert_cmpstr (fixture->err, ==,
                   "packshot-cli: A month is written as 2026-11, and not as “november”.\n");
  run (fixture, "spending --csv --json", 2);
  run (fixture, "spending today", 2);
  run (fixture, "spending --nonsense", 2);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/cli-spending/" path, Fixture, "packshot-scripted", packshot_test_cli_set_up,       \
              function, packshot_test_cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("limit", test_limit);
  ADD ("over", test_over);
  ADD ("approve", test_approve);
  ADD ("spending", test_spending);
  ADD ("wrong", test_wrong);

  return g_test_run ();
}
