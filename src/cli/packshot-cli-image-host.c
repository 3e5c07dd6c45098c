/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* Where photos are put for services that fetch them from the web. */

#include "packshot-cli-image-host.h"

#include <glib/gi18n.h>

#include "packshot-cli-answer.h"
#include "packshot-cli-job-json.h"
#include "packshot-cli-keys.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-log.h"
#include "packshot-cli-outcome.h"
#include "packshot-cli-parse.h"
#include "packshot-cli-secret.h"
#include "packshot-cli-services.h"
#include "packshot-cli-words.h"
#include "packshot-core-error.h"
#include "packshot-services.h"
#include "packshot-text.h"

#define HEAD_WIDTH 24

/* How much of a wrong argument a message shows. */
#define SHOWN_LENGTH 40

#define PASSWORD_ENVIRONMENT "PACKSHOT_IMAGE_HOST_PASSWORD"

typedef struct
{
  PackshotRegistry *registry; /* (unowned) */
  PackshotImageHost *host;    /* (unowned) */
  PackshotSettings *settings; /* (owned) */
  char *command;              /* (nullable): what is to be done; this and what follows is owned */
  char *url;                  /* (nullable): where photos are put */
  char *public_url;           /* (nullable): where everybody finds them */
  char *user;                 /* (nullable): who puts them there */
  char *service;              /* (nullable): the id of a service that keeps them instead */
  gboolean json;
  gboolean verbose;
  gboolean help;
} Context;

static void
context_clear (Context *self)
{
  g_clear_object (&self->settings);
  g_free (self->command);
  g_free (self->url);
  g_free (self->public_url);
  g_free (self->user);
  g_free (self->service);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Context, context_clear)

static void
explain (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Usage: packshot-cli image-host COMMAND\n\n"));
  g_autofree char *environment = NULL;

  packshot_cli_layout_append_row (
      text, 0, "", 0,
      _ ("Some services fetch the photo from a public web address. One that is a file on this "
         "computer is put on your image host first, under a name nobody can guess; without an "
         "image host only web addresses can be given to these services. Nothing is put there "
         "before you order a video."));
  g_string_append_c (text, '\n');
  packshot_cli_layout_append_row (text, 2, "show [--json]", HEAD_WIDTH,
                                  _ ("Tell which one it is, and whether its password is there."));
  packshot_cli_layout_append_row (
      text, 2, _ ("set --url URL --public-url URL [--user NAME]"), HEAD_WIDTH,
      _ ("Put photos to the first address by HTTP PUT, as WebDAV has it, and let services fetch "
         "them from the second. The password of the user is asked for and kept in the keyring; "
         "without a terminal it is a line of the standard input."));
  packshot_cli_layout_append_row (text, 2, _ ("set --service ID"), HEAD_WIDTH,
                                  _ ("Let another service keep them that can keep files."));
  packshot_cli_layout_append_row (text, 2, "clear", HEAD_WIDTH, _ ("Have none any more."));
  packshot_cli_layout_append_row (text, 2, "test", HEAD_WIDTH,
                                  _ ("Put a tiny file there, and fetch it as a service would."));
  g_string_append_c (text, '\n');
  /* Translators: “%s” is the name of an environment variable. */
  environment =
      g_strdup_printf (_ ("A password in %s wins over the keyring."), PASSWORD_ENVIRONMENT);
  packshot_cli_layout_append_row (text, 0, "", 0, environment);

  packshot_cli_explain (text->str);
}

static void
note_line (const char *words)
{
  g_autofree char *line = g_strconcat (words, "\n", NULL);

  packshot_cli_note (line);
}

/* Where the password is, for programs. */
static const char *
get_password_nick (Context *self, const PackshotImageHostSettings *host)
{
  g_autofree char *origin = NULL;
  g_autoptr (PackshotKeys) keys = NULL;

  if (host->kind != PACKSHOT_IMAGE_HOST_PUT || host->user == NULL)
    return "unneeded";

  origin = packshot_image_host_dup_origin (self->host, NULL);
  if (origin != NULL)
    keys =
        packshot_cli_keys_look_up_at (packshot_image_host_get_manifest (self->host), origin, NULL);

  return keys != NULL ? packshot_cli_keys_get_nick (keys) : "none";
}

