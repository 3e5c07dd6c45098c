/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-form.h"

#include <glib/gi18n.h>

#include "packshot-error-row.h"
#include "packshot-list-row.h"
#include "packshot-paragraph-row.h"
#include "packshot-range-row.h"
#include "packshot-switch-row.h"
#include "packshot-text-row.h"
#include "packshot-toggles-row.h"
#include "packshot-words.h"

struct _PackshotForm
{
  AdwBin parent_instance;

  PackshotManifest *manifest; /* (owned) (nullable) */
  GPtrArray *fields;          /* (element-type Field) */
  double aspect_ratio;
};

typedef enum
{
  PROP_ASPECT_RATIO = 1,
} PackshotFormProperty;

static GParamSpec *props[PROP_ASPECT_RATIO + 1];

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotForm, packshot_form, ADW_TYPE_BIN)

/* An option with its row, and below that another one that says what is wrong with the value. */
typedef struct
{
  PackshotForm *form;          /* (unowned) */
  PackshotOption *option;      /* (owned) */
  PackshotOptionRow *row;      /* (unowned): the form's children hold them */
  PackshotErrorRow *error_row; /* (unowned) (nullable): made for the first error */
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_object_unref (field->option);
  g_free (field);
}

/* Below the row, once there is something to say: most fields never have an error. */
static void
ensure_error_row (Field *field)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (field->row), GTK_TYPE_LIST_BOX);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (field->row));

  if (field->error_row != NULL)
    return;

  field->error_row = PACKSHOT_ERROR_ROW (packshot_error_row_new ());
  gtk_list_box_insert (GTK_LIST_BOX (list), GTK_WIDGET (field->error_row), index + 1);
}

static void
set_error (Field *field, const char *words)
{
  if (words != NULL)
    {
      ensure_error_row (field);
      packshot_error_row_set_words (field->error_row, words);
      gtk_widget_add_css_class (GTK_WIDGET (field->row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (field->row), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }

  if (field->error_row == NULL)
    return;

  packshot_error_row_set_words (field->error_row, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (field->row), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (field->row), GTK_ACCESSIBLE_STATE_INVALID);
}

static PackshotOptionRow *
make_row (PackshotOption *option)
{
  switch (packshot_option_get_kind (option))
    {
    case PACKSHOT_OPTION_TEXT:
      return packshot_option_get_multi_line (option) ? packshot_paragraph_row_new (option)
                                                     : packshot_text_row_new (option);
    case PACKSHOT_OPTION_CHOICE:
      return packshot_toggles_row_fits (option) ? packshot_toggles_row_new (option)
                                                : packshot_list_row_new (option);
    case PACKSHOT_OPTION_RANGE:
      return packshot_range_row_new (option);
    case PACKSHOT_OPTION_SWITCH:
      return packshot_switch_row_new (option);
    case PACKSHOT_OPTION_PICTURE:
    default:
      return NULL;
    }
}

static void
edited_cb (PackshotOptionRow *row, gpointer user_data)
{
  Field *field = user_data;
  g_autofree char *text = packshot_option_row_dup_text (row);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  double aspect_ratio;

  if (text != NULL)
    value = packshot_option_parse (field->option, text, &error);
  set_error (field, error != NULL ? error->message : NULL);

  if (packshot_option_get_kind (field->option) == PACKSHOT_OPTION_CHOICE
      && packshot_words_parse_shape (text, &aspect_ratio)
      && aspect_ratio != field->form->aspect_ratio)
    {
      field->form->aspect_ratio = aspect_ratio;
      g_object_notify_by_pspec (G_OBJECT (field->form), props[PROP_ASPECT_RATIO]);
    }

  g_signal_emit (field->form, signals[SIGNAL_EDITED], 0, field->option);
}

static void
show_value (Field *field, GVariant *value)
{
  g_autofree char *text = value != NULL ? packshot_option_format (field->option, value) : NULL;

  if (text != NULL)
    packshot_option_row_set_text (field->row, text);
  else if (packshot_option_get_kind (field->option) == PACKSHOT_OPTION_TEXT)
    packshot_option_row_set_text (field->row, "");
}

/* What an option took once, or another of its name takes, it need not take. */
static void
show_text (Field *field, const char *text)
{
  g_autoptr (GVariant) value =
      text != NULL ? packshot_option_parse (field->option, text, NULL) : NULL;

  if (value != NULL)
    show_value (field, value);
}

static Field *
add_field (PackshotForm *self, PackshotOption *option)
{
  PackshotOptionRow *row = make_row (option);
  Field *field;

  if (row == NULL)
    return NULL;

  field = g_new0 (Field, 1);
  field->form = self;
  field->option = g_object_ref (option);
  field->row = row;
  g_ptr_array_add (self->fields, field);

  g_signal_connect (row, "edited", G_CALLBACK (edited_cb), field);
  show_value (field, packshot_option_get_default (option));

  return field;
}

static GtkWidget *
make_groups (PackshotForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwExpanderRow *more = ADW_EXPANDER_ROW (adw_expander_row_new ());
  GtkWidget *more_group = adw_preferences_group_new ();
  gboolean has_more = FALSE;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _ ("More Options"));

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      Field *field = add_field (self, option);

      if (field == NULL)
        continue;

      if (packshot_option_get_advanced (option))
        {
          adw_expander_row_add_row (more, GTK_WIDGET (field->row));
          has_more = TRUE;
        }
      else
        adw_preferences_group_add (group, GTK_WIDGET (field->row));
    }

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (more_group), GTK_WIDGET (more));
  gtk_widget_set_visible (more_group, has_more);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (box), more_group);

  return box;
}

static Field *
find_field (PackshotForm *self, PackshotOption *option)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->option == option)
        return field;
    }

  return NULL;
}

