/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-range-row.h"

#include <math.h>

#include "packshot-plain-row.h"
#include "packshot-words.h"

struct _PackshotRangeRow
{
  AdwPreferencesRow parent_instance;

  GtkScale *scale;
  GtkLabel *words;
  PackshotOption *option; /* (owned) */
};

/* The number nearest to where the handle is: the service takes no other. */
static double
get_value (PackshotRangeRow *self)
{
  double minimum = packshot_option_get_minimum (self->option);
  double step = packshot_option_get_step (self->option);

  return minimum + step * round ((gtk_range_get_value (GTK_RANGE (self->scale)) - minimum) / step);
}

static char *
dup_text (PackshotOptionRow *row)
{
  g_autoptr (GVariant) value =
      g_variant_ref_sink (g_variant_new_double (get_value (PACKSHOT_RANGE_ROW (row))));

  return packshot_option_format (PACKSHOT_RANGE_ROW (row)->option, value);
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  PackshotRangeRow *self = PACKSHOT_RANGE_ROW (row);
  g_autoptr (GVariant) value = packshot_option_parse (self->option, text, NULL);

  if (value != NULL)
    gtk_range_set_value (GTK_RANGE (self->scale), g_variant_get_double (value));
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotRangeRow,
                               packshot_range_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
value_changed_cb (GtkRange *range, gpointer user_data)
{
  PackshotRangeRow *self = user_data;
  g_autofree char *words = packshot_words_dup_range (self->option, get_value (self));

  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (range), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words,
                                  -1);
  packshot_option_row_edited (PACKSHOT_OPTION_ROW (self));
}

/* Whoever scrolls through the form must not change what the pointer happens to pass. */
static void
ignore_scrolling (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

static void
packshot_range_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PACKSHOT_TYPE_RANGE_ROW);

  G_OBJECT_CLASS (packshot_range_row_parent_class)->dispose (object);
}

static void
packshot_range_row_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_RANGE_ROW (object)->option);

  G_OBJECT_CLASS (packshot_range_row_parent_class)->finalize (object);
}

static void
packshot_range_row_class_init (PackshotRangeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_range_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_range_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-range-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotRangeRow, scale);
  gtk_widget_class_bind_template_child (widget_class, PackshotRangeRow, words);
}

static void
packshot_range_row_init (PackshotRangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ignore_scrolling (GTK_WIDGET (self->scale));
}

/**
 * packshot_range_row_new:
 * @option: a range option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_range_row_new (PackshotOption *option)
{
  const char *label = packshot_option_get_label (option);
  double minimum = packshot_option_get_minimum (option);
  double step = packshot_option_get_step (option);
  PackshotRangeRow *self = packshot_plain_row_new (PACKSHOT_TYPE_RANGE_ROW, label);
  GtkAdjustment *adjustment = gtk_adjustment_new (
      minimum, minimum, packshot_option_get_maximum (option), step, MAX (step, 1), 0);

  self->option = g_object_ref (option);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), packshot_option_get_help (option));
  g_signal_connect (self->scale, "value-changed", G_CALLBACK (value_changed_cb), self);
  gtk_range_set_adjustment (GTK_RANGE (self->scale), adjustment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  value_changed_cb (GTK_RANGE (self->scale), self);

  return PACKSHOT_OPTION_ROW (self);
}
