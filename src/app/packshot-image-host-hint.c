/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-image-host-hint.h"

#include <glib/gi18n.h>

#include "packshot-core-error.h"
#include "packshot-services.h"

/**
 * packshot_image_host_hint_dup:
 * @registry: (nullable): the services there are, once they are known
 * @manifest: (nullable): one of them
 * @photo: (nullable): what was chosen for its main picture
 *
 * For a page on which something can be ordered: says before anything is ordered that the service
 * fetches the photo from the web, and that the one chosen is on this computer and would get
 * nowhere.
 *
 * Returns: (transfer full) (nullable): a sentence or two; %NULL where nothing is in the way
 */
char *
packshot_image_host_hint_dup (PackshotRegistry *registry,
                              PackshotManifest *manifest,
                              const char *photo)
{
  PackshotOption *picture;
  PackshotImageHost *host;
  g_autoptr (GError) error = NULL;

  if (registry == NULL || manifest == NULL)
    return NULL;

  picture = packshot_manifest_get_main_picture (manifest);
  host = packshot_services_get_image_host (registry);
  if (photo == NULL || picture == NULL || host == NULL
      || packshot_option_get_transport (picture) != PACKSHOT_PICTURE_TRANSPORT_ADDRESS
      || packshot_picture_value_classify (photo) != PACKSHOT_PICTURE_VALUE_FILE
      || packshot_image_host_check (
          host, photo, packshot_option_get_limits (picture)->max_address_length, &error))
    return NULL;

  /* The button below has it set up; the command line says by which command. */
  if (g_error_matches (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_MISSING_VALUE))
    return g_strdup (_ ("This service fetches the photo from the web, and this one is on your "
                        "computer. Give the web address of the photo, or set up an image host "
                        "where Packshot may put it."));

  return g_strdup (error->message);
}
