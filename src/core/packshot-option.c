/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-option-private.h"

G_DEFINE_FINAL_TYPE (PackshotOption, packshot_option, G_TYPE_OBJECT)

static void
packshot_option_finalize (GObject *object)
{
  PackshotOption *self = PACKSHOT_OPTION (object);

  g_free (self->name);
  g_free (self->label);
  g_free (self->help);
  g_strfreev (self->aliases);
  g_clear_pointer (&self->default_value, g_variant_unref);
  g_ptr_array_unref (self->when);
  g_ptr_array_unref (self->required_when);
  g_free (self->role);
  g_clear_pointer (&self->continues, packshot_condition_free);
  g_clear_pointer (&self->reference_pattern, g_regex_unref);
  g_clear_pointer (&self->limits, packshot_picture_rules_free);
  g_free (self->unit);
  g_ptr_array_unref (self->choices);

  G_OBJECT_CLASS (packshot_option_parent_class)->finalize (object);
}

static void
packshot_option_class_init (PackshotOptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_option_finalize;
}

static void
packshot_option_init (PackshotOption *self)
{
  self->aliases = g_new0 (char *, 1);
  self->steps = 1u << PACKSHOT_STEP_CREATE;
  self->when = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_condition_free);
  self->required_when = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_condition_free);
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_choice_free);
}

/**
 * packshot_option_get_name:
 * @self: an option
 *
 * Returns: (transfer none): its name: "aspect-ratio"
 */
const char *
packshot_option_get_name (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->name;
}

/**
 * packshot_option_get_kind:
 * @self: an option
 *
 * Returns: what it takes
 */
PackshotOptionKind
packshot_option_get_kind (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), PACKSHOT_OPTION_TEXT);

  return self->kind;
}

/**
 * packshot_option_get_label:
 * @self: an option
 *
 * Returns: (transfer none): its name for people: "Aspect ratio"
 */
const char *
packshot_option_get_label (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->label;
}

/**
 * packshot_option_get_help:
 * @self: an option
 *
 * Returns: (transfer none): a sentence about it
 */
const char *
packshot_option_get_help (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->help;
}

/**
 * packshot_option_get_aliases:
 * @self: an option
 *
 * Returns: (transfer none): other names of the option, ended by %NULL
 */
const char *const *
packshot_option_get_aliases (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return (const char *const *) self->aliases;
}

/**
 * packshot_option_get_required:
 * @self: an option
 *
 * Returns: whether a request without it can't be sent
 */
gboolean
packshot_option_get_required (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->required;
}

/**
 * packshot_option_get_advanced:
 * @self: an option
 *
 * Returns: whether few people need it, so that a form may put it aside
 */
gboolean
packshot_option_get_advanced (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->advanced;
}

/**
 * packshot_option_get_main:
 * @self: an option
 *
 * Returns: whether it is the picture that a drop fills
 */
gboolean
packshot_option_get_main (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->main;
}

/**
 * packshot_option_get_default:
 * @self: an option
 *
 * Returns: (transfer none) (nullable): the value taken where none is given
 */
GVariant *
packshot_option_get_default (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->default_value;
}

/**
 * packshot_option_has_step:
 * @self: an option
 * @step: a paid step
 *
 * Returns: whether its value can be given, or changed, at that step
 */
gboolean
packshot_option_has_step (PackshotOption *self, PackshotStep step)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return (self->steps & (1u << step)) != 0;
}

/**
 * packshot_option_get_role:
 * @self: an option
 *
 * Returns: (transfer none) (nullable): what it means to the programs, whatever it is called:
 *   %PACKSHOT_OPTION_ROLE_REHOST; %NULL where it means something to the service alone
 */
const char *
packshot_option_get_role (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->role;
}

/**
 * packshot_option_get_when:
 * @self: an option
 *
 * Returns: (transfer none) (element-type PackshotCondition): what has to be so for it to be asked;
 *   packshot_request_is_asked() tells whether it is so
 */
const GPtrArray *
packshot_option_get_when (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->when;
}

