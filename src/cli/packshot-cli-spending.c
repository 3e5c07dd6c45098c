/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What was spent, by month and service. */

#include "packshot-cli-spending.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-cli-layout.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-parse.h"
#include "packshot-cli-session.h"
#include "packshot-cli-spending-json.h"
#include "packshot-cli-table.h"
#include "packshot-core-error.h"
#include "packshot-money.h"
#include "packshot-spending-csv.h"
#include "packshot-text.h"

/* How much of a wrong argument, and of a title, is shown. */
#define SHOWN_LENGTH 40

#define HEAD_WIDTH 24

typedef struct
{
  char *month;   /* (nullable) */
  char *service; /* (nullable) */
  gboolean csv;
  gboolean json;
  gboolean verbose;
  gboolean help;
} Flags;

static void
flags_clear (Flags *flags)
{
  g_free (flags->month);
  g_free (flags->service);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flags, flags_clear)

static gboolean
is_wanted (const Flags *flags, const char *month, const char *service)
{
  return (flags->month == NULL || g_str_equal (flags->month, month))
         && (flags->service == NULL || g_str_equal (flags->service, service));
}

/* A service that is not there any more is told by its id, and its unit as it was written. */
static char *
dup_money (PackshotRegistry *registry, const char *service, gint64 amount, const char *unit)
{
  char *words =
      packshot_money_dup_words (amount, packshot_registry_lookup (registry, service), unit);

  return words != NULL ? words : g_strdup ("-");
}

static GPtrArray *
add_row (GPtrArray *rows)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (rows, row);
  return row;
}

static void
add_head (GPtrArray *rows, const char *const *names)
{
  GPtrArray *row = add_row (rows);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (row, g_strdup (names[i]));
}

static void
add_sum (GPtrArray *rows, PackshotRegistry *registry, const PackshotSpendingSum *sum)
{
  GPtrArray *row = add_row (rows);
  const gint64 amounts[] = {
    sum->charged,
    sum->expected > 0 ? sum->expected : PACKSHOT_MONEY_UNKNOWN,
    sum->by_fate[PACKSHOT_SPENDING_KEPT],
    sum->by_fate[PACKSHOT_SPENDING_FAILED],
  };

  g_ptr_array_add (row, g_strdup (sum->month));
  g_ptr_array_add (row, packshot_text_printable (sum->service, SHOWN_LENGTH));
  g_ptr_array_add (row, g_strdup_printf ("%u", sum->n_orders));
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *money = dup_money (registry, sum->service, amounts[i], sum->unit);

      g_ptr_array_add (row, packshot_text_printable (money, SHOWN_LENGTH));
    }
}

