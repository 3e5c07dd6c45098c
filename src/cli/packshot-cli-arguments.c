/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-arguments.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "packshot-cli-parse.h"
#include "packshot-core-error.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 60

/* Once a day is not waiting any more, and a hundred times a second is no question. */
#define MIN_INTERVAL 0.01
#define MAX_INTERVAL 86400

/* No option of a service takes these from a command that takes them itself. */
static const char *const own_flags[] = { "json",    "verbose", "help",      "interval",
                                         "no-poll", "yes",     "over-limit" };

static void
remote_id_free (gpointer data)
{
  PackshotCliRemoteId *remote_id = data;

  g_free (remote_id->id);
  g_free (remote_id->alias);
  g_free (remote_id);
}

/* "a,b" is two ids, as the services' own programs have it. */
static gboolean
alias_cb (const char *flag, const char *value, gpointer data, GError **error)
{
  PackshotCliArguments *self = data;
  g_auto (GStrv) ids = g_strsplit (value, ",", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *id = g_strstrip (ids[i]);
      PackshotCliRemoteId *remote_id;

      if (*id == '\0')
        continue;

      remote_id = g_new0 (PackshotCliRemoteId, 1);
      remote_id->id = g_strdup (id);
      remote_id->alias = g_strdup (flag + strlen ("--"));
      g_ptr_array_add (self->remote_ids, remote_id);
    }

  return TRUE;
}

/* Which service is meant, and so what the value may be, is known later. */
static gboolean
option_cb (const char *flag, const char *value, gpointer data, GError **error)
{
  PackshotCliArguments *self = data;

  /* Only a switch may stand without a value. */
  g_ptr_array_add (self->options, g_strdup (flag + strlen ("--")));
  g_ptr_array_add (self->options, g_strdup (value != NULL ? value : "yes"));

  return TRUE;
}

