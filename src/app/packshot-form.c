/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-form-private.h"

#include <glib/gi18n.h>

#include "packshot-pick-row.h"
#include "packshot-words.h"

typedef enum
{
  PROP_ASPECT_RATIO = 1,
  PROP_TROUBLE,
} PackshotFormProperty;

static GParamSpec *props[PROP_TROUBLE + 1];

enum
{
  SIGNAL_EDITED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotForm, packshot_form, ADW_TYPE_BIN)

/* All that was chosen and can be used. What is not asked is among it, and counts for nothing. */
static PackshotRequest *
make_request (PackshotForm *self)
{
  PackshotRequest *request = packshot_request_new (self->manifest);
  PackshotOption *main_picture = packshot_manifest_get_main_picture (self->manifest);

  if (main_picture != NULL && self->picture != NULL)
    packshot_request_set (request, packshot_option_get_name (main_picture), self->picture, NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *text = packshot_form_field_dup_chosen (field);

      if (text != NULL)
        packshot_request_set (request, packshot_option_get_name (field->option), text, NULL);
    }

  return request;
}

static void
update_aspect_ratio (PackshotForm *self, PackshotRequest *request)
{
  double ratio = packshot_request_get_ratio (request);

  if (ratio == self->aspect_ratio)
    return;

  self->aspect_ratio = ratio;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASPECT_RATIO]);
}

static void
take_trouble (PackshotForm *self, char *trouble)
{
  gboolean changed = g_strcmp0 (trouble, self->trouble) != 0;

  g_free (self->trouble);
  self->trouble = trouble;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
}

/* What the main picture is to the service with what is chosen. Returns what is wrong with that. */
static char *
update_picture (PackshotForm *self, PackshotRequest *request)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);
  gboolean asked = picture != NULL && packshot_request_is_asked (request, picture);

  self->picture_need = PACKSHOT_FORM_PICTURE_OPTIONAL;
  if (!asked)
    self->picture_need = PACKSHOT_FORM_PICTURE_NOT_TAKEN;
  else if (packshot_request_is_required (request, picture))
    self->picture_need = PACKSHOT_FORM_PICTURE_NEEDED;

  return picture != NULL && self->picture != NULL
             ? packshot_request_explain (request, picture, NULL)
             : NULL;
}

/**
 * packshot_form_update:
 * @self: a form with a manifest
 *
 * Shows what each field is with the values of the others.
 */
void
packshot_form_update (PackshotForm *self)
{
  g_autoptr (PackshotRequest) request = make_request (self);
  g_autofree char *trouble = update_picture (self, request);
  gboolean has_more = FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *words = packshot_form_field_update (field, request);
      gboolean advanced = packshot_option_get_advanced (field->option);

      has_more = has_more || (advanced && field->asked);
      if (words != NULL && advanced)
        adw_expander_row_set_expanded (self->more, TRUE);
      if (trouble == NULL)
        trouble = g_steal_pointer (&words);
    }

  gtk_widget_set_visible (self->more_group, has_more);
  update_aspect_ratio (self, request);
  take_trouble (self, g_steal_pointer (&trouble));
}

static PackshotFormField *
find_field (PackshotForm *self, gpointer option_or_row)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);

      if (field->option == option_or_row || field->row == option_or_row)
        return field;
    }

  return NULL;
}

static void
edited_cb (PackshotForm *self, PackshotOptionRow *row)
{
  PackshotFormField *field = find_field (self, row);
  g_autofree char *text = packshot_option_row_dup_text (row);

  if (field == NULL || field->showing)
    return;

  field->chosen = text != NULL;
  packshot_form_update (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0, field->option);
}

/* The main picture has a place of its own, and what a later step asks has another page. */
static PackshotFormField *
add_field (PackshotForm *self, PackshotOption *option)
{
  PackshotFormField *field;

  if (packshot_option_get_main (option) || !packshot_option_has_step (option, PACKSHOT_STEP_CREATE))
    return NULL;

  field = packshot_form_field_new (option);
  g_ptr_array_add (self->fields, field);
  g_signal_connect_object (field->row, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);

  return field;
}