static char *
dup_password_words (const char *nick)
{
  if (g_str_equal (nick, "environment"))
    /* Translators: where a password is; “%s” is the name of an environment variable. */
    return g_strdup_printf (_ ("In %s"), PASSWORD_ENVIRONMENT);
  if (g_str_equal (nick, "keyring"))
    return g_strdup (_ ("In the keyring"));
  if (g_str_equal (nick, "locked"))
    return g_strdup (_ ("The keyring is locked"));

  return g_strdup (_ ("None; “packshot-cli image-host set” asks for it"));
}

static void
print_json (Context *self, const PackshotImageHostSettings *host)
{
  static const char *const kinds[] = {
    [PACKSHOT_IMAGE_HOST_NONE] = "none",
    [PACKSHOT_IMAGE_HOST_PUT] = "put",
    [PACKSHOT_IMAGE_HOST_SERVICE] = "service",
  };
  g_autoptr (JsonObject) object = json_object_new ();

  packshot_cli_job_json_set_words (object, "kind", kinds[host->kind]);
  packshot_cli_job_json_set_words (object, "url", host->url);
  packshot_cli_job_json_set_words (object, "public_url", host->public_url);
  packshot_cli_job_json_set_words (object, "user", host->user);
  packshot_cli_job_json_set_words (object, "password", get_password_nick (self, host));
  packshot_cli_job_json_set_words (object, "service", host->service);
  packshot_cli_job_json_put (object);
}

static void
print_folder (Context *self, const PackshotImageHostSettings *host)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *nick = get_password_nick (self, host);

  packshot_cli_layout_append_row (text, 0, _ ("Photos are put to"), HEAD_WIDTH, host->url);
  packshot_cli_layout_append_row (text, 0, _ ("Services fetch from"), HEAD_WIDTH, host->public_url);
  if (host->user != NULL)
    {
      g_autofree char *password = dup_password_words (nick);

      packshot_cli_layout_append_row (text, 0, _ ("User"), HEAD_WIDTH, host->user);
      packshot_cli_layout_append_row (text, 0, _ ("Password"), HEAD_WIDTH, password);
    }

  packshot_cli_explain (text->str);
}

static gboolean
show (Context *self, GError **error)
{
  g_autoptr (PackshotImageHostSettings) host =
      packshot_settings_dup_image_host (self->settings, error);
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;

  if (host == NULL)
    return FALSE;

  if (self->json)
    {
      print_json (self, host);
      return TRUE;
    }

  switch (host->kind)
    {
    case PACKSHOT_IMAGE_HOST_PUT:
      print_folder (self, host);
      return TRUE;
    case PACKSHOT_IMAGE_HOST_SERVICE:
      name = packshot_image_host_describe (self->host, error);
      if (name == NULL)
        return FALSE;
      line = g_strdup_printf (_ ("Photos are put to %s.\n"), name);
      packshot_cli_explain (line);
      return TRUE;
    case PACKSHOT_IMAGE_HOST_NONE:
    default:
      packshot_cli_explain (_ ("There is none; “packshot-cli image-host --help” tells what it is "
                               "for.\n"));
      return TRUE;
    }
}

static gboolean
store_password (Context *self, char *password, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean kept;

  packshot_image_host_store_password_async (self->host, password, NULL, packshot_cli_answer_cb,
                                            &answer);
  if (!packshot_image_host_store_password_finish (self->host, packshot_cli_answer_wait (&answer),
                                                  &kept, error))
    return FALSE;
  if (kept)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("There is no keyring on this system, so the password could not be kept. Please "
                  "set %s in the environment instead."),
               PASSWORD_ENVIRONMENT);
  return FALSE;
}

