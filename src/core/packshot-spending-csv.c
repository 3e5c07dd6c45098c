/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* The money book for spreadsheets: RFC 4180, in UTF-8, and the same whatever language is set, so
 * that what reads it once reads it always. */

#include "packshot-spending-csv.h"

#include <string.h>

#include "packshot-money.h"

/* RFC 4180, 2: a line ends so, the last one too. */
#define END_OF_LINE "\r\n"

#define HEAD "date,job,service,title,step,asked,charged,unit,outcome" END_OF_LINE

/* With these a cell begins that a spreadsheet takes for a formula, or a part of one: see OWASP,
 * "CSV Injection". What people typed must not be run by whoever opens the file. */
#define FORMULA_STARTS "=+-@\t\r\n"

static gboolean
is_formula (const char *text)
{
  const char *start = text + strspn (text, " ");
  gunichar first = g_utf8_get_char_validated (start, -1);

  /* The wide forms of =, +, - and @ are taken for the same in some languages. */
  return *start != '\0'
         && (strchr (FORMULA_STARTS, *start) != NULL || first == 0xff1d || first == 0xff0b
             || first == 0xff0d || first == 0xff20);
}

static void
append_cell (GString *csv, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *safe = is_formula (valid) ? g_strconcat ("'", valid, NULL) : g_strdup (valid);
  g_autoptr (GString) cell = g_string_new (safe);

  if (strpbrk (safe, ",\"\r\n") != NULL)
    {
      g_string_replace (cell, "\"", "\"\"", 0);
      g_string_prepend_c (cell, '"');
      g_string_append_c (cell, '"');
    }

  g_string_append_len (csv, cell->str, (gssize) cell->len);
}

static void
append_amount (GString *csv, gint64 amount)
{
  g_autofree char *number = amount >= 0 ? packshot_money_dup_number (amount) : NULL;

  g_string_append (csv, number != NULL ? number : "");
}

static void
append_line (GString *csv, const PackshotSpendingLine *line, GTimeZone *zone)
{
  const PackshotLedgerCharge *charge = line->charge;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (charge->asked_at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autofree char *date = local != NULL ? g_date_time_format_iso8601 (local) : NULL;
  const char *texts[] = { charge->id, charge->service, charge->title, charge->step };

  append_cell (csv, date);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_string_append_c (csv, ',');
      append_cell (csv, texts[i]);
    }
  g_string_append_c (csv, ',');
  append_amount (csv, charge->asked);
  g_string_append_c (csv, ',');
  append_amount (csv, charge->charged);
  g_string_append_c (csv, ',');
  append_cell (csv, charge->unit);
  g_string_append_printf (csv, ",%s" END_OF_LINE, packshot_spending_fate_to_string (line->fate));
}

/**
 * packshot_spending_fate_to_string:
 * @fate: what became of a call
 *
 * Returns: (transfer none): the same for programs
 */
const char *
packshot_spending_fate_to_string (PackshotSpendingFate fate)
{
  static const char *const names[PACKSHOT_SPENDING_N_FATES] = {
    "kept", "open", "unknown", "failed", "deleted", "refused",
  };

  g_return_val_if_fail (fate < PACKSHOT_SPENDING_N_FATES, "unknown");

  return names[fate];
}

/**
 * packshot_spending_csv:
 * @spending: what was spent
 * @month: (nullable): "2026-11"; %NULL for all
 * @service: (nullable): the id of a service; %NULL for all
 * @zone: where the user is: times are told so, with what that is to UTC
 *
 * Returns: (transfer full): a line for each call, the newest first, below a line of names
 */
char *
packshot_spending_csv (const PackshotSpending *spending,
                       const char *month,
                       const char *service,
                       GTimeZone *zone)
{
  GString *csv = g_string_new (HEAD);

  for (guint i = 0; i < spending->lines->len; i++)
    {
      const PackshotSpendingLine *line = g_ptr_array_index (spending->lines, i);

      if ((month == NULL || g_str_equal (month, line->month))
          && (service == NULL || g_str_equal (service, line->charge->service)))
        append_line (csv, line, zone);
    }

  return g_string_free (csv, FALSE);
}