static guint
print_sums (PackshotRegistry *registry, const PackshotSpending *spending, const Flags *flags)
{
  /* Translators: heads of columns, short ones. */
  const char *const names[] = { _ ("MONTH"),    _ ("SERVICE"), _ ("ORDERS"), _ ("CHARGED"),
                                _ ("EXPECTED"), _ ("KEPT"),    _ ("FAILED"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  add_head (rows, names);
  for (guint i = 0; i < spending->sums->len; i++)
    {
      const PackshotSpendingSum *sum = g_ptr_array_index (spending->sums, i);

      if (is_wanted (flags, sum->month, sum->service))
        add_sum (rows, registry, sum);
    }

  if (rows->len > 1)
    packshot_cli_table_print (rows);
  return rows->len - 1;
}

static void
add_line (GPtrArray *rows, PackshotRegistry *registry, const PackshotSpendingLine *line)
{
  const PackshotLedgerCharge *charge = line->charge;
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (charge->asked_at / G_USEC_PER_SEC);
  g_autofree char *asked = dup_money (registry, charge->service, charge->asked, charge->unit);
  g_autofree char *charged = dup_money (registry, charge->service, charge->charged, charge->unit);
  GPtrArray *row = add_row (rows);

  g_ptr_array_add (row, at != NULL ? g_date_time_format (at, "%F %R") : g_strdup ("?"));
  g_ptr_array_add (row, g_strdup (charge->id));
  g_ptr_array_add (row, packshot_text_printable (charge->service, SHOWN_LENGTH));
  g_ptr_array_add (row, g_strdup (charge->step != NULL ? charge->step : "-"));
  g_ptr_array_add (row, packshot_text_printable (asked, SHOWN_LENGTH));
  g_ptr_array_add (row, packshot_text_printable (charged, SHOWN_LENGTH));
  g_ptr_array_add (row, g_strdup (packshot_spending_fate_to_string (line->fate)));
  g_ptr_array_add (row, packshot_text_printable (charge->title, SHOWN_LENGTH));
}

static void
print_lines (PackshotRegistry *registry, const PackshotSpending *spending, const Flags *flags)
{
  const char *const names[] = { _ ("TIME"),    _ ("JOB"),   _ ("SERVICE"),
                                _ ("STEP"),    _ ("ASKED"), _ ("CHARGED"),
                                _ ("OUTCOME"), _ ("TITLE"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  add_head (rows, names);
  for (guint i = 0; i < spending->lines->len; i++)
    {
      const PackshotSpendingLine *line = g_ptr_array_index (spending->lines, i);

      if (is_wanted (flags, line->month, line->charge->service))
        add_line (rows, registry, line);
    }

  packshot_cli_explain ("\n");
  packshot_cli_table_print (rows);
}

/* The lines of one month are few enough to be read. */
static void
print_table (PackshotRegistry *registry, const PackshotSpending *spending, const Flags *flags)
{
  if (print_sums (registry, spending, flags) == 0)
    packshot_cli_note (_ ("Nothing was ordered that costs something.\n"));
  else if (flags->month != NULL)
    print_lines (registry, spending, flags);
}

static void
print_json (const PackshotSpending *spending, const Flags *flags)
{
  for (guint i = 0; i < spending->sums->len; i++)
    {
      const PackshotSpendingSum *sum = g_ptr_array_index (spending->sums, i);

      if (is_wanted (flags, sum->month, sum->service))
        packshot_cli_spending_json_put (spending, sum);
    }
}

static void
print_csv (const PackshotSpending *spending, const Flags *flags)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *csv = packshot_spending_csv (spending, flags->month, flags->service, zone);

  /* Of its last line's end the second half comes with it. */
  csv[strlen (csv) - 1] = '\0';
  packshot_cli_put (csv);
}

static gboolean
print (PackshotCliSession *session, const Flags *flags, GError **error)
{
  g_autoptr (GPtrArray) charges = NULL;
  g_autoptr (PackshotSpending) spending = NULL;

  if (!packshot_cli_session_open (session, error)
      || (charges = packshot_cli_session_list_charges (session, error)) == NULL)
    return FALSE;

  spending = packshot_spending_new_for_jobs (
      charges, packshot_queue_get_jobs (packshot_cli_session_get_queue (session)));
  if (flags->csv)
    print_csv (spending, flags);
  else if (flags->json)
    print_json (spending, flags);
  else
    print_table (packshot_cli_session_get_registry (session), spending, flags);

  return TRUE;
}

static void
explain (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Usage: packshot-cli spending [FLAG…]\n\n"));
  const struct
  {
    const char *head;
    const char *body;
  } rows[] = {
    { _ ("--month 2026-11"), _ ("Only that month, with each call.") },
    { _ ("--service ID"), _ ("Only that service.") },
    { "--csv", _ ("Print each call as a line for spreadsheets.") },
    { "--json", _ ("Print one JSON object a line for each month and service.") },
    { "--verbose", _ ("Tell in detail what is going on.") },
    { "-h, --help", _ ("Show this help.") },
  };

  packshot_cli_layout_append_row (
      text, 0, "", 0,
      _ ("Tells what was spent, by month and service: what was charged, what is expected for calls "
         "whose charge is not known, and how much of both was for videos that are kept or for what "
         "failed. A job that was deleted stays in the book."));
  g_string_append (text, _ ("\nFlags:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    packshot_cli_layout_append_row (text, 2, rows[i].head, HEAD_WIDTH, rows[i].body);

  packshot_cli_explain (text->str);
}

static gboolean
check (const Flags *flags, const char *rest, GError **error)
{
  g_autofree char *shown = NULL;

  if (rest != NULL)
    {
      shown = packshot_text_printable (rest, SHOWN_LENGTH);
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“packshot-cli spending” does not take “%s”; “packshot-cli spending --help” "
                      "lists its flags."),
                   shown);
      return FALSE;
    }

  if (flags->month != NULL && !packshot_spending_is_month (flags->month))
    {
      shown = packshot_text_printable (flags->month, SHOWN_LENGTH);
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("A month is written as 2026-11, and not as “%s”."), shown);
      return FALSE;
    }

  if (flags->csv && flags->json)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("--csv and --json can’t be given together."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
parse (char **args, Flags *flags, GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);
  const GOptionEntry entries[] = {
    { "month", 0, 0, G_OPTION_ARG_STRING, &flags->month, NULL, NULL },
    { "service", 0, 0, G_OPTION_ARG_STRING, &flags->service, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &flags->csv, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &flags->json, NULL, NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &flags->verbose, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &flags->help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return packshot_cli_parse_entries (entries, &copy, error) && check (flags, copy[1], error);
}

/**
 * packshot_cli_spending_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command
 *
 * The command that tells what was spent.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_spending_run (PackshotRegistry *registry, char **args)
{
  g_auto (Flags) flags = { 0 };
  g_autoptr (PackshotCliSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (!parse (args, &flags, &error))
    return packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);

  packshot_cli_log_set_verbose (flags.verbose);
  if (flags.help)
    {
      explain ();
      return PACKSHOT_CLI_DONE;
    }

  session = packshot_cli_session_new (registry);
  return print (session, &flags, &error)
             ? PACKSHOT_CLI_DONE
             : packshot_cli_outcome_refuse (session, NULL, error, FALSE);
}
