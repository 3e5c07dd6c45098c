/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What was spent, for programs. */

#include "packshot-cli-spending-json.h"

#include "packshot-cli-job-json.h"
#include "packshot-cli-remote-json.h"
#include "packshot-spending-csv.h"

static JsonObject *
make_call (const PackshotSpendingLine *line)
{
  const PackshotLedgerCharge *charge = line->charge;
  JsonObject *object = json_object_new ();

  packshot_cli_job_json_set_time (object, "at", charge->asked_at);
  packshot_cli_job_json_set_words (object, "job", charge->id);
  packshot_cli_job_json_set_words (object, "title", charge->title);
  packshot_cli_job_json_set_words (object, "step", charge->step);
  packshot_cli_remote_json_set_money (object, "asked", charge->asked);
  packshot_cli_remote_json_set_money (object, "charged", charge->charged);
  packshot_cli_job_json_set_words (object, "outcome",
                                   packshot_spending_fate_to_string (line->fate));

  return object;
}

static JsonArray *
make_calls (const PackshotSpending *spending, const PackshotSpendingSum *sum)
{
  JsonArray *calls = json_array_new ();

  for (guint i = 0; i < spending->lines->len; i++)
    {
      const PackshotSpendingLine *line = g_ptr_array_index (spending->lines, i);

      if (packshot_spending_sum_has (sum, line))
        json_array_add_object_element (calls, make_call (line));
    }

  return calls;
}

/**
 * packshot_cli_spending_json_put:
 * @spending: what was spent
 * @sum: one sum of it
 *
 * Prints it with its calls as one object on one line.
 */
void
packshot_cli_spending_json_put (const PackshotSpending *spending, const PackshotSpendingSum *sum)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *outcomes = json_object_new ();

  packshot_cli_job_json_set_words (object, "month", sum->month);
  packshot_cli_job_json_set_words (object, "service", sum->service);
  packshot_cli_job_json_set_words (object, "unit", sum->unit);
  json_object_set_int_member (object, "orders", sum->n_orders);
  packshot_cli_remote_json_set_money (object, "charged", sum->charged);
  packshot_cli_remote_json_set_money (object, "expected", sum->expected);
  json_object_set_int_member (object, "unknown_calls", sum->n_unknown);
  for (guint fate = 0; fate < PACKSHOT_SPENDING_N_FATES; fate++)
    packshot_cli_remote_json_set_money (outcomes, packshot_spending_fate_to_string (fate),
                                        sum->by_fate[fate]);
  json_object_set_object_member (object, "by_outcome", outcomes);
  json_object_set_array_member (object, "calls", make_calls (spending, sum));

  packshot_cli_job_json_put (object);
}
