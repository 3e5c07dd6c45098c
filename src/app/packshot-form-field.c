/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-form-field.h"

#include "packshot-option-rows.h"

/* Below the row, once there is something to say: most fields never have an error. */
static void
ensure_error_row (PackshotFormField *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self->row), GTK_TYPE_LIST_BOX);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->row));

  if (self->error_row != NULL)
    return;

  self->error_row = PACKSHOT_ERROR_ROW (packshot_error_row_new ());
  gtk_list_box_insert (GTK_LIST_BOX (list), GTK_WIDGET (self->error_row), index + 1);
}

/* Why the chosen value can't be taken; NULL where it can. */
static char *
dup_trouble (PackshotFormField *self, PackshotRequest *request, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = packshot_option_parse (self->option, text, &error);
  const PackshotChoice *choice = NULL;

  if (value == NULL)
    return g_strdup (error->message);

  if (packshot_option_get_kind (self->option) == PACKSHOT_OPTION_CHOICE)
    choice = packshot_option_find_choice (self->option, g_variant_get_string (value, NULL));

  return choice != NULL ? packshot_request_explain (request, self->option, choice) : NULL;
}

/**
 * packshot_form_field_new:
 * @option: an option
 *
 * Returns: (transfer full): a field for it, with a floating row
 */
PackshotFormField *
packshot_form_field_new (PackshotOption *option)
{
  PackshotFormField *self = g_new0 (PackshotFormField, 1);

  self->option = g_object_ref (option);
  self->row = packshot_option_rows_make (option);
  self->asked = TRUE;

  return self;
}

/**
 * packshot_form_field_free:
 * @self: (transfer full): a field
 */
void
packshot_form_field_free (PackshotFormField *self)
{
  g_object_unref (self->option);
  g_free (self);
}

/**
 * packshot_form_field_dup_chosen:
 * @self: a field
 *
 * Returns: (transfer full) (nullable): what somebody chose, right or wrong; %NULL where nobody did
 */
char *
packshot_form_field_dup_chosen (PackshotFormField *self)
{
  return self->chosen ? packshot_option_row_dup_text (self->row) : NULL;
}

/**
 * packshot_form_field_show:
 * @self: a field
 * @value: (nullable): a value of its option
 *
 * Shows a value that is nobody's choice.
 */
void
packshot_form_field_show (PackshotFormField *self, GVariant *value)
{
  g_autofree char *text = value != NULL ? packshot_option_format (self->option, value) : NULL;

  self->chosen = FALSE;
  self->showing = TRUE;
  packshot_option_row_set_text (self->row, text != NULL ? text : "");
  self->showing = FALSE;
}

/**
 * packshot_form_field_choose:
 * @self: a field
 * @text: (nullable): what somebody chose before, here or elsewhere
 *
 * Shows it as chosen, where the option takes it at all: what one took once, or another of its name
 * takes, it need not take.
 */
void
packshot_form_field_choose (PackshotFormField *self, const char *text)
{
  g_autoptr (GVariant) value =
      text != NULL ? packshot_option_parse (self->option, text, NULL) : NULL;

  if (value == NULL)
    return;

  packshot_form_field_show (self, value);
  self->chosen = TRUE;
}

/**
 * packshot_form_field_set_error:
 * @self: a field
 * @words: (nullable): what is wrong with its value, one sentence; %NULL where nothing is
 */
void
packshot_form_field_set_error (PackshotFormField *self, const char *words)
{
  if (words != NULL)
    {
      ensure_error_row (self);
      packshot_error_row_set_words (self->error_row, words);
      gtk_widget_add_css_class (GTK_WIDGET (self->row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }

  if (self->error_row == NULL)
    return;

  packshot_error_row_set_words (self->error_row, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID);
}

/**
 * packshot_form_field_fill:
 * @self: a field
 * @request: a request of the same service
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Gives the request what somebody chose. What is not asked is not there: its row can't be seen.
 *
 * Returns: %FALSE where it is no value of the option
 */
gboolean
packshot_form_field_fill (PackshotFormField *self, PackshotRequest *request, GError **error)
{
  g_autofree char *text = self->asked ? packshot_form_field_dup_chosen (self) : NULL;

  return text == NULL
         || packshot_request_set (request, packshot_option_get_name (self->option), text, error);
}

/**
 * packshot_form_field_update:
 * @self: a field
 * @request: what is chosen in all fields, as far as it can be used
 *
 * Shows what became of the field with the values of the others: whether it is asked, what it
 * offers, and its default where nobody chose. What somebody chose stays as it is, and a sentence
 * tells where it can't be taken.
 *
 * Returns: (transfer full) (nullable): that sentence
 */
char *
packshot_form_field_update (PackshotFormField *self, PackshotRequest *request)
{
  g_autofree char *text = NULL;
  g_autofree char *trouble = NULL;

  self->asked = packshot_request_is_asked (request, self->option);
  gtk_widget_set_visible (GTK_WIDGET (self->row), self->asked);

  if (self->asked)
    {
      text = packshot_form_field_dup_chosen (self);
      if (text == NULL)
        packshot_form_field_show (self, packshot_request_get_value (request, self->option));
      packshot_option_row_offer (self->row, request);
      trouble = text != NULL ? dup_trouble (self, request, text) : NULL;
    }

  packshot_form_field_set_error (self, trouble);
  return g_steal_pointer (&trouble);
}
