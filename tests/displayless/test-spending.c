/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* The money book summed up, by tables: nothing is added that does not belong together, and nothing
 * is lost. */

#include <string.h>

#include <gio/gio.h>

#include "packshot-spending-csv.h"

#define ONE     PACKSHOT_MONEY_ONE
#define UNKNOWN PACKSHOT_MONEY_UNKNOWN

typedef struct
{
  gint64 row;
  const char *service;
  const char *at;
  gint64 asked;
  gint64 charged;
  const char *unit;
  PackshotSpendingFate fate;
  const char *title;
  const char *step;
} Line;

static gint64
parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static PackshotLedgerCharge *
make_charge (const Line *line)
{
  PackshotLedgerCharge *charge = g_new0 (PackshotLedgerCharge, 1);

  charge->row = line->row;
  charge->id = g_strdup_printf ("job-%d", (int) line->row);
  charge->service = g_strdup (line->service);
  charge->title = g_strdup (line->title != NULL ? line->title : "Mug");
  charge->step = g_strdup (line->step);
  charge->asked = line->asked;
  charge->asked_at = parse (line->at);
  charge->charged = line->charged;
  charge->settled_at = line->charged != UNKNOWN ? charge->asked_at : 0;
  charge->unit = g_strdup (line->unit);

  return charge;
}

typedef struct
{
  const Line *lines;
  guint next;
} Judge;

/* Asked about each line once, in their order. */
static PackshotSpendingFate
judge_next (const PackshotLedgerCharge *charge, gpointer user_data)
{
  Judge *judge = user_data;

  return judge->lines[judge->next++].fate;
}

static PackshotSpending *
sum_up (const Line *lines, guint n, const char *zone_name)
{
  g_autoptr (GPtrArray) charges =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_ledger_charge_free);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  Judge judge = { lines, 0 };

  g_assert_nonnull (zone);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (charges, make_charge (&lines[i]));

  return packshot_spending_new (charges, zone, judge_next, &judge);
}

static void
assert_sum (const PackshotSpending *spending,
            guint i,
            const char *month,
            const char *service,
            const char *unit,
            guint n_orders,
            guint n_calls,
            gint64 charged,
            gint64 expected,
            guint n_unknown)
{
  const PackshotSpendingSum *sum;
  gint64 by_fate = 0;

  g_assert_cmpuint (i, <, spending->sums->len);
  sum = g_ptr_array_index (spending->sums, i);
  g_assert_cmpstr (sum->month, ==, month);
  g_assert_cmpstr (sum->service, ==, service);
  g_assert_cmpstr (sum->unit, ==, unit);
  g_assert_cmpuint (sum->n_orders, ==, n_orders);
  g_assert_cmpuint (sum->n_calls, ==, n_calls);
  g_assert_cmpint (sum->charged, ==, charged);
  g_assert_cmpint (sum->expected, ==, expected);
  g_assert_cmpuint (sum->n_unknown, ==, n_unknown);

  for (guint fate = 0; fate < PACKSHOT_SPENDING_N_FATES; fate++)
    by_fate += sum->by_fate[fate];
  g_assert_cmpint (by_fate, ==, charged + expected);
}

