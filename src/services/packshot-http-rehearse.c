/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Whether an order can be sent, found out before anything is. */

#include "config.h"

#include "packshot-http-rehearse.h"

#include <glib/gi18n.h>

#include "packshot-address-life.h"
#include "packshot-call.h"

/* What stands for the pictures that are still to come. The domain is one that never exists: RFC
 * 2606. */
#define SOME_ADDRESS "https://photos.invalid/"
#define SOME_PICTURE "data:image/jpeg;base64,/9j/"

static PackshotPictureTransport
find_transport (PackshotManifest *manifest, const PackshotJobCopy *copy)
{
  PackshotOption *option = packshot_manifest_lookup (manifest, copy->option);

  return option != NULL ? packshot_option_get_transport (option) : PACKSHOT_PICTURE_TRANSPORT_NONE;
}

static PackshotReply *
refuse (const GError *error)
{
  return packshot_reply_new_take_words (PACKSHOT_VERDICT_BAD_INPUT, g_strdup (error->message));
}

static gboolean
check_host (const PackshotHttpLink *link, const GPtrArray *copies, GError **error)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);
      PackshotOption *option = packshot_manifest_lookup (link->manifest, copy->option);

      if (find_transport (link->manifest, copy) == PACKSHOT_PICTURE_TRANSPORT_ADDRESS
          && !packshot_image_host_check (link->image_host, copy->path,
                                         packshot_option_get_limits (option)->max_address_length,
                                         error))
        return FALSE;
    }

  return TRUE;
}

static GPtrArray *
make_places (PackshotManifest *manifest, const GPtrArray *copies)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);

  for (guint i = 0; i < copies->len; i++)
    {
      const PackshotJobCopy *copy = g_ptr_array_index (copies, i);
      gboolean is_inline = find_transport (manifest, copy) == PACKSHOT_PICTURE_TRANSPORT_INLINE;

      g_ptr_array_add (ids, packshot_remote_id_new (copy->option,
                                                    is_inline ? SOME_PICTURE : SOME_ADDRESS, NULL));
    }

  return ids;
}

static gboolean
build (const PackshotHttpLink *link,
       PackshotRequest *request,
       const GPtrArray *copies,
       GError **error)
{
  g_autoptr (GPtrArray) places = make_places (link->manifest, copies);
  const PackshotAdapterInput input = {
    .manifest = link->manifest,
    .request = request,
    .remote_ids = places,
    .copies = copies,
    .model = packshot_request_get_model (request),
    .is_local = packshot_http_link_is_local (link),
  };
  g_autoptr (PackshotCall) call = link->adapter->build_create (&input, error);

  return call != NULL;
}

/**
 * packshot_http_rehearse:
 * @link: what it takes to call a service
 * @request: what was asked for
 * @copies: (element-type PackshotJobCopy): the pictures that will be sent
 *
 * Builds the order without sending it, so that what can't be ordered is refused before a picture
 * is uploaded or anything is paid for.
 *
 * Returns: (transfer full) (nullable): what is in the way; %NULL where nothing is
 */
PackshotReply *
packshot_http_rehearse (const PackshotHttpLink *link,
                        PackshotRequest *request,
                        const GPtrArray *copies)
{
  g_autoptr (GError) error = NULL;

  if (check_host (link, copies, &error) && build (link, request, copies, &error))
    return NULL;

  return refuse (error);
}

/**
 * packshot_http_rehearse_dup_warning:
 * @manifest: a service that fetches a picture
 * @address: from where
 *
 * Returns: (transfer full) (nullable): a sentence where the address stops working before the
 *   service has usually finished; %NULL where it does not, or does not say
 */
char *
packshot_http_rehearse_dup_warning (PackshotManifest *manifest, const char *address)
{
  gint64 end = packshot_address_life_find_end (address);
  double wait = packshot_manifest_get_typical_wait (manifest) * G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;

  if (end == PACKSHOT_ADDRESS_LIFE_UNKNOWN || (double) (end - g_get_real_time ()) >= wait)
    return NULL;

  time = g_date_time_new_from_unix_local (end / G_USEC_PER_SEC);
  when = time != NULL ? g_date_time_format (time, "%c") : NULL;
  if (end <= g_get_real_time ())
    return g_strdup_printf (_ ("The web address of the photo stopped working at %s, as it says "
                               "itself; the service may not get it."),
                            when);

  return g_strdup_printf (_ ("The web address of the photo works only until %s; the video may not "
                             "be finished by then."),
                          when);
}

/**
 * packshot_http_rehearse_warn:
 * @request: what was asked for
 * @warnings: (element-type utf8): where to add a sentence for each address that was typed and does
 *   not live long enough
 */
void
packshot_http_rehearse_warn (PackshotRequest *request, GPtrArray *warnings)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      const char *value = NULL;
      char *warning;

      if (packshot_option_get_kind (option) == PACKSHOT_OPTION_PICTURE
          && packshot_option_passes_address (option))
        value = packshot_request_get_string (request, packshot_option_get_name (option));
      if (value == NULL || !packshot_picture_value_is_address (value))
        continue;

      warning = packshot_http_rehearse_dup_warning (manifest, value);
      if (warning != NULL)
        g_ptr_array_add (warnings, warning);
    }
}
