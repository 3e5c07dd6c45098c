/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-option-private.h"

#include <math.h>

#include "packshot-json.h"
#include "packshot-manifest-words.h"

#define MAX_TEXT_LENGTH 10000
#define MAX_CHOICES     200

typedef gboolean (*DetailsReader) (PackshotOption *self,
                                   JsonObject *object,
                                   const char *path,
                                   GError **error);

static gboolean
read_text (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_json_get_uint (object, path, "max_length", PACKSHOT_JSON_REQUIRED,
                               &self->max_length, error)
      || !packshot_json_get_boolean (object, path, "multi_line", PACKSHOT_JSON_OPTIONAL,
                                     &self->multi_line, error)
      || !packshot_json_get_boolean (object, path, "catalog", PACKSHOT_JSON_OPTIONAL,
                                     &self->catalog, error))
    return FALSE;

  if (self->max_length < 1 || self->max_length > MAX_TEXT_LENGTH)
    return packshot_json_fail (error, path, "max_length", "expected 1 to %d", MAX_TEXT_LENGTH);

  return TRUE;
}

/* Two choices that answer to one text would make the second unreachable. */
static gboolean
check_choice_is_new (PackshotOption *self,
                     const PackshotChoice *choice,
                     const char *path,
                     GError **error)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const PackshotChoice *other = g_ptr_array_index (self->choices, i);

      if (packshot_choice_matches (other, choice->value))
        return packshot_json_fail (error, path, "value", "another choice is spelled like this");

      for (guint j = 0; choice->spellings[j] != NULL; j++)
        {
          if (packshot_choice_matches (other, choice->spellings[j]))
            return packshot_json_fail (error, path, "spellings",
                                       "another choice is spelled like one of these");
        }
    }

  return TRUE;
}

static gboolean
read_choices (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  JsonArray *array;

  if (!packshot_json_get_array (object, path, "choices", PACKSHOT_JSON_REQUIRED, &array, error))
    return FALSE;
  if (json_array_get_length (array) < 1 || json_array_get_length (array) > MAX_CHOICES)
    return packshot_json_fail (error, path, "choices", "expected 1 to %d choices", MAX_CHOICES);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.choices[%u]", path, i);
      JsonObject *element = packshot_json_array_get_object (array, place, i, error);
      g_autoptr (PackshotChoice) choice = NULL;

      if (element == NULL)
        return FALSE;

      choice = packshot_choice_new_from_json (element, place, error);
      if (choice == NULL || !check_choice_is_new (self, choice, place, error))
        return FALSE;

      g_ptr_array_add (self->choices, g_steal_pointer (&choice));
    }

  return TRUE;
}

static gboolean
read_range (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  double steps;

  if (!packshot_json_get_number (object, path, "minimum", PACKSHOT_JSON_REQUIRED, &self->minimum,
                                 error)
      || !packshot_json_get_number (object, path, "maximum", PACKSHOT_JSON_REQUIRED, &self->maximum,
                                    error)
      || !packshot_json_get_number (object, path, "step", PACKSHOT_JSON_REQUIRED, &self->step,
                                    error)
      || !packshot_manifest_words_get_translated (object, path, "unit", PACKSHOT_JSON_OPTIONAL,
                                                  &self->unit, error))
    return FALSE;

  if (self->minimum >= self->maximum)
    return packshot_json_fail (error, path, "maximum", "expected more than the minimum");

  steps = (self->maximum - self->minimum) / self->step;
  if (self->step <= 0 || steps > G_MAXINT || fabs (steps - round (steps)) > 1e-6)
    return packshot_json_fail (error, path, "step",
                               "expected to lead from the minimum to the maximum");

  return TRUE;
}

static gboolean
read_switch (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  const char *role = NULL;

  if (!packshot_json_get_string (object, path, "role", PACKSHOT_JSON_OPTIONAL, &role, error))
    return FALSE;
  if (role != NULL && !g_str_equal (role, PACKSHOT_OPTION_ROLE_REHOST))
    return packshot_json_fail (error, path, "role", "expected " PACKSHOT_OPTION_ROLE_REHOST);

  self->role = g_strdup (role);
  return TRUE;
}

/* The conditions among them are read by packshot_option_rules_read(), when all options are known.
 */
#define COMMON_KEYS                                                                                \
  "name", "type", "label", "help", "required", "advanced", "aliases", "when", "required_when",     \
      "steps"

static const char *const text_keys[] = { COMMON_KEYS, "default",   "max_length", "multi_line",
                                         "catalog",   "continues", NULL };
static const char *const choice_keys[] = { COMMON_KEYS, "default", "choices", NULL };
static const char *const range_keys[] = { COMMON_KEYS, "default", "minimum", "maximum",
                                          "step",      "unit",    NULL };
static const char *const switch_keys[] = { COMMON_KEYS, "default", "role", NULL };
static const char *const picture_keys[] = { COMMON_KEYS,         "main",      "accepts",
                                            "reference_pattern", "transport", "limits",
                                            "sends_address",     NULL };