static void
test_sums (void)
{
  static const Line lines[] = {
    /* Two steps of one job, and another job. */
    { 1, "one", "2026-11-02T10:00:00Z", ONE, ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL, NULL },
    { 1, "one", "2026-11-02T11:00:00Z", 3 * ONE, 4 * ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL,
      NULL },
    { 2, "one", "2026-11-03T10:00:00Z", ONE, ONE, "credits", PACKSHOT_SPENDING_FAILED, NULL, NULL },
    { 3, "one", "2026-11-04T10:00:00Z", ONE, 0, "credits", PACKSHOT_SPENDING_REFUSED, NULL, NULL },
    { 4, "one", "2026-11-05T10:00:00Z", ONE, UNKNOWN, "credits", PACKSHOT_SPENDING_OPEN, NULL,
      NULL },
    { 5, "one", "2026-11-05T10:00:00Z", UNKNOWN, UNKNOWN, "credits", PACKSHOT_SPENDING_UNKNOWN,
      NULL, NULL },
    /* Charged unasked, of a job that was deleted. */
    { 6, "one", "2026-11-06T10:00:00Z", UNKNOWN, 350000, "credits", PACKSHOT_SPENDING_DELETED, NULL,
      NULL },
    /* The same service once counted something else. */
    { 7, "one", "2026-11-01T10:00:00Z", 7 * ONE, 7 * ONE, "USD", PACKSHOT_SPENDING_KEPT, NULL,
      NULL },
    { 8, "other", "2026-11-01T10:00:00Z", 5 * ONE, 5 * ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL,
      NULL },
    { 8, "other", "2026-10-31T10:00:00Z", 9 * ONE, 9 * ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL,
      NULL },
  };
  g_autoptr (PackshotSpending) spending = sum_up (lines, G_N_ELEMENTS (lines), "UTC");
  const PackshotSpendingSum *sum;

  g_assert_cmpuint (spending->sums->len, ==, 4);
  assert_sum (spending, 0, "2026-11", "one", "USD", 1, 1, 7 * ONE, 0, 0);
  assert_sum (spending, 1, "2026-11", "one", "credits", 6, 7, 6 * ONE + 350000, ONE, 1);
  assert_sum (spending, 2, "2026-11", "other", "credits", 1, 1, 5 * ONE, 0, 0);
  assert_sum (spending, 3, "2026-10", "other", "credits", 1, 1, 9 * ONE, 0, 0);

  sum = g_ptr_array_index (spending->sums, 1);
  g_assert_cmpint (sum->by_fate[PACKSHOT_SPENDING_KEPT], ==, 5 * ONE);
  g_assert_cmpint (sum->by_fate[PACKSHOT_SPENDING_FAILED], ==, ONE);
  g_assert_cmpint (sum->by_fate[PACKSHOT_SPENDING_REFUSED], ==, 0);
  g_assert_cmpint (sum->by_fate[PACKSHOT_SPENDING_OPEN], ==, ONE);
  g_assert_cmpint (sum->by_fate[PACKSHOT_SPENDING_UNKNOWN], ==, 0);
  g_assert_cmpint (sum->by_fate[PACKSHOT_SPENDING_DELETED], ==, 350000);
}

/* A month begins where the user is. */
static void
test_months (void)
{
  static const Line lines[] = {
    { 1, "one", "2026-10-31T22:59:59Z", ONE, ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL, NULL },
    { 2, "one", "2026-10-31T23:00:00Z", ONE, ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL, NULL },
    { 3, "one", "2026-12-31T23:30:00Z", ONE, ONE, "credits", PACKSHOT_SPENDING_KEPT, NULL, NULL },
  };
  g_autoptr (PackshotSpending) east = sum_up (lines, G_N_ELEMENTS (lines), "+01:00");
  g_autoptr (PackshotSpending) west = sum_up (lines, G_N_ELEMENTS (lines), "-05:00");

  g_assert_cmpuint (east->sums->len, ==, 3);
  assert_sum (east, 0, "2027-01", "one", "credits", 1, 1, ONE, 0, 0);
  assert_sum (east, 1, "2026-11", "one", "credits", 1, 1, ONE, 0, 0);
  assert_sum (east, 2, "2026-10", "one", "credits", 1, 1, ONE, 0, 0);
  g_assert_cmpuint (west->sums->len, ==, 2);
  assert_sum (west, 0, "2026-12", "one", "credits", 1, 1, ONE, 0, 0);
  assert_sum (west, 1, "2026-10", "one", "credits", 2, 2, 2 * ONE, 0, 0);
}