/* Each once, though several services may use it. */
static GStrv
list_aliases (PackshotRegistry *registry)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      const char *const *aliases = packshot_manifest_get_id_aliases (manifest);

      for (guint j = 0; aliases != NULL && aliases[j] != NULL; j++)
        {
          if (!g_ptr_array_find_with_equal_func (names, aliases[j], g_str_equal, NULL))
            g_ptr_array_add (names, g_strdup (aliases[j]));
        }
    }
  g_ptr_array_add (names, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

static void
add_common (PackshotCliArguments *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, NULL, NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &self->verbose, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static void
add_wait (PackshotCliArguments *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
    { "interval", 0, 0, G_OPTION_ARG_DOUBLE, &self->interval, NULL, NULL },
    { "no-poll", 0, 0, G_OPTION_ARG_NONE, &self->no_poll, NULL, NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &self->yes, NULL, NULL },
    { "over-limit", 0, 0, G_OPTION_ARG_NONE, &self->over_limit, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static void
add_ids (PackshotCliArguments *self, GOptionGroup *group, PackshotRegistry *registry)
{
  const GOptionEntry entries[] = {
    { "service", 0, 0, G_OPTION_ARG_STRING, &self->service, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, NULL, NULL },
    { "output-file", 0, 0, G_OPTION_ARG_FILENAME, &self->output, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) aliases = list_aliases (registry);

  g_option_group_add_entries (group, entries);
  for (guint i = 0; aliases[i] != NULL; i++)
    {
      /* The parser keeps no copy of a name. */
      const GOptionEntry alias[] = {
        { g_intern_string (aliases[i]), 0, 0, G_OPTION_ARG_CALLBACK, alias_cb, NULL, NULL },
        G_OPTION_ENTRY_NULL,
      };

      g_option_group_add_entries (group, alias);
    }
}

static void
add_option (GOptionGroup *group, GHashTable *known, PackshotOption *option, const char *name)
{
  const gboolean is_switch = packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH;
  const GOptionEntry entries[] = {
    { g_intern_string (name), 0,
      G_OPTION_FLAG_FILENAME | (is_switch ? G_OPTION_FLAG_OPTIONAL_ARG : 0), G_OPTION_ARG_CALLBACK,
      option_cb, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (g_hash_table_add (known, (gpointer) name))
    g_option_group_add_entries (group, entries);
}

static void
add_options (GOptionGroup *group, PackshotRegistry *registry)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (own_flags); i++)
    g_hash_table_add (known, (gpointer) own_flags[i]);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      for (guint j = 0; j < packshot_manifest_get_n_options (manifest); j++)
        {
          PackshotOption *option = packshot_manifest_get_option (manifest, j);
          const char *const *aliases = packshot_option_get_aliases (option);

          add_option (group, known, option, packshot_option_get_name (option));
          for (guint k = 0; aliases[k] != NULL; k++)
            add_option (group, known, option, aliases[k]);
        }
    }
}

static void
add_resolution (PackshotCliArguments *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
    { "id", 0, 0, G_OPTION_ARG_STRING, &self->id, NULL, NULL },
    { "not-created", 0, 0, G_OPTION_ARG_NONE, &self->not_created, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static void
add_trash (PackshotCliArguments *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
    { "trash", 0, 0, G_OPTION_ARG_NONE, &self->trash, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static void
add_yes (PackshotCliArguments *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &self->yes, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries (group, entries);
}

static gboolean
take_jobs (PackshotCliArguments *self, char **rest, const char *command, GError **error)
{
  g_autoptr (GStrvBuilder) jobs = g_strv_builder_new ();
  gboolean flags_ended = FALSE;

  for (guint i = 0; rest[i] != NULL; i++)
    {
      g_autofree char *shown = packshot_text_printable (rest[i], SHOWN_LENGTH);

      if (!flags_ended && g_str_equal (rest[i], "--"))
        {
          flags_ended = TRUE;
        }
      else if (!flags_ended && rest[i][0] == '-')
        {
          g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
                       /* Translators: a command, a flag, and the command again. */
                       _ ("“packshot-cli %s” has no flag %s; “packshot-cli %s --help” lists all."),
                       command, shown, command);
          return FALSE;
        }
      else
        {
          g_strv_builder_add (jobs, rest[i]);
        }
    }

  self->jobs = g_strv_builder_end (jobs);
  return TRUE;
}

/**
 * packshot_cli_arguments_parse:
 * @self: (out): where to put them
 * @args: the arguments, the first one being the command
 * @takes: which flags the command takes
 * @registry: the services there are
 * @error: return location for an error with one sentence to show as it is
 *
 * Reads all arguments. To be cleared in any case.
 *
 * Returns: whether all of them are good
 */
gboolean
packshot_cli_arguments_parse (PackshotCliArguments *self,
                              char **args,
                              PackshotCliArgumentSet takes,
                              PackshotRegistry *registry,
                              GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);
  GOptionGroup *group = g_option_group_new ("", "", "", self, NULL);

  *self = (PackshotCliArguments){ 0 };
  self->remote_ids = g_ptr_array_new_with_free_func (remote_id_free);
  self->options = g_ptr_array_new_with_free_func (g_free);

  add_common (self, group);
  if ((takes & PACKSHOT_CLI_TAKES_WAIT) != 0)
    add_wait (self, group);
  if ((takes & PACKSHOT_CLI_TAKES_IDS) != 0)
    add_ids (self, group, registry);
  if ((takes & PACKSHOT_CLI_TAKES_RESOLUTION) != 0)
    add_resolution (self, group);
  if ((takes & PACKSHOT_CLI_TAKES_OPTIONS) != 0)
    add_options (group, registry);
  if ((takes & PACKSHOT_CLI_TAKES_TRASH) != 0)
    add_trash (self, group);
  if ((takes & PACKSHOT_CLI_TAKES_YES) != 0)
    add_yes (self, group);

  return packshot_cli_parse_group (group, &copy, error)
         && take_jobs (self, copy + 1, args[0], error)
         && packshot_cli_arguments_check_interval (self->interval, error);
}

/**
 * packshot_cli_arguments_check_interval:
 * @seconds: what was given for `--interval`, or 0 where nothing was
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE
 *
 * Returns: whether one can poll at this interval
 */
gboolean
packshot_cli_arguments_check_interval (double seconds, GError **error)
{
  if (seconds == 0 || (isfinite (seconds) && seconds >= MIN_INTERVAL && seconds <= MAX_INTERVAL))
    return TRUE;

  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("The interval must be from 0.01 to 86400 seconds."));
  return FALSE;
}

/**
 * packshot_cli_arguments_clear:
 * @self: arguments
 *
 * Frees what they hold.
 */
void
packshot_cli_arguments_clear (PackshotCliArguments *self)
{
  g_clear_pointer (&self->jobs, g_strfreev);
  g_clear_pointer (&self->remote_ids, g_ptr_array_unref);
  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_clear_pointer (&self->service, g_free);
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->id, g_free);
}