/**
 * packshot_option_get_required_when:
 * @self: an option
 *
 * Returns: (transfer none) (element-type PackshotCondition): when a request without it can't be
 *   sent; none where that does not depend
 */
const GPtrArray *
packshot_option_get_required_when (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->required_when;
}

/**
 * packshot_option_get_continues:
 * @self: an option
 *
 * Returns: whether it takes the id of a finished job, to go on from that; see
 *   packshot_manifest_find_continuation()
 */
gboolean
packshot_option_get_continues (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->continues != NULL;
}

/**
 * packshot_option_get_catalog:
 * @self: an option
 *
 * Returns: whether the service can be asked which values there are, see
 *   packshot_service_catalog_async()
 */
gboolean
packshot_option_get_catalog (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->catalog;
}

/**
 * packshot_option_get_max_length:
 * @self: a text option
 *
 * Returns: how many characters it may have
 */
guint
packshot_option_get_max_length (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), 0);

  return self->max_length;
}

/**
 * packshot_option_get_multi_line:
 * @self: a text option
 *
 * Returns: whether it may have line breaks
 */
gboolean
packshot_option_get_multi_line (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->multi_line;
}

/**
 * packshot_option_is_typed:
 * @self: an option
 *
 * Returns: whether people type its value, instead of choosing it
 */
gboolean
packshot_option_is_typed (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->kind == PACKSHOT_OPTION_TEXT && !self->catalog;
}

/**
 * packshot_option_get_minimum:
 * @self: a range option
 *
 * Returns: its least value, in its unit
 */
double
packshot_option_get_minimum (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), 0);

  return self->minimum;
}

/**
 * packshot_option_get_maximum:
 * @self: a range option
 *
 * Returns: its largest value, in its unit
 */
double
packshot_option_get_maximum (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), 0);

  return self->maximum;
}

/**
 * packshot_option_get_step:
 * @self: a range option
 *
 * Returns: the distance of two neighbouring values, in its unit
 */
double
packshot_option_get_step (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), 0);

  return self->step;
}

/**
 * packshot_option_get_unit:
 * @self: a range option
 *
 * Returns: (transfer none) (nullable): what its numbers count, in the plural: "seconds"
 */
const char *
packshot_option_get_unit (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), NULL);

  return self->unit;
}

/**
 * packshot_option_get_n_choices:
 * @self: an option
 *
 * Returns: how many choices it has; 0 where it is not a choice option
 */
guint
packshot_option_get_n_choices (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), 0);

  return self->choices->len;
}

/**
 * packshot_option_get_choice:
 * @self: a choice option
 * @index: which choice
 *
 * Returns: (transfer none): that choice, in the manifest's order
 */
const PackshotChoice *
packshot_option_get_choice (PackshotOption *self, guint index)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self) && index < self->choices->len, NULL);

  return g_ptr_array_index (self->choices, index);
}

/**
 * packshot_option_find_choice:
 * @self: an option
 * @value: a value, as it is stored
 *
 * Returns: (transfer none) (nullable): the choice that has it
 */
const PackshotChoice *
packshot_option_find_choice (PackshotOption *self, const char *value)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self) && value != NULL, NULL);

  for (guint i = 0; i < self->choices->len; i++)
    {
      const PackshotChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_str_equal (choice->value, value))
        return choice;
    }

  return NULL;
}

/**
 * packshot_option_get_open:
 * @self: a choice option
 *
 * Returns: whether it takes any other name than those of its choices as well
 */
gboolean
packshot_option_get_open (PackshotOption *self)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self), FALSE);

  return self->open;
}

/**
 * packshot_option_answers_to:
 * @self: an option
 * @name: a name
 *
 * Returns: whether @name is the name of the option or one of its aliases
 */
gboolean
packshot_option_answers_to (PackshotOption *self, const char *name)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self) && name != NULL, FALSE);

  return g_str_equal (self->name, name)
         || g_strv_contains ((const char *const *) self->aliases, name);
}
