/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-key-test.h"

#include <glib/gi18n.h>

#include "packshot-cli-ask.h"
#include "packshot-cli-words.h"
#include "packshot-money.h"
#include "packshot-text-join.h"

static void
tell_success (PackshotManifest *manifest, const PackshotReply *reply)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *balance = NULL;

  g_string_printf (text,
                   packshot_manifest_get_n_credentials (manifest) > 0 ? _ ("%s takes the key.")
                                                                      : _ ("%s answers."),
                   packshot_manifest_get_name (manifest));
  if (reply->balance >= 0)
    {
      /* "free" would be a strange word for an empty account. */
      balance = packshot_money_dup_words (reply->balance, manifest,
                                          packshot_manifest_get_unit (manifest));
      g_string_append_printf (text, _ (" Left there: %s."), balance);
    }
  if (reply->words != NULL)
    {
      g_autofree char *words = packshot_cli_words_printable (reply->words);

      packshot_text_join_sentence (text, words);
    }
  g_string_append_c (text, '\n');

  packshot_cli_explain (text->str);
}

/* Whether it was the service that said no, or something before it. */
static PackshotCliExit
get_exit (PackshotVerdict verdict)
{
  switch (verdict)
    {
    case PACKSHOT_VERDICT_DONE:
      return PACKSHOT_CLI_DONE;
    case PACKSHOT_VERDICT_FAILED:
    case PACKSHOT_VERDICT_REFUSED:
    case PACKSHOT_VERDICT_KEY_REFUSED:
    case PACKSHOT_VERDICT_GONE:
    case PACKSHOT_VERDICT_BUSY:
    case PACKSHOT_VERDICT_MOVED:
    case PACKSHOT_VERDICT_UNCERTAIN:
      return PACKSHOT_CLI_SERVICE;
    case PACKSHOT_VERDICT_WORKING:
    case PACKSHOT_VERDICT_REVIEW:
    case PACKSHOT_VERDICT_NOT_SENT:
    case PACKSHOT_VERDICT_NO_KEY:
    case PACKSHOT_VERDICT_BAD_INPUT:
    case PACKSHOT_VERDICT_LOCAL_FAILURE:
    case PACKSHOT_VERDICT_CANCELLED:
    default:
      return PACKSHOT_CLI_LOCAL;
    }
}

/**
 * packshot_cli_key_test_run:
 * @registry: the services there are
 * @manifest: a service on the web
 * @name: (nullable): all its keys are tried at once, so it is of no use here
 *
 * Asks a service whether it is there, and takes the key that would be sent to it.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_key_test_run (PackshotRegistry *registry, PackshotManifest *manifest, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotReply) reply = packshot_cli_ask_test (registry, manifest, NULL, &error);
  g_autofree char *words = NULL;

  if (reply == NULL)
    {
      packshot_cli_complain (error->message);
      return PACKSHOT_CLI_LOCAL;
    }

  if (reply->verdict == PACKSHOT_VERDICT_DONE)
    {
      tell_success (manifest, reply);
      return PACKSHOT_CLI_DONE;
    }

  words = packshot_cli_words_printable (reply->words != NULL ? reply->words : "");
  packshot_cli_complain (words);
  return get_exit (reply->verdict);
}