static void
test_empty (void)
{
  g_autoptr (PackshotSpending) spending = sum_up (NULL, 0, "UTC");
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *csv = packshot_spending_csv (spending, NULL, NULL, zone);

  g_assert_cmpuint (spending->sums->len, ==, 0);
  g_assert_cmpuint (spending->lines->len, ==, 0);
  g_assert_cmpstr (csv, ==, "date,job,service,title,step,asked,charged,unit,outcome\r\n");
}

static void
test_csv (void)
{
  static const Line lines[] = {
    { 1, "one", "2026-10-30T10:00:00Z", ONE, 350000, "credits", PACKSHOT_SPENDING_KEPT,
      "Mug, \"red\"", "create" },
    { 2, "one", "2026-11-02T10:00:01Z", UNKNOWN, UNKNOWN, "credits", PACKSHOT_SPENDING_UNKNOWN,
      "Tasse grün 🫖", "create" },
    { 3, "other", "2026-11-03T10:00:00Z", ONE, 0, "CNY", PACKSHOT_SPENDING_REFUSED, "a\nb",
      "approve" },
  };
  static const char all[] =
      "date,job,service,title,step,asked,charged,unit,outcome\r\n"
      "2026-11-03T11:00:00+01,job-3,other,\"a\nb\",approve,1,0,CNY,refused\r\n"
      "2026-11-02T11:00:01+01,job-2,one,Tasse grün 🫖,create,,,credits,unknown\r\n"
      "2026-10-30T11:00:00+01,job-1,one,\"Mug, \"\"red\"\"\",create,1,0.35,credits,kept\r\n";
  g_autoptr (PackshotSpending) spending = sum_up (lines, G_N_ELEMENTS (lines), "+01:00");
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("+01:00");
  g_autofree char *csv = packshot_spending_csv (spending, NULL, NULL, zone);
  g_autofree char *part = packshot_spending_csv (spending, "2026-11", "one", zone);

  g_assert_cmpstr (csv, ==, all);
  g_assert_nonnull (strstr (part, "job-2"));
  g_assert_null (strstr (part, "job-1"));
  g_assert_null (strstr (part, "job-3"));
}

/* Nothing that people typed is a formula for whoever opens the file. */
static void
test_formulas (void)
{
  static const struct
  {
    const char *title;
    const char *cell;
  } table[] = {
    { "=1+1", ",'=1+1," },
    { "+49 123", ",'+49 123," },
    { "-1", ",'-1," },
    { "@SUM(A1)", ",'@SUM(A1)," },
    { "\t=1", ",'\t=1," },
    { "  =1", ",'  =1," },
    { "＝1", ",'＝1," },
    { "=HYPERLINK(\"http://x\",\"y\")", ",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"," },
    { "Mug = cup", ",Mug = cup," },
    { "", ",," },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      Line line = { 1,       "one",     "2026-10-30T10:00:00Z", ONE,
                    ONE,     "credits", PACKSHOT_SPENDING_KEPT, table[i].title,
                    "create" };
      g_autoptr (PackshotSpending) spending = sum_up (&line, 1, "UTC");
      g_autofree char *csv = packshot_spending_csv (spending, NULL, NULL, zone);
      g_autofree char *expected = g_strdup_printf (",job-1,one%screate,", table[i].cell);

      if (strstr (csv, expected) == NULL)
        g_error ("“%s” is not in: %s", expected, csv);
    }
}

static void
test_month_names (void)
{
  static const char *const good[] = { "2026-11", "0001-01", "9999-12" };
  static const char *const bad[] = { "",         "2026",    "2026-1",  "2026-00", "2026-13",
                                     "2026-111", "2026/11", "11-2026", "x026-11" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (packshot_spending_is_month (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (packshot_spending_is_month (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/spending/sums", test_sums);
  g_test_add_func ("/spending/months", test_months);
  g_test_add_func ("/spending/empty", test_empty);
  g_test_add_func ("/spending/csv", test_csv);
  g_test_add_func ("/spending/formulas", test_formulas);
  g_test_add_func ("/spending/month-names", test_month_names);

  return g_test_run ();
}
