/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-job-costs.h"

#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-nick.h"
#include "packshot-value-rows.h"
#include "packshot-words.h"

struct _PackshotJobCosts
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (element-type AdwActionRow): the group holds them */
};

G_DEFINE_FINAL_TYPE (PackshotJobCosts, packshot_job_costs, ADW_TYPE_PREFERENCES_GROUP)

static void
add (PackshotJobCosts *self, const char *title, const char *words)
{
  g_ptr_array_add (self->rows,
                   packshot_value_rows_add (ADW_PREFERENCES_GROUP (self), title, words));
}

static char *
dup_money (PackshotJob *job, gint64 amount, const char *unit)
{
  return packshot_money_dup_words (amount, packshot_job_get_manifest (job), unit);
}

/* What was ordered by a paid call. */
static const char *
find_title (PackshotJob *job, const char *step)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (g_strcmp0 (step, packshot_nick (PACKSHOT_TYPE_STEP, PACKSHOT_STEP_REGENERATE_PICTURE)) == 0)
    return _ ("Another picture");
  if (g_strcmp0 (step, packshot_nick (PACKSHOT_TYPE_STEP, PACKSHOT_STEP_REGENERATE_VIDEO)) == 0)
    return _ ("Another video");
  if (g_strcmp0 (step, packshot_nick (PACKSHOT_TYPE_STEP, PACKSHOT_STEP_CREATE)) == 0
      && manifest != NULL && packshot_manifest_offers_step (manifest, PACKSHOT_STEP_APPROVE))
    return _ ("Preview");

  return _ ("Video");
}

static char *
dup_words (const char *asked, const char *charged)
{
  if (asked != NULL && charged != NULL)
    /* Translators: each “%s” is “100 credits”. */
    return g_strdup_printf (_ ("Charged %s; the price shown was %s"), charged, asked);
  if (charged != NULL)
    /* Translators: “%s” is “100 credits”. */
    return g_strdup_printf (_ ("Charged %s; the price was not known"), charged);
  if (asked != NULL)
    /* Translators: “%s” is “100 credits”. */
    return g_strdup_printf (
        _ ("The price shown was %s; what was charged is not told by the service"), asked);

  return g_strdup (_ ("Not told by the service"));
}

static void
add_charge (PackshotJobCosts *self, PackshotJob *job, const PackshotLedgerCharge *charge)
{
  g_autofree char *asked = dup_money (job, charge->asked, charge->unit);
  g_autofree char *charged = dup_money (job, charge->charged, charge->unit);
  g_autofree char *words = dup_words (asked, charged);

  add (self, find_title (job, charge->step), words);
}

/* Of a job that nothing was paid for yet, or by another program. */
static void
add_price (PackshotJobCosts *self, PackshotJob *job)
{
  g_autofree char *price =
      dup_money (job, packshot_job_get_price (job), packshot_job_get_unit (job));

  add (self, _ ("Price"), price != NULL ? price : _ ("Not known before"));
  add (self, _ ("Charged"),
       packshot_job_get_charged (job) == 0 || packshot_words_is_unsent (job)
           ? _ ("Nothing yet")
           : _ ("Not told by the service"));
}

static void
add_sum (PackshotJobCosts *self, PackshotJob *job, guint n_charges)
{
  const char *unit = packshot_job_get_unit (job);
  g_autofree char *charged = dup_money (job, packshot_job_get_charged (job), unit);
  g_autofree char *balance = dup_money (job, packshot_job_get_balance (job), unit);

  if (n_charges > 1)
    add (self, _ ("Charged so far"), charged != NULL ? charged : _ ("Not told by the service"));
  if (balance != NULL)
    /* Translators: what is left in the account after a call was paid. */
    add (self, _ ("Left after it"), balance);
}

static void
packshot_job_costs_finalize (GObject *object)
{
  g_ptr_array_unref (PACKSHOT_JOB_COSTS (object)->rows);

  G_OBJECT_CLASS (packshot_job_costs_parent_class)->finalize (object);
}

static void
packshot_job_costs_class_init (PackshotJobCostsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_job_costs_finalize;
}

static void
packshot_job_costs_init (PackshotJobCosts *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Cost"));
}

/**
 * packshot_job_costs_show:
 * @self: a group
 * @job: (nullable): the job to tell about, or %NULL when nobody looks any more
 * @charges: (nullable) (element-type PackshotLedgerCharge): its lines of the money book, the oldest
 *   first, once they are read
 */
void
packshot_job_costs_show (PackshotJobCosts *self, PackshotJob *job, const GPtrArray *charges)
{
  gboolean is_paid = job != NULL && packshot_job_get_unit (job) != NULL;

  g_return_if_fail (PACKSHOT_IS_JOB_COSTS (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), is_paid && charges != NULL);
  if (!is_paid || charges == NULL)
    return;

  for (guint i = 0; i < charges->len; i++)
    add_charge (self, job, g_ptr_array_index (charges, i));
  if (charges->len == 0)
    add_price (self, job);
  add_sum (self, job, charges->len);
}
