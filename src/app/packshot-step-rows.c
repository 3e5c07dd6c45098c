/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-step-rows.h"

#include <glib/gi18n.h>

#include "packshot-error-row.h"
#include "packshot-option-rows.h"

struct _PackshotStepRows
{
  AdwPreferencesGroup parent_instance;

  PackshotRequest *request; /* (owned) (nullable): what was asked before */
  PackshotStep step;
  GPtrArray *options;      /* (element-type PackshotOption): of the rows, in their order */
  GPtrArray *rows;         /* (element-type PackshotOptionRow): the group holds them */
  AdwExpanderRow *more;    /* (owned) (nullable): has those that few people need */
  PackshotErrorRow *error; /* (unowned) (nullable): likewise, below them */
};

G_DEFINE_FINAL_TYPE (PackshotStepRows, packshot_step_rows, ADW_TYPE_PREFERENCES_GROUP)

/* What stands in the rows that are in sight, by names and values in turn. */
static GStrv
dup_values (PackshotStepRows *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      PackshotOption *option = g_ptr_array_index (self->options, i);
      g_autofree char *text = packshot_option_row_dup_text (g_ptr_array_index (self->rows, i));

      if (!gtk_widget_get_visible (g_ptr_array_index (self->rows, i)))
        continue;

      g_strv_builder_add (builder, packshot_option_get_name (option));
      g_strv_builder_add (builder, text != NULL ? text : "");
    }

  return g_strv_builder_end (builder);
}

/* Which are asked may depend on what stands in those before them. */
static void
show_asked (PackshotStepRows *self)
{
  g_autoptr (PackshotRequest) trial = packshot_request_copy (self->request);
  gboolean any = FALSE;
  gboolean any_advanced = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      PackshotOption *option = g_ptr_array_index (self->options, i);
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean asked = packshot_request_is_asked (trial, option);
      g_autofree char *text = packshot_option_row_dup_text (PACKSHOT_OPTION_ROW (row));

      gtk_widget_set_visible (row, asked);
      if (packshot_option_get_advanced (option))
        any_advanced = any_advanced || asked;
      else
        any = any || asked;
      if (asked && text != NULL)
        packshot_request_set (trial, packshot_option_get_name (option), text, NULL);
      else
        packshot_request_unset (trial, packshot_option_get_name (option));
    }

  if (self->more != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->more), any_advanced);
  gtk_widget_set_visible (GTK_WIDGET (self), any || any_advanced);
}

static void
edited_cb (PackshotStepRows *self)
{
  packshot_error_row_set_words (self->error, NULL);
  show_asked (self);
}

static char *
dup_text (PackshotStepRows *self, PackshotOption *option)
{
  GVariant *usual = packshot_option_get_default (option);
  char *text = packshot_request_dup_text (self->request, option);

  if (text == NULL && usual != NULL)
    text = packshot_option_format (option, usual);

  return text;
}

static void
ensure_more (PackshotStepRows *self)
{
  if (self->more == NULL)
    self->more =
        g_object_ref_sink (g_object_new (ADW_TYPE_EXPANDER_ROW, "title", _ ("More Options"), NULL));
}

static void
add_row (PackshotStepRows *self, PackshotOption *option)
{
  PackshotOptionRow *row = packshot_option_rows_make (option);
  g_autofree char *text = dup_text (self, option);

  if (text != NULL)
    packshot_option_row_set_text (row, text);
  g_ptr_array_add (self->options, g_object_ref (option));
  g_ptr_array_add (self->rows, row);
  g_signal_connect_object (row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  if (!packshot_option_get_advanced (option))
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
      return;
    }

  ensure_more (self);
  adw_expander_row_add_row (self->more, GTK_WIDGET (row));
}

static void
clear (PackshotStepRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (!packshot_option_get_advanced (g_ptr_array_index (self->options, i)))
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                      g_ptr_array_index (self->rows, i));
    }
  if (self->more != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  if (self->error != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->error));

  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->options, 0);
  g_clear_object (&self->more);
  self->error = NULL;
}

static void
packshot_step_rows_dispose (GObject *object)
{
  PackshotStepRows *self = PACKSHOT_STEP_ROWS (object);

  g_clear_object (&self->more);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (packshot_step_rows_parent_class)->dispose (object);
}

static void
packshot_step_rows_finalize (GObject *object)
{
  PackshotStepRows *self = PACKSHOT_STEP_ROWS (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->options);

  G_OBJECT_CLASS (packshot_step_rows_parent_class)->finalize (object);
}

static void
packshot_step_rows_class_init (PackshotStepRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_step_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_step_rows_finalize;
}

static void
packshot_step_rows_init (PackshotStepRows *self)
{
  self->rows = g_ptr_array_new ();
  self->options = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * packshot_step_rows_set_request:
 * @self: the rows
 * @request: (nullable): what was asked before, or %NULL for no rows
 * @step: the step that is about to come
 *
 * Shows what can be said at the step.
 */
void
packshot_step_rows_set_request (PackshotStepRows *self, PackshotRequest *request, PackshotStep step)
{
  PackshotManifest *manifest;

  g_return_if_fail (PACKSHOT_IS_STEP_ROWS (self));

  clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_set_object (&self->request, request);
  self->step = step;
  if (request == NULL)
    return;

  manifest = packshot_request_get_manifest (request);
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);

      if (packshot_option_has_step (option, step))
        add_row (self, option);
    }

  if (self->more != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  self->error = PACKSHOT_ERROR_ROW (packshot_error_row_new ());
  packshot_error_row_set_words (self->error, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->error));
  show_asked (self);
}

/**
 * packshot_step_rows_dup_request:
 * @self: rows with a request
 *
 * Returns: (transfer full) (nullable): what is asked now, or %NULL where a value can't be used:
 *   that is told below the rows
 */
PackshotRequest *
packshot_step_rows_dup_request (PackshotStepRows *self)
{
  g_auto (GStrv) values = NULL;
  g_autoptr (GError) error = NULL;
  PackshotRequest *amended;

  g_return_val_if_fail (PACKSHOT_IS_STEP_ROWS (self) && self->request != NULL, NULL);

  values = dup_values (self);
  amended =
      packshot_request_amend (self->request, self->step, (const char *const *) values, &error);
  packshot_error_row_set_words (self->error, error != NULL ? error->message : NULL);

  return amended;
}
