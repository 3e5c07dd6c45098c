/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* What an image host answers to a photo. */

#include "config.h"

#include "packshot-image-host-private.h"

#include <glib/gi18n.h>

#include "packshot-answer.h"
#include "packshot-base-url.h"

/* RFC 9110, 15, and RFC 4918, 11. */
static PackshotVerdict
judge (guint status)
{
  if (status >= 300 && status < 400)
    return PACKSHOT_VERDICT_MOVED;
  if (status == 401 || status == 403)
    return PACKSHOT_VERDICT_KEY_REFUSED;
  if (status == 408)
    return PACKSHOT_VERDICT_UNCERTAIN;
  if (status == 429)
    return PACKSHOT_VERDICT_BUSY;
  if ((status >= 400 && status < 500) || status == 501 || status == 507)
    return PACKSHOT_VERDICT_REFUSED;

  return PACKSHOT_VERDICT_UNCERTAIN;
}

/* What an image host says itself is a page for browsers, or nothing. */
static char *
describe (const PackshotImageHostSettings *host, guint status)
{
  g_autofree char *origin = packshot_base_url_dup_origin (host->url);

  if (status >= 300 && status < 400)
    return g_strdup_printf (_ ("The address of the image host “%s” has moved."), origin);

  switch (status)
    {
    case 401:
    case 403:
      return g_strdup_printf (
          host->user != NULL
              ? _ ("The image host “%s” does not accept the user name or the password.")
              : _ ("The image host “%s” wants a user name and a password."),
          origin);
    case 404:
    case 409:
      return g_strdup_printf (_ ("The image host “%s” has no such folder."), origin);
    case 405:
    case 501:
      return g_strdup_printf (_ ("The image host “%s” takes no files this way (PUT)."), origin);
    case 413:
      return g_strdup_printf (_ ("The image host “%s” says that the photo is too large."), origin);
    case 429:
      return g_strdup_printf (_ ("The image host “%s” has too many requests at the moment."),
                              origin);
    case 507:
      return g_strdup_printf (_ ("The image host “%s” has no space left."), origin);
    default:
      /* Translators: a server, and its status such as 500. */
      return g_strdup_printf (_ ("The image host “%s” did not take the photo (status %u)."), origin,
                              status);
    }
}

/*< private >
 * packshot_image_host_read_answer:
 * @host: where a photo was put
 * @answer: the answer
 *
 * Returns: (transfer full) (nullable): what is in the way; %NULL where it was taken
 */
PackshotReply *
packshot_image_host_read_answer (const PackshotImageHostSettings *host, PackshotNetAnswer *answer)
{
  guint status = packshot_net_answer_get_status (answer);
  PackshotReply *reply;

  if (status >= 200 && status < 300)
    return NULL;

  reply = packshot_reply_new_take_words (judge (status), describe (host, status));
  reply->not_before = packshot_answer_get_not_before (answer);

  return reply;
}
