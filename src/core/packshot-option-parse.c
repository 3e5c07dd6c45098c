/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-option-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-text-join.h"
#include "packshot-text.h"

/* How much of a wrong value a message shows. */
#define SHOWN_LENGTH 40

/* How many characters the name of something may have that no manifest lists. */
#define MAX_NAME_LENGTH 200

static char *
dup_trimmed (const char *text)
{
  return g_strstrip (g_strdup (text));
}

static char *
format_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.10g", number));
}

/* " seconds", or nothing where a range counts nothing. */
static char *
dup_unit_suffix (PackshotOption *self)
{
  const char *unit = packshot_option_get_unit (self);

  return unit != NULL ? g_strconcat (" ", unit, NULL) : g_strdup ("");
}

/* "16:9, 9:16 or 1:1" */
static char *
join_choices (PackshotOption *self)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = packshot_option_get_n_choices (self);

  for (guint i = 0; i < n; i++)
    packshot_text_join_alternative (list, packshot_option_get_choice (self, i)->value, i == n - 1);

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static GVariant *
parse_text (PackshotOption *self, const char *text, const char *label, GError **error)
{
  char *checked = packshot_text_check (text, label, packshot_option_get_max_length (self),
                                       packshot_option_get_multi_line (self), error);

  return checked != NULL ? g_variant_ref_sink (g_variant_new_take_string (checked)) : NULL;
}

/* A name that no choice has, for the service to know. */
static GVariant *
parse_open (const char *text, const char *label, GError **error)
{
  char *checked = packshot_text_check (text, label, MAX_NAME_LENGTH, FALSE, error);

  return checked != NULL ? g_variant_ref_sink (g_variant_new_take_string (checked)) : NULL;
}

static GVariant *
parse_choice (PackshotOption *self, const char *text, const char *label, GError **error)
{
  g_autofree char *trimmed = dup_trimmed (text);
  g_autofree char *list = join_choices (self);
  g_autofree char *shown = packshot_text_printable (text, SHOWN_LENGTH);

  for (guint i = 0; i < packshot_option_get_n_choices (self); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (self, i);

      if (packshot_choice_matches (choice, trimmed))
        return g_variant_ref_sink (g_variant_new_string (choice->value));
    }

  if (packshot_option_get_open (self))
    return parse_open (trimmed, label, error);

  g_set_error (
      error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
      /* Translators: the label of an option, a list such as “16:9 or 9:16”, and what was typed. */
      _ ("“%s” must be %s, not “%s”."), label, list, shown);
  return NULL;
}

/* Digits with at most one point, whatever the locale: neither "nan" nor "0x1f" nor "1e3". */
static gboolean
is_decimal (const char *text)
{
  gsize n_digits = 0;
  gsize n_points = 0;

  if (*text == '+' || *text == '-')
    text++;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        n_digits++;
      else if (*text == '.')
        n_points++;
      else
        return FALSE;
    }

  return n_digits > 0 && n_points <= 1;
}

static GVariant *
parse_range (PackshotOption *self, const char *text, const char *label, GError **error)
{
  double minimum = packshot_option_get_minimum (self);
  double maximum = packshot_option_get_maximum (self);
  double step = packshot_option_get_step (self);
  g_autofree char *trimmed = dup_trimmed (text);
  g_autofree char *shown = packshot_text_printable (trimmed, SHOWN_LENGTH);
  g_autofree char *unit = dup_unit_suffix (self);
  g_autofree char *low = format_number (minimum);
  g_autofree char *high = format_number (maximum);
  g_autofree char *stride = format_number (step);
  double number, steps;

  if (!is_decimal (trimmed))
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: the label of an option, two numbers, a unit with a space before
                      it or nothing, and what was typed. */
                   _ ("“%s” must be a number from %s to %s%s, not “%s”."), label, low, high, unit,
                   shown);
      return NULL;
    }

  number = g_ascii_strtod (trimmed, NULL);
  if (number < minimum || number > maximum)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: as before. */
                   _ ("“%s” must be from %s to %s%s, not %s."), label, low, high, unit, shown);
      return NULL;
    }

  steps = round ((number - minimum) / step);
  if (fabs (minimum + steps * step - number) > 1e-6 * step)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: as before, with the size of a step and what was typed. */
                   _ ("“%s” goes from %s to %s%s in steps of %s: %s is between two of them."),
                   label, low, high, unit, stride, shown);
      return NULL;
    }

  return g_variant_ref_sink (g_variant_new_double (minimum + steps * step));
}

static GVariant *
parse_switch (PackshotOption *self, const char *text, const char *label, GError **error)
{
  static const char *const on[] = { "true", "yes", "on", "1", NULL };
  static const char *const off[] = { "false", "no", "off", "0", NULL };
  g_autofree char *trimmed = dup_trimmed (text);
  g_autofree char *lower = g_ascii_strdown (trimmed, -1);
  g_autofree char *shown = packshot_text_printable (text, SHOWN_LENGTH);

  if (g_strv_contains (on, lower))
    return g_variant_ref_sink (g_variant_new_boolean (TRUE));
  if (g_strv_contains (off, lower))
    return g_variant_ref_sink (g_variant_new_boolean (FALSE));

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: the label of an option, and what was typed. */
               _ ("“%s” must be yes or no, not “%s”."), label, shown);
  return NULL;
}

/**
 * packshot_option_parse:
 * @self: an option
 * @text: what a person typed or chose, any bytes ended by NUL
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE, one sentence to show as it is
 *
 * Checks @text by all rules of the option and turns it into a value of the type that
 * #PackshotOptionKind names.
 *
 * Returns: (transfer full): the value, not floating, or %NULL on error
 */
GVariant *
packshot_option_parse (PackshotOption *self, const char *text, GError **error)
{
  const char *label;

  g_return_val_if_fail (PACKSHOT_IS_OPTION (self) && text != NULL, NULL);

  label = packshot_option_get_label (self);
  switch (packshot_option_get_kind (self))
    {
    case PACKSHOT_OPTION_TEXT:
      return parse_text (self, text, label, error);
    case PACKSHOT_OPTION_CHOICE:
      return parse_choice (self, text, label, error);
    case PACKSHOT_OPTION_RANGE:
      return parse_range (self, text, label, error);
    case PACKSHOT_OPTION_SWITCH:
      return parse_switch (self, text, label, error);
    case PACKSHOT_OPTION_PICTURE:
      return packshot_option_parse_picture (self, text, label, error);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * packshot_option_format:
 * @self: an option
 * @value: a value of it
 *
 * The reverse of packshot_option_parse(), independent of the locale.
 *
 * Returns: (transfer full): the value as text; for a picture in the bytes of the file system
 */
char *
packshot_option_format (PackshotOption *self, GVariant *value)
{
  g_return_val_if_fail (PACKSHOT_IS_OPTION (self) && value != NULL, NULL);

  switch (packshot_option_get_kind (self))
    {
    case PACKSHOT_OPTION_RANGE:
      return format_number (g_variant_get_double (value));
    case PACKSHOT_OPTION_SWITCH:
      return g_strdup (g_variant_get_boolean (value) ? "true" : "false");
    case PACKSHOT_OPTION_PICTURE:
      return g_variant_dup_bytestring (value, NULL);
    case PACKSHOT_OPTION_TEXT:
    case PACKSHOT_OPTION_CHOICE:
    default:
      return g_variant_dup_string (value, NULL);
    }
}