static const struct
{
  const char *type;
  const char *const *keys;
  DetailsReader read;
} kinds[] = {
  [PACKSHOT_OPTION_TEXT] = { "text", text_keys, read_text },
  [PACKSHOT_OPTION_CHOICE] = { "choice", choice_keys, read_choices },
  [PACKSHOT_OPTION_RANGE] = { "range", range_keys, read_range },
  [PACKSHOT_OPTION_SWITCH] = { "switch", switch_keys, read_switch },
  [PACKSHOT_OPTION_PICTURE] = { "picture", picture_keys, packshot_option_read_picture },
};

static gboolean
read_kind (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  const char *type;

  if (!packshot_json_get_string (object, path, "type", PACKSHOT_JSON_REQUIRED, &type, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].type, type))
        {
          self->kind = i;
          return TRUE;
        }
    }

  return packshot_json_fail (error, path, "type",
                             "expected text, choice, range, switch or picture");
}

static gboolean
read_common (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  if (!packshot_manifest_words_get_name (object, path, "name", &self->name, error)
      || !packshot_manifest_words_get_translated (object, path, "label", PACKSHOT_JSON_REQUIRED,
                                                  &self->label, error)
      || !packshot_manifest_words_get_translated (object, path, "help", PACKSHOT_JSON_REQUIRED,
                                                  &self->help, error)
      || !packshot_json_get_boolean (object, path, "required", PACKSHOT_JSON_OPTIONAL,
                                     &self->required, error)
      || !packshot_json_get_boolean (object, path, "advanced", PACKSHOT_JSON_OPTIONAL,
                                     &self->advanced, error)
      || !packshot_manifest_words_get_list (object, path, "aliases", &self->aliases, error))
    return FALSE;

  for (guint i = 0; self->aliases[i] != NULL; i++)
    {
      if (!packshot_manifest_words_is_name (self->aliases[i]))
        return packshot_json_fail (error, path, "aliases", "expected names");
    }

  return TRUE;
}

static gboolean
read_steps (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (!packshot_json_get_strv (object, path, "steps", PACKSHOT_JSON_OPTIONAL, &names, error))
    return FALSE;
  if (names == NULL)
    return TRUE;

  self->steps = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      PackshotStep step;

      if (!packshot_step_from_paid_name (names[i], &step))
        return packshot_json_fail (error, path, "steps", "expected " PACKSHOT_STEP_PAID_NAMES);
      if (packshot_option_has_step (self, step))
        return packshot_json_fail (error, path, "steps", "“%s” is there twice", names[i]);
      self->steps |= 1u << step;
    }

  if (self->steps == 0)
    return packshot_json_fail (error, path, "steps", "expected a step");
  return TRUE;
}

/* The member as somebody would have typed it, so that a default obeys the rules for users. */
static gboolean
read_text_of_value (PackshotOption *self,
                    JsonObject *object,
                    const char *path,
                    const char *key,
                    char **text,
                    GError **error)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char *string = NULL;
  double number;
  gboolean on;

  switch (self->kind)
    {
    case PACKSHOT_OPTION_RANGE:
      if (!packshot_json_get_number (object, path, key, PACKSHOT_JSON_REQUIRED, &number, error))
        return FALSE;
      string = g_ascii_formatd (buffer, sizeof buffer, "%.10g", number);
      break;

    case PACKSHOT_OPTION_SWITCH:
      if (!packshot_json_get_boolean (object, path, key, PACKSHOT_JSON_REQUIRED, &on, error))
        return FALSE;
      string = on ? "true" : "false";
      break;

    case PACKSHOT_OPTION_TEXT:
    case PACKSHOT_OPTION_CHOICE:
    case PACKSHOT_OPTION_PICTURE:
    default:
      if (!packshot_json_get_string (object, path, key, PACKSHOT_JSON_REQUIRED, &string, error))
        return FALSE;
      break;
    }

  *text = g_strdup (string);
  return TRUE;
}

/**
 * packshot_option_read_value:
 * @self: an option that is read but for its rules
 * @object: what has a value for it
 * @path: its place in the file
 * @key: the member with the value
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): the value, not floating, or %NULL on error
 */
GVariant *
packshot_option_read_value (PackshotOption *self,
                            JsonObject *object,
                            const char *path,
                            const char *key,
                            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  GVariant *value;

  if (!read_text_of_value (self, object, path, key, &text, error))
    return NULL;

  value = packshot_option_parse (self, text, &local_error);
  if (value == NULL)
    packshot_json_fail (error, path, key, "%s", local_error->message);

  return value;
}

static gboolean
read_default (PackshotOption *self, JsonObject *object, const char *path, GError **error)
{
  if (!json_object_has_member (object, "default"))
    return TRUE;

  self->default_value = packshot_option_read_value (self, object, path, "default", error);
  return self->default_value != NULL;
}

/**
 * packshot_option_new_from_json:
 * @object: one element of a manifest's "options", see packshot-manifest.h
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): a new option, or %NULL on error
 */
PackshotOption *
packshot_option_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotOption) self = g_object_new (PACKSHOT_TYPE_OPTION, NULL);

  if (!read_kind (self, object, path, error)
      || !packshot_json_check_keys (object, path, kinds[self->kind].keys, error)
      || !read_common (self, object, path, error) || !read_steps (self, object, path, error)
      || !kinds[self->kind].read (self, object, path, error)
      || !read_default (self, object, path, error))
    return NULL;

  return g_steal_pointer (&self);
}
