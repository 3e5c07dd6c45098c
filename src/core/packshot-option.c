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