static GtkWidget *
make_groups (PackshotForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->more = ADW_EXPANDER_ROW (adw_expander_row_new ());
  self->more_group = adw_preferences_group_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), _ ("More Options"));

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      PackshotFormField *field = add_field (self, option);

      if (field == NULL)
        continue;

      if (packshot_option_get_advanced (option))
        adw_expander_row_add_row (self->more, GTK_WIDGET (field->row));
      else
        adw_preferences_group_add (group, GTK_WIDGET (field->row));
    }

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->more_group), GTK_WIDGET (self->more));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (group));
  gtk_box_append (GTK_BOX (box), self->more_group);

  return box;
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
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_form_dispose (GObject *object)
{
  PackshotForm *self = PACKSHOT_FORM (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (packshot_form_parent_class)->dispose (object);
}

static void
packshot_form_finalize (GObject *object)
{
  PackshotForm *self = PACKSHOT_FORM (object);

  g_free (self->picture);
  g_free (self->trouble);

  G_OBJECT_CLASS (packshot_form_parent_class)->finalize (object);
}

static void
packshot_form_class_init (PackshotFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = packshot_form_get_property;
  object_class->dispose = packshot_form_dispose;
  object_class->finalize = packshot_form_finalize;

  props[PROP_ASPECT_RATIO] =
      g_param_spec_double ("aspect-ratio", NULL, NULL, 0, G_MAXDOUBLE, 0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_TROUBLE] =
      g_param_spec_string ("trouble", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[SIGNAL_EDITED] = g_signal_new ("edited", PACKSHOT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_OPTION);
}

static void
packshot_form_init (PackshotForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_form_field_free);
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

  g_set_object (&self->manifest, manifest);
  adw_bin_set_child (ADW_BIN (self), make_groups (self));
  packshot_form_update (self);
}

/**
 * packshot_form_set_service:
 * @self: a form with a manifest
 * @service: (nullable): the service of that manifest: what tells values that no manifest lists
 */
void
packshot_form_set_service (PackshotForm *self, PackshotService *service)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);

      if (PACKSHOT_IS_PICK_ROW (field->row))
        packshot_pick_row_set_service (PACKSHOT_PICK_ROW (field->row), service);
    }
}

/**
 * packshot_form_set_picture:
 * @self: a form
 * @text: (nullable): the main picture as packshot_request_set() takes it; %NULL where there is none
 *
 * What the service wants of the rest may depend on it.
 */
void
packshot_form_set_picture (PackshotForm *self, const char *text)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self));

  if (g_strcmp0 (text, self->picture) == 0)
    return;

  g_free (self->picture);
  self->picture = g_strdup (text);
  if (self->manifest != NULL)
    packshot_form_update (self);
}

/**
 * packshot_form_get_picture_need:
 * @self: a form
 *
 * Returns: what a main picture is to the service with what is chosen here
 */
PackshotFormPicture
packshot_form_get_picture_need (PackshotForm *self)
{
  g_return_val_if_fail (PACKSHOT_IS_FORM (self), PACKSHOT_FORM_PICTURE_NEEDED);

  return self->picture_need;
}

/**
 * packshot_form_get_trouble:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what was chosen and can't be taken, one sentence
 */
const char *
packshot_form_get_trouble (PackshotForm *self)
{
  g_return_val_if_fail (PACKSHOT_IS_FORM (self), NULL);

  return self->trouble;
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
 * Gives the request all that was filled in, but for what it has already. Each value that can't be
 * used, or is missing, is told at its row, and the first of those rows gets the focus.
 *
 * Returns: whether all could be used
 */
gboolean
packshot_form_fill (PackshotForm *self, PackshotRequest *request)
{
  PackshotOption *missing;
  PackshotFormField *wrong = NULL;

  g_return_val_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_REQUEST (request), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);
      g_autoptr (GError) error = NULL;

      if (packshot_request_is_set (request, field->option)
          || packshot_form_field_fill (field, request, &error))
        continue;
      packshot_form_field_set_error (field, error->message);
      wrong = wrong != NULL ? wrong : field;
    }

  missing = packshot_request_find_missing (request);
  if (wrong == NULL && missing != NULL)
    {
      wrong = find_field (self, missing);
      if (wrong != NULL)
        packshot_form_field_set_error (wrong, _ ("Please fill this in."));
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
 * Gives the request what was filled in and can be used, but for what it has already, and tells
 * nothing of the rest.
 */
void
packshot_form_fill_valid (PackshotForm *self, PackshotRequest *request)
{
  g_return_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_REQUEST (request));

  for (guint i = 0; i < self->fields->len; i++)
    {
      PackshotFormField *field = g_ptr_array_index (self->fields, i);

      if (!packshot_request_is_set (request, field->option))
        packshot_form_field_fill (field, request, NULL);
    }
}

/**
 * packshot_form_dup_text:
 * @self: a form
 * @option: an option of its service
 *
 * Returns: (transfer full) (nullable): what somebody chose for it, right or wrong
 */
char *
packshot_form_dup_text (PackshotForm *self, PackshotOption *option)
{
  PackshotFormField *field;

  g_return_val_if_fail (PACKSHOT_IS_FORM (self) && PACKSHOT_IS_OPTION (option), NULL);

  field = find_field (self, option);
  return field != NULL ? packshot_form_field_dup_chosen (field) : NULL;
}
