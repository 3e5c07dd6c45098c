/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-flags.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-cli-parse.h"
#include "packshot-cli-say.h"
#include "packshot-cli-suggest.h"
#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 60

static const char *const common_flags[] = { "service",  "output",  "framing", "focus",      "zoom",
                                            "interval", "no-poll", "yes",     "over-limit", "json",
                                            "verbose",  "help",    NULL };

/* A name may be that of a file and of a picture the service has. */
static void
tell_choice (PackshotOption *option, const char *value)
{
  g_autofree char *words = NULL;

  if (packshot_option_get_kind (option) != PACKSHOT_OPTION_PICTURE)
    return;

  words = packshot_option_describe_picture_choice (option, value);
  if (words == NULL)
    return;

  packshot_cli_note (words);
  packshot_cli_note ("\n");
}

static gboolean
option_cb (const char *flag, const char *value, gpointer data, GError **error)
{
  PackshotRequest *request = data;
  const char *name = flag + strlen ("--");
  g_autofree char *converted = NULL;

  /* Only a switch may stand without a value. */
  if (value == NULL)
    value = "yes";

  /* In the bytes of the terminal, which is what a file name has to stay. */
  if (!g_utf8_validate (value, -1, NULL)
      && packshot_option_get_kind (
             packshot_manifest_lookup (packshot_request_get_manifest (request), name))
             != PACKSHOT_OPTION_PICTURE)
    converted = g_locale_to_utf8 (value, -1, NULL, NULL, NULL);

  if (!packshot_request_set (request, name, converted != NULL ? converted : value, error))
    return FALSE;

  tell_choice (packshot_manifest_lookup (packshot_request_get_manifest (request), name), value);
  return TRUE;
}

static void
add_common (GOptionGroup *group, PackshotCliFlags *flags)
{
  const GOptionEntry entries[] = {
    { "service", 0, 0, G_OPTION_ARG_FILENAME, &flags->service, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &flags->output, NULL, NULL },
    { "output-file", 0, 0, G_OPTION_ARG_FILENAME, &flags->output, NULL, NULL },
    { "framing", 0, 0, G_OPTION_ARG_STRING, &flags->framing, NULL, NULL },
    { "focus", 0, 0, G_OPTION_ARG_STRING, &flags->focus, NULL, NULL },
    { "zoom", 0, 0, G_OPTION_ARG_STRING, &flags->zoom, NULL, NULL },
    { "interval", 0, 0, G_OPTION_ARG_DOUBLE, &flags->interval, NULL, NULL },
    { "no-poll", 0, 0, G_OPTION_ARG_NONE, &flags->no_poll, NULL, NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &flags->yes, NULL, NULL },
    { "over-limit", 0, 0, G_OPTION_ARG_NONE, &flags->over_limit, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &flags->json, NULL, NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &flags->verbose, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &flags->help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static void
add_name (GOptionGroup *group, PackshotOption *option, const char *name)
{
  const gboolean is_switch = packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH;
  const GOptionEntry entries[] = {
    { name, 0, G_OPTION_FLAG_FILENAME | (is_switch ? G_OPTION_FLAG_OPTIONAL_ARG : 0),
      G_OPTION_ARG_CALLBACK, option_cb, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static void
add_options (GOptionGroup *group, PackshotManifest *manifest)
{
  PackshotOption *main_picture = packshot_manifest_get_main_picture (manifest);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *const *aliases = packshot_option_get_aliases (option);

      add_name (group, option, packshot_option_get_name (option));
      for (guint j = 0; aliases[j] != NULL; j++)
        add_name (group, option, aliases[j]);
    }

  /* A flag that is there twice would take two arguments. */
  if (main_picture != NULL && !packshot_option_answers_to (main_picture, "image"))
    add_name (group, main_picture, "image");
}

static gboolean
parse (PackshotCliFlags *flags, GStrv *args, PackshotRequest *request, GError **error)
{
  GOptionGroup *group = g_option_group_new ("", "", "", request, NULL);

  add_common (group, flags);
  if (request != NULL)
    add_options (group, packshot_request_get_manifest (request));

  return packshot_cli_parse_group (group, args, error);
}

static const char *
suggest (const char *name, PackshotManifest *manifest)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    g_ptr_array_add (
        known, (gpointer) packshot_option_get_name (packshot_manifest_get_option (manifest, i)));
  for (guint i = 0; common_flags[i] != NULL; i++)
    g_ptr_array_add (known, (gpointer) common_flags[i]);
  g_ptr_array_add (known, NULL);

  return packshot_cli_suggest (name, (const char *const *) known->pdata);
}

static void
refuse_flag (const char *arg, PackshotManifest *manifest, GError **error)
{
  const char *bare = arg + strspn (arg, "-");
  g_autofree char *flag = g_strndup (arg, strcspn (arg, "="));
  g_autofree char *name = g_strndup (bare, strcspn (bare, "="));
  g_autofree char *shown = packshot_text_printable (flag, SHOWN_LENGTH);
  const char *near = suggest (name, manifest);

  if (near != NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
                 /* Translators: what was typed, and a flag. */
                 _ ("There is no flag %s; did you mean --%s?"), shown, near);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
                 _ ("There is no flag %s; “packshot-cli make --help” lists all."), shown);
}

static void
refuse_argument (const char *arg, PackshotManifest *manifest, GError **error)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (manifest);
  g_autofree char *name = g_filename_display_name (arg);
  g_autofree char *shown = packshot_text_printable (name, SHOWN_LENGTH);

  if (picture != NULL && *arg != '\0')
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: what was typed, and a flag with that behind it. */
                 _ ("“%s” has no flag before it; did you mean --%s %s?"), shown,
                 packshot_option_get_name (picture), shown);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("“%s” has no flag before it."), shown);
}

