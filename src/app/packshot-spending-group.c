/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A month of the money book: a row for each service, which opens to show its calls. */

#include "config.h"

#include "packshot-spending-group.h"

#include <glib/gi18n.h>

#include "packshot-compat-expander-row.h"
#include "packshot-plain-row.h"
#include "packshot-spending-words.h"

/* A row is many widgets: who made more videos than this in a month reads them in a spreadsheet. */
#define MOST_LINES 200

/* What is longer is broken rather than taken from the name before it. */
#define MOST_CHARS 18

typedef struct
{
  PackshotRegistry *registry;       /* (owned) */
  PackshotQueue *queue;             /* (owned) */
  const PackshotSpending *spending; /* (unowned): the page has it as long as the row is there */
  const PackshotSpendingSum *sum;   /* (unowned): part of it */
} Lines;

static void
lines_free (gpointer data, GClosure *closure)
{
  Lines *lines = data;

  g_object_unref (lines->registry);
  g_object_unref (lines->queue);
  g_free (lines);
}

static GtkWidget *
make_amount (const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  int n_chars = (int) MIN (g_utf8_strlen (words, -1), MOST_CHARS);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), n_chars);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

/* One below the other: beside each other they would leave no room for the name. */
static GtkWidget *
make_total (PackshotRegistry *registry, const PackshotSpendingSum *sum)
{
  g_autofree char *charged = packshot_spending_words_dup_charged (registry, sum);
  g_autofree char *expected = packshot_spending_words_dup_expected (registry, sum);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_amount (charged));
  if (expected != NULL)
    {
      GtkWidget *label = make_amount (expected);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

/* The window of the book is closed by this: what is shown is behind it. */
static void
show_job_cb (GtkWidget *row, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (row));
  GApplication *application = g_application_get_default ();
  g_autofree char *id = g_strdup (user_data);

  gtk_window_close (window);
  if (application != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (application), "show-job",
                                    g_variant_new_string (id));
}

static GtkWidget *
make_line (const Lines *lines, const PackshotSpendingLine *line)
{
  const PackshotLedgerCharge *charge = line->charge;
  GtkWidget *row = packshot_plain_row_new (ADW_TYPE_ACTION_ROW, charge->title);
  g_autofree char *call = packshot_spending_words_dup_call (lines->registry, line);
  g_autofree char *amount = packshot_spending_words_dup_amount (lines->registry, line);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), call);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_amount (amount));

  if (line->fate != PACKSHOT_SPENDING_DELETED
      && packshot_queue_find (lines->queue, charge->id) != NULL)
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _ ("Show this video"), -1);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_data (row, "activated", G_CALLBACK (show_job_cb), g_strdup (charge->id),
                             (GClosureNotify) (void (*) (void)) g_free, 0);
    }

  return row;
}

static GtkWidget *
make_rest (guint n_left)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words =
      g_strdup_printf (ngettext ("And %u more, which the exported file has.",
                                 "And %u more, which the exported file has.", n_left),
                       n_left);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

/* When somebody wants to see them, and once. */
static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, gpointer user_data)
{
  Lines *lines = user_data;
  guint n_added = 0;
  guint n_left = 0;

  for (guint i = 0; i < lines->spending->lines->len; i++)
    {
      const PackshotSpendingLine *line = g_ptr_array_index (lines->spending->lines, i);

      if (!packshot_spending_sum_has (lines->sum, line))
        continue;

      if (n_added < MOST_LINES)
        adw_expander_row_add_row (row, make_line (lines, line));
      else
        n_left++;
      n_added++;
    }

  if (n_left > 0)
    adw_expander_row_add_row (row, make_rest (n_left));
  g_signal_handlers_disconnect_by_func (row, expanded_cb, user_data);
}

static GtkWidget *
make_sum (PackshotRegistry *registry,
          PackshotQueue *queue,
          const PackshotSpending *spending,
          const PackshotSpendingSum *sum)
{
  g_autofree char *service = packshot_spending_words_dup_service (registry, sum->service);
  GtkWidget *row = packshot_plain_row_new (ADW_TYPE_EXPANDER_ROW, service);
  g_autofree char *parts = packshot_spending_words_dup_parts (registry, sum);
  Lines *lines = g_new0 (Lines, 1);

  lines->registry = g_object_ref (registry);
  lines->queue = g_object_ref (queue);
  lines->spending = spending;
  lines->sum = sum;

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), parts);
  packshot_compat_expander_row_add_suffix (ADW_EXPANDER_ROW (row), make_total (registry, sum));
  g_signal_connect_data (row, "notify::expanded", G_CALLBACK (expanded_cb), lines, lines_free, 0);

  return row;
}

/**
 * packshot_spending_group_new:
 * @registry: the services there are
 * @queue: the queue, which knows the jobs that are still there
 * @spending: what was spent; it has to stay as long as the group
 * @month: a month of it: "2026-11"
 *
 * Returns: (transfer floating): a group with a row for each service
 */
GtkWidget *
packshot_spending_group_new (PackshotRegistry *registry,
                             PackshotQueue *queue,
                             const PackshotSpending *spending,
                             const char *month)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *title = packshot_spending_words_dup_month (month);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < spending->sums->len; i++)
    {
      const PackshotSpendingSum *sum = g_ptr_array_index (spending->sums, i);

      if (g_str_equal (sum->month, month))
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   make_sum (registry, queue, spending, sum));
    }

  return group;
}
