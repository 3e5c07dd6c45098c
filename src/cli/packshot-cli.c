/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "config.h"

#include "packshot-cli.h"

#include <signal.h>

#include <glib/gi18n.h>

#include "packshot-cli-approve.h"
#include "packshot-cli-cancel.h"
#include "packshot-cli-complete.h"
#include "packshot-cli-help.h"
#include "packshot-cli-image-host.h"
#include "packshot-cli-import.h"
#include "packshot-cli-jobs.h"
#include "packshot-cli-key.h"
#include "packshot-cli-limit.h"
#include "packshot-cli-log.h"
#include "packshot-cli-make.h"
#include "packshot-cli-poll.h"
#include "packshot-cli-resolve.h"
#include "packshot-cli-say.h"
#include "packshot-cli-secret.h"
#include "packshot-cli-services.h"
#include "packshot-cli-show.h"
#include "packshot-cli-spending.h"
#include "packshot-cli-suggest.h"
#include "packshot-cli-trash.h"
#include "packshot-locale.h"
#include "packshot-text.h"

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

static const struct
{
  const char *name;
  PackshotCliExit (*run) (PackshotRegistry *registry, char **args);
} commands[] = {
  { "make", packshot_cli_make_run },
  { "poll", packshot_cli_poll_run },
  { "jobs", packshot_cli_jobs_run },
  { "show", packshot_cli_show_run },
  { "approve", packshot_cli_approve_run },
  { "regenerate", packshot_cli_regenerate_run },
  { "cancel", packshot_cli_cancel_run },
  { "resolve", packshot_cli_resolve_run },
  { "trash", packshot_cli_trash_run },
  { "restore", packshot_cli_restore_run },
  { "delete", packshot_cli_delete_run },
  { "import", packshot_cli_import_run },
  { "services", packshot_cli_services_run },
  { "spending", packshot_cli_spending_run },
  { "limit", packshot_cli_limit_run },
  { "key", packshot_cli_key_run },
  { "image-host", packshot_cli_image_host_run },
};

static PackshotCliExit
refuse_command (const char *typed)
{
  const char *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  g_autofree char *shown = packshot_text_printable (typed, SHOWN_LENGTH);
  g_autofree char *words = NULL;
  const char *near;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i].name;
  near = packshot_cli_suggest (typed, names);

  if (near != NULL)
    /* Translators: what was typed, and a command. */
    words = g_strdup_printf (_ ("There is no command “%s”; did you mean “%s”?"), shown, near);
  else
    words =
        g_strdup_printf (_ ("There is no command “%s”; “packshot-cli --help” lists all."), shown);

  packshot_cli_complain (words);
  return PACKSHOT_CLI_BAD_INPUT;
}

static void
warn_of_manifests (PackshotRegistry *registry)
{
  const char *const *complaints = packshot_registry_get_complaints (registry);

  for (guint i = 0; complaints[i] != NULL; i++)
    packshot_cli_warn (complaints[i]);
}

static PackshotCliExit
run (PackshotRegistry *registry, char **args)
{
  g_autofree char *help = NULL;
  g_autoptr (GError) error = NULL;

  if (args[0] == NULL)
    {
      packshot_cli_complain (_ ("A command is missing; “packshot-cli --help” lists all."));
      return PACKSHOT_CLI_BAD_INPUT;
    }

  if (g_str_equal (args[0], "--version"))
    {
      packshot_cli_put ("packshot-cli " PACKSHOT_VERSION);
      return PACKSHOT_CLI_DONE;
    }

  if (g_str_equal (args[0], "--help") || g_str_equal (args[0], "-h"))
    {
      help = packshot_cli_help_dup_program (packshot_registry_get_default (registry));
      packshot_cli_explain (help);
      return PACKSHOT_CLI_DONE;
    }

  /* Not a command of the list: nobody types it. */
  if (g_str_equal (args[0], "complete"))
    return packshot_cli_complete_run (registry, args);

  if (!packshot_cli_secret_check (registry, args, &error))
    {
      packshot_cli_complain (error->message);
      return PACKSHOT_CLI_BAD_INPUT;
    }

  warn_of_manifests (registry);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, args[0]))
        return commands[i].run (registry, args);
    }

  return refuse_command (args[0]);
}

/**
 * packshot_cli_init:
 *
 * What a command line needs before anything else is done.
 */
void
packshot_cli_init (void)
{
  g_set_prgname ("packshot-cli");
  packshot_locale_init ();

  /* One who stops reading must not kill the work in the midst of a file. */
  signal (SIGPIPE, SIG_IGN);
  packshot_cli_log_init ();
}

/**
 * packshot_cli_run:
 * @registry: the services there are, with their engines
 * @argc: the length of @argv
 * @argv: the arguments, the first one being the program
 *
 * Runs the command line.
 *
 * Returns: the exit status of the program, see #PackshotCliExit
 */
int
packshot_cli_run (PackshotRegistry *registry, int argc, char **argv)
{
  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), PACKSHOT_CLI_LOCAL);

  return packshot_cli_end (run (registry, argc > 0 ? argv + 1 : argv));
}
