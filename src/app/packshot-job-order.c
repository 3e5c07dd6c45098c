/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-job-order.h"

#include "packshot-job-filter.h"
#include "packshot-words.h"

G_DEFINE_ENUM_TYPE (PackshotJobOrder,
                    packshot_job_order,
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_ORDER_NEWEST, "newest"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_ORDER_OLDEST, "oldest"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_ORDER_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_ORDER_PRICE, "price"),
                    G_DEFINE_ENUM_VALUE (PACKSHOT_JOB_ORDER_STATE, "state"))

static gint64
get_created (PackshotJob *job, gpointer user_data)
{
  return packshot_job_get_created (job);
}

/* Never NULL, of which GTK makes no key. */
static char *
dup_unit (PackshotJob *job, gpointer user_data)
{
  const char *unit = packshot_job_get_unit (job);

  return g_strdup (unit != NULL ? unit : "");
}

/* What it cost; what it would cost, where it has not been paid for yet. */
static gint64
get_cost (PackshotJob *job, gpointer user_data)
{
  gint64 charged = packshot_job_get_charged (job);

  return charged != PACKSHOT_MONEY_UNKNOWN ? charged : packshot_job_get_price (job);
}

static char *
dup_title (PackshotJob *job, gpointer user_data)
{
  return packshot_words_dup_title (job);
}

static int
get_urgency (PackshotJob *job, gpointer user_data)
{
  static const PackshotJobGroup groups[] = { PACKSHOT_JOB_GROUP_RESTING, PACKSHOT_JOB_GROUP_RUNNING,
                                             PACKSHOT_JOB_GROUP_FAILED, PACKSHOT_JOB_GROUP_DONE };
  PackshotJobGroup group = packshot_job_filter_find_group (job);
  guint i = 0;

  while (i < G_N_ELEMENTS (groups) && groups[i] != group)
    i++;

  return (int) i;
}

/* GTK keeps the values of its own sorters, so that titles are made once and not at each of a
 * hundred thousand comparisons. */
static GtkSorter *
make_number_sorter (GType type, GCallback get_number, GtkSortType direction)
{
  GtkNumericSorter *sorter = gtk_numeric_sorter_new (
      gtk_cclosure_expression_new (type, NULL, 0, NULL, get_number, NULL, NULL));

  gtk_numeric_sorter_set_sort_order (sorter, direction);
  return GTK_SORTER (sorter);
}

static GtkSorter *
make_text_sorter (GCallback dup_text)
{
  return GTK_SORTER (gtk_string_sorter_new (
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, dup_text, NULL, NULL)));
}

/**
 * packshot_job_order_make_sorter:
 * @order: an order
 *
 * Returns: (transfer full) (nullable): what sorts a list that has the newest first; %NULL where it
 *   is as it should be
 */
GtkSorter *
packshot_job_order_make_sorter (PackshotJobOrder order)
{
  GtkMultiSorter *sorter;

  switch (order)
    {
    case PACKSHOT_JOB_ORDER_OLDEST:
      return make_number_sorter (G_TYPE_INT64, G_CALLBACK (get_created), GTK_SORT_ASCENDING);
    case PACKSHOT_JOB_ORDER_NAME:
      return make_text_sorter (G_CALLBACK (dup_title));
    case PACKSHOT_JOB_ORDER_STATE:
      return make_number_sorter (G_TYPE_INT, G_CALLBACK (get_urgency), GTK_SORT_ASCENDING);
    case PACKSHOT_JOB_ORDER_PRICE:
      sorter = gtk_multi_sorter_new ();
      gtk_multi_sorter_append (sorter, make_text_sorter (G_CALLBACK (dup_unit)));
      gtk_multi_sorter_append (
          sorter, make_number_sorter (G_TYPE_INT64, G_CALLBACK (get_cost), GTK_SORT_DESCENDING));
      return GTK_SORTER (sorter);
    case PACKSHOT_JOB_ORDER_NEWEST:
    default:
      return NULL;
    }
}

/**
 * packshot_job_order_depends_on_state:
 * @order: an order
 *
 * Returns: whether a job has another place when its state or its price changes
 */
gboolean
packshot_job_order_depends_on_state (PackshotJobOrder order)
{
  return order == PACKSHOT_JOB_ORDER_STATE || order == PACKSHOT_JOB_ORDER_PRICE;
}
