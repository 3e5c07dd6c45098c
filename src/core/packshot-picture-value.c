/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-picture-value.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-text.h"

#define MAX_ADDRESS_LENGTH   2000
#define MAX_REFERENCE_LENGTH 500

/* How much of an address a message shows. */
#define SHOWN_LENGTH 120

static gboolean
is_graphic (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return TRUE;
}

/**
 * packshot_picture_value_kind_from_name:
 * @name: what a manifest calls a kind
 *
 * Returns: the #PackshotPictureValueKind of that name, or -1 where there is none
 */
int
packshot_picture_value_kind_from_name (const char *name)
{
  static const char *const names[] = {
    [PACKSHOT_PICTURE_VALUE_FILE] = "file",
    [PACKSHOT_PICTURE_VALUE_ADDRESS] = "address",
    [PACKSHOT_PICTURE_VALUE_REFERENCE] = "reference",
  };

  g_return_val_if_fail (name != NULL, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], name))
        return (int) i;
    }

  return -1;
}

/**
 * packshot_picture_value_classify:
 * @value: a value of a picture option, or any bytes ended by NUL
 *
 * Returns: where the picture comes from
 */
PackshotPictureValueKind
packshot_picture_value_classify (const char *value)
{
  g_return_val_if_fail (value != NULL, PACKSHOT_PICTURE_VALUE_FILE);

  if (*value == '/')
    return PACKSHOT_PICTURE_VALUE_FILE;

  return packshot_picture_value_is_address (value) ? PACKSHOT_PICTURE_VALUE_ADDRESS
                                                   : PACKSHOT_PICTURE_VALUE_REFERENCE;
}

/**
 * packshot_picture_value_is_address:
 * @text: what somebody typed
 *
 * Returns: whether it begins as a web address does
 */
gboolean
packshot_picture_value_is_address (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return g_ascii_strncasecmp (text, "http://", strlen ("http://")) == 0
         || g_ascii_strncasecmp (text, "https://", strlen ("https://")) == 0;
}

/**
 * packshot_picture_value_check_address:
 * @text: what somebody typed
 * @max_length: how many characters the service takes; 0 where it does not say
 * @error: return location for a #PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: (transfer full): the address as it was typed, for whoever signed it signed these very
 *   bytes; %NULL on error
 */
char *
packshot_picture_value_check_address (const char *text, guint max_length, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  uri = g_uri_parse (text, G_URI_FLAGS_HAS_PASSWORD, NULL);
  shown = packshot_text_printable (text, SHOWN_LENGTH);

  if (uri == NULL || !is_graphic (text) || strlen (text) > MAX_ADDRESS_LENGTH
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   _ ("“%s” is not the web address of a picture."), shown);
      return NULL;
    }

  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                           _ ("The web address of the picture has a user name or a password in it; "
                              "please save the picture first and give its file name."));
      return NULL;
    }

  if (max_length > 0 && strlen (text) > max_length)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                   /* Translators: the first number decides on the form. */
                   ngettext ("The web address of the picture has %u character; this service takes "
                             "at most %u.",
                             "The web address of the picture has %u characters; this service takes "
                             "at most %u.",
                             strlen (text)),
                   (guint) strlen (text), max_length);
      return NULL;
    }

  return g_strdup (text);
}

/**
 * packshot_picture_value_is_reference:
 * @text: what somebody typed
 * @pattern: what the service's own names of pictures look like
 *
 * Returns: whether @text looks like one. A file of that name may be there as well
 */
gboolean
packshot_picture_value_is_reference (const char *text, GRegex *pattern)
{
  g_return_val_if_fail (text != NULL && pattern != NULL, FALSE);

  return *text != '/' && strlen (text) <= MAX_REFERENCE_LENGTH && is_graphic (text)
         && !packshot_picture_value_is_address (text) && g_regex_match (pattern, text, 0, NULL);
}