/* Where it is in the environment it need not be kept. */
static gboolean
ask_password (Context *self, GError **error)
{
  const char *text = g_getenv (PASSWORD_ENVIRONMENT);
  g_autofree char *prompt = NULL;
  char *password;
  gboolean is_stored;

  if (self->user == NULL || (text != NULL && *text != '\0'))
    return TRUE;

  /* Translators: A question for a secret: the name of a user, and an address. */
  prompt = g_strdup_printf (_ ("Password of %s at %s: "), self->user, self->url);
  password = packshot_cli_secret_read (prompt, error);
  if (password == NULL)
    return FALSE;

  is_stored = store_password (self, password, error);
  packshot_cli_secret_free (password);
  return is_stored;
}

/* The password belongs to the address, so that comes first; without the one the other is of no use,
 * and it is as it was. */
static gboolean
set (Context *self, GError **error)
{
  g_autoptr (PackshotImageHostSettings) before =
      packshot_settings_dup_image_host (self->settings, NULL);
  PackshotImageHostSettings host = { self->service != NULL ? PACKSHOT_IMAGE_HOST_SERVICE
                                                           : PACKSHOT_IMAGE_HOST_PUT,
                                     self->url, self->public_url, self->user, self->service };
  g_autofree char *name = NULL;

  if (self->service != NULL
      && packshot_cli_services_find (self->registry, self->service, error) == NULL)
    return FALSE;

  if (!packshot_settings_set_image_host (self->settings, &host, error))
    return FALSE;

  if (ask_password (self, error) && (name = packshot_image_host_describe (self->host, error)))
    {
      note_line (_ ("That is the image host from now on; “packshot-cli image-host test” tries "
                    "it."));
      return TRUE;
    }

  if (before != NULL)
    packshot_settings_set_image_host (self->settings, before, NULL);
  return FALSE;
}

static gboolean
clear_password (Context *self, const PackshotImageHostSettings *host, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  gboolean removed;

  if (host->kind != PACKSHOT_IMAGE_HOST_PUT || host->user == NULL)
    return TRUE;

  packshot_image_host_clear_password_async (self->host, NULL, packshot_cli_answer_cb, &answer);
  return packshot_image_host_clear_password_finish (self->host, packshot_cli_answer_wait (&answer),
                                                    &removed, error);
}

static gboolean
clear (Context *self, GError **error)
{
  static const PackshotImageHostSettings none = { PACKSHOT_IMAGE_HOST_NONE, NULL, NULL, NULL,
                                                  NULL };
  g_autoptr (PackshotImageHostSettings) host =
      packshot_settings_dup_image_host (self->settings, NULL);

  if ((host != NULL && !clear_password (self, host, error))
      || !packshot_settings_set_image_host (self->settings, &none, error))
    return FALSE;

  note_line (_ ("There is no image host any more."));
  return TRUE;
}

static gboolean
test (Context *self, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (PackshotReply) reply = NULL;
  g_autofree char *shown = NULL;

  packshot_image_host_test_async (self->host, NULL, packshot_cli_answer_cb, &answer);
  reply = packshot_image_host_test_finish (self->host, packshot_cli_answer_wait (&answer), error);
  if (reply == NULL)
    return FALSE;

  shown = reply->words != NULL ? packshot_cli_words_printable (reply->words) : NULL;
  if (reply->verdict != PACKSHOT_VERDICT_DONE)
    {
      g_set_error (error, PACKSHOT_CORE_ERROR,
                   reply->verdict == PACKSHOT_VERDICT_BAD_INPUT ? PACKSHOT_CORE_ERROR_BAD_VALUE
                                                                : PACKSHOT_CORE_ERROR_SERVICE,
                   "%s", shown);
      return FALSE;
    }

  packshot_cli_explain (_ ("The image host works.\n"));
  if (shown != NULL)
    note_line (shown);
  return TRUE;
}