static gboolean
check_rest (char **rest, PackshotManifest *manifest, GError **error)
{
  gboolean flags_ended = FALSE;

  for (guint i = 0; rest[i] != NULL; i++)
    {
      if (!flags_ended && g_str_equal (rest[i], "--"))
        {
          flags_ended = TRUE;
          continue;
        }

      if (!flags_ended && rest[i][0] == '-' && rest[i][1] != '\0')
        refuse_flag (rest[i], manifest, error);
      else
        refuse_argument (rest[i], manifest, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * packshot_cli_flags_peek:
 * @flags: (out): where to put what is there
 * @args: the arguments, the first one being the command
 *
 * Looks for the flags every service has, before it is known which service is meant. Whatever is
 * wrong is for packshot_cli_flags_parse() to say.
 */
void
packshot_cli_flags_peek (PackshotCliFlags *flags, char **args)
{
  g_auto (GStrv) copy = g_strdupv (args);

  *flags = (PackshotCliFlags){ 0 };
  parse (flags, &copy, NULL, NULL);
}

/**
 * packshot_cli_flags_parse:
 * @flags: (out): where to put the flags every service has
 * @args: the arguments, the first one being the command
 * @request: takes the service's own options
 * @error: return location for an error with one sentence to show as it is
 *
 * Reads all flags, and takes no argument it does not know.
 *
 * Returns: whether all of them are good
 */
gboolean
packshot_cli_flags_parse (PackshotCliFlags *flags,
                          char **args,
                          PackshotRequest *request,
                          GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);

  *flags = (PackshotCliFlags){ 0 };
  return parse (flags, &copy, request, error)
         && check_rest (copy + 1, packshot_request_get_manifest (request), error);
}

/**
 * packshot_cli_flags_clear:
 * @flags: flags
 *
 * Frees what the flags hold.
 */
void
packshot_cli_flags_clear (PackshotCliFlags *flags)
{
  g_clear_pointer (&flags->service, g_free);
  g_clear_pointer (&flags->output, g_free);
  g_clear_pointer (&flags->framing, g_free);
  g_clear_pointer (&flags->focus, g_free);
  g_clear_pointer (&flags->zoom, g_free);
}