static gboolean
fill_field (Field *field, PackshotRequest *request)
{
  const char *name = packshot_option_get_name (field->option);
  g_autofree char *text = packshot_option_row_dup_text (field->row);
  g_autoptr (GError) error = NULL;

  if (text == NULL || packshot_request_set (request, name, text, &error))
    return TRUE;

  set_error (field, error->message);
  return FALSE;
}

static void
packshot_form_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PackshotForm *self = PACKSHOT_FORM (object);

  switch ((PackshotFormProperty) prop_id)
    {
    case PROP_ASPECT_RATIO:
      g_value_set_double (value, self->aspect_ratio);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_form_dispose (GObject *object)
{
  PackshotForm *self = PACKSHOT_FORM (object);

  /* The rows go first: they point to their fields. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (packshot_form_parent_class)->dispose (object);
}

static void
packshot_form_class_init (PackshotFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_form_get_property;
  object_class->dispose = packshot_form_dispose;

  props[PROP_ASPECT_RATIO] =
      g_param_spec_double ("aspect-ratio", NULL, NULL, 0, G_MAXDOUBLE, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", PACKSHOT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_OPTION);
}

static void
packshot_form_init (PackshotForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
}

/**
 * packshot_form_set_manifest:
 * @self: a form
 * @manifest: a service
 *
 * Shows the options of a service, with their defaults.
 */
void
packshot_form_set_manifest (PackshotForm *self, PackshotManifest *manifest)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_MANIFEST (manifest));

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_ptr_array_set_size (self->fields, 0);
  self->aspect_ratio = 0;

  g_set_object (&self->manifest, manifest);
  adw_bin_set_child (ADW_BIN (self), make_groups (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASPECT_RATIO]);
}

/**
 * packshot_form_get_aspect_ratio:
 * @self: a form
 *
 * Returns: the shape the video will have, width by height, or 0 where no option tells
 */
double
packshot_form_get_aspect_ratio (PackshotForm *self)
{
  g_return_val_if_fail (PACKSHOT_IS_FORM (self), 0);

  return self->aspect_ratio;
}

/**
 * packshot_form_fill:
 * @self: a form
 * @request: a request of the same service, with its picture
 *
 * Gives the request all that was filled in. Each value that can't be used, or is missing, is told
 * at its row, and the first of those rows gets the focus.
 *
 * Returns: whether all could be used
 */
gboolean
packshot_form_fill (PackshotForm *self, PackshotRequest *request)
{
  PackshotOption *missing;
  Field *wrong = NULL;

  g_return_val_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_REQUEST (request), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (!fill_field (field, request) && wrong == NULL)
        wrong = field;
    }

  missing = packshot_request_find_missing (request);
  if (wrong == NULL && missing != NULL)
    {
      wrong = find_field (self, missing);
      if (wrong != NULL)
        set_error (wrong, _ ("Please fill this in."));
    }

  if (wrong != NULL)
    gtk_widget_child_focus (GTK_WIDGET (wrong->row), GTK_DIR_TAB_FORWARD);

  return wrong == NULL;
}

/**
 * packshot_form_fill_valid:
 * @self: a form
 * @request: a request of the same service
 *
 * Gives the request what was filled in and can be used, and tells nothing of the rest.
 */
void
packshot_form_fill_valid (PackshotForm *self, PackshotRequest *request)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_REQUEST (request));

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = packshot_option_row_dup_text (field->row);

      if (text != NULL)
        packshot_request_set (request, packshot_option_get_name (field->option), text, NULL);
    }
}

/**
 * packshot_form_show:
 * @self: a form
 * @request: a request of the same service
 *
 * Shows what was asked once.
 */
void
packshot_form_show (PackshotForm *self, PackshotRequest *request)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_REQUEST (request));

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      show_value (field, packshot_request_get_value (request, field->option));
    }
}

/**
 * packshot_form_recall:
 * @self: a form
 * @memory: what was remembered
 *
 * Shows what was chosen last for this service.
 */
void
packshot_form_recall (PackshotForm *self, PackshotMemory *memory)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && self->manifest != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text =
          packshot_memory_dup_string (memory, packshot_manifest_get_id (self->manifest),
                                      packshot_option_get_name (field->option));

      show_text (field, text);
    }
}

/**
 * packshot_form_remember:
 * @self: a form
 * @memory: where to
 *
 * Remembers what is chosen for this service. Texts are not: they are about one product, and would
 * be wrong under the next one.
 */
void
packshot_form_remember (PackshotForm *self, PackshotMemory *memory)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && self->manifest != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = packshot_option_row_dup_text (field->row);

      if (packshot_option_get_kind (field->option) != PACKSHOT_OPTION_TEXT)
        packshot_memory_set_string (memory, packshot_manifest_get_id (self->manifest),
                                    packshot_option_get_name (field->option), text);
    }
}

/**
 * packshot_form_change_manifest:
 * @self: a form with a service
 * @manifest: another service
 * @memory: what was remembered
 *
 * Shows the options of another service: with what stands here now where it has the same, and with
 * what was chosen last for it otherwise.
 */
void
packshot_form_change_manifest (PackshotForm *self,
                               PackshotManifest *manifest,
                               PackshotMemory *memory)
{
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_MANIFEST (manifest));

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      char *text = packshot_option_row_dup_text (field->row);

      if (text != NULL)
        g_hash_table_insert (texts, g_strdup (packshot_option_get_name (field->option)), text);
    }

  packshot_form_set_manifest (self, manifest);
  packshot_form_recall (self, memory);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      show_text (field, g_hash_table_lookup (texts, packshot_option_get_name (field->option)));
    }
}