static const struct
{
  const char *name;
  gboolean (*run) (Context *self, GError **error);
} commands[] = { { "show", show }, { "set", set }, { "clear", clear }, { "test", test } };

static gboolean
refuse (const char *words, GError **error)
{
  g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE, words);

  return FALSE;
}

/* An image host is a folder on the web or a service, and not something of both. */
static gboolean
check_set (const Context *self, GError **error)
{
  gboolean is_set = g_str_equal (self->command, "set");
  gboolean is_folder = self->url != NULL || self->public_url != NULL || self->user != NULL;

  if (!is_set && (is_folder || self->service != NULL))
    return refuse (_ ("The flags of an image host are for “packshot-cli image-host set”."), error);
  if (is_set && !is_folder && self->service == NULL)
    return refuse (_ ("Where shall photos be put? Please give --url and --public-url, or "
                      "--service."),
                   error);
  if (is_folder && self->service != NULL)
    return refuse (_ ("The image host is an address or a service; please give --url and "
                      "--public-url, or --service alone."),
                   error);
  if (is_folder && (self->url == NULL || self->public_url == NULL))
    return refuse (_ ("Both addresses are needed: --url, where photos are put, and --public-url, "
                      "where services find them."),
                   error);

  return TRUE;
}

static gboolean
check_rest (Context *self, char **rest, GError **error)
{
  g_autofree char *shown = NULL;

  if (rest[0] == NULL)
    return refuse (_ ("What is to be done? “packshot-cli image-host --help” explains it."), error);

  if (rest[0][0] != '-' && rest[1] == NULL)
    {
      self->command = g_strdup (rest[0]);
      return TRUE;
    }

  shown = packshot_text_printable (rest[0][0] == '-' ? rest[0] : rest[1], SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("“packshot-cli image-host” does not take “%s”; “packshot-cli image-host --help” "
                  "explains it."),
               shown);
  return FALSE;
}

static gboolean
parse (Context *self, char **args, GError **error)
{
  g_auto (GStrv) copy = g_strdupv (args);
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &self->url, NULL, NULL },
    { "public-url", 0, 0, G_OPTION_ARG_STRING, &self->public_url, NULL, NULL },
    { "user", 0, 0, G_OPTION_ARG_STRING, &self->user, NULL, NULL },
    { "service", 0, 0, G_OPTION_ARG_STRING, &self->service, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, NULL, NULL },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &self->verbose, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &self->help, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  return packshot_cli_parse_entries (entries, &copy, error)
         && (self->help || (check_rest (self, copy + 1, error) && check_set (self, error)));
}

static gboolean
run (Context *self, GError **error)
{
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, self->command))
        return commands[i].run (self, error);
    }

  shown = packshot_text_printable (self->command, SHOWN_LENGTH);
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               _ ("There is no “packshot-cli image-host %s”; there are show, set, clear and test."),
               shown);
  return FALSE;
}

/**
 * packshot_cli_image_host_run:
 * @registry: the services there are, with their image host
 * @args: the arguments, the first one being the command
 *
 * The command that sets up and tries the image host.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_image_host_run (PackshotRegistry *registry, char **args)
{
  g_auto (Context) context = { 0 };
  g_autoptr (GError) error = NULL;
  PackshotCliExit code;

  context.registry = registry;
  context.host = packshot_services_get_image_host (registry);
  context.settings = packshot_settings_new ();
  g_return_val_if_fail (context.host != NULL, PACKSHOT_CLI_LOCAL);

  if (!parse (&context, args, &error))
    return packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);

  if (context.help)
    {
      explain ();
      return PACKSHOT_CLI_DONE;
    }

  packshot_cli_log_set_verbose (context.verbose);
  if (run (&context, &error))
    return PACKSHOT_CLI_DONE;

  code = packshot_cli_outcome_refuse (NULL, NULL, error, FALSE);
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? PACKSHOT_CLI_INTERRUPTED
                                                                   : code;
}
