/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What has to be known of a place before something goes there. */

#include "config.h"

#include "packshot-send-words.h"

#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-services.h"

/**
 * packshot_send_words_dup_host:
 * @accounts: the accounts of the services
 * @manifest: a service
 * @heading: a sentence with two places: for its name, and for the host its calls go to
 *
 * Returns: (transfer full): the sentence
 */
char *
packshot_send_words_dup_host (PackshotAccounts *accounts,
                              PackshotManifest *manifest,
                              const char *heading)
{
  g_autofree char *host = packshot_accounts_dup_host (accounts, manifest);
  g_auto (GStrv) parts = g_strsplit (heading, "%s", 3);

  g_return_val_if_fail (g_strv_length (parts) == 3, g_strdup (heading));

  return g_strconcat (parts[0], packshot_manifest_get_name (manifest), parts[1], host, parts[2],
                      NULL);
}

/**
 * packshot_send_words_dup_hosting:
 * @accounts: the accounts of the services
 * @option: an option with a picture on this computer
 *
 * Where a service fetches a picture from the web, it goes to somebody else as well.
 *
 * Returns: (transfer full) (nullable): two sentences about whom; %NULL where it goes to the service
 *   alone
 */
char *
packshot_send_words_dup_hosting (PackshotAccounts *accounts, PackshotOption *option)
{
  PackshotImageHost *host =
      packshot_services_get_image_host (packshot_accounts_get_registry (accounts));
  g_autofree char *where = NULL;

  if (packshot_option_get_transport (option) != PACKSHOT_PICTURE_TRANSPORT_ADDRESS)
    return NULL;

  where = host != NULL ? packshot_image_host_describe (host, NULL) : NULL;
  if (where == NULL)
    return NULL;

  return g_strdup_printf (
      /* Translators: “%s” is an address, or the name of a service. */
      _ ("The picture is put on your image host first, %s. Everybody can see it there who knows "
         "its address."),
      where);
}

/**
 * packshot_send_words_dup_balance:
 * @accounts: the accounts of the services
 * @manifest: a service
 *
 * Returns: (transfer full) (nullable): what is left in its account, as far as that is known
 */
char *
packshot_send_words_dup_balance (PackshotAccounts *accounts, PackshotManifest *manifest)
{
  g_autofree char *left =
      packshot_money_dup_words (packshot_accounts_get_balance (accounts, manifest), manifest,
                                packshot_manifest_get_unit (manifest));

  /* Translators: “%s” is “900 credits”. */
  return left != NULL ? g_strdup_printf (_ ("You had %s when last checked."), left) : NULL;
}

/**
 * packshot_send_words_find_copy:
 * @job: a job that is prepared
 * @option: a picture option
 *
 * Returns: (transfer none) (nullable): the file that goes out for it; %NULL where none does
 */
const PackshotJobCopy *
packshot_send_words_find_copy (PackshotJob *job, PackshotOption *option)
{
  const GPtrArray *copies = packshot_job_get_copies (job);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);

      if (g_str_equal (copy->option, packshot_option_get_name (option)))
        return copy;
    }

  return NULL;
}
