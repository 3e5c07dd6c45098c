/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

/* How a server tells one version of a file from the next. */

#include "packshot-net-version-private.h"

#include <string.h>

/* Seconds a file must be old for its time to stand for one version only (RFC 9110, 8.8.2.2). */
#define MIN_AGE 60

static gboolean
is_old_enough (const char *modified, const char *date)
{
  g_autoptr (GDateTime) modified_time = soup_date_time_new_from_http_string (modified);
  g_autoptr (GDateTime) date_time =
      date != NULL ? soup_date_time_new_from_http_string (date) : NULL;

  return modified_time != NULL && date_time != NULL
         && g_date_time_difference (date_time, modified_time) >= MIN_AGE * G_TIME_SPAN_SECOND;
}

/**
 * packshot_net_version_dup_validator:
 * @message: a request with its answer
 *
 * Weak tags are left out: two files may bear the same (RFC 9110, 13.1.5).
 *
 * Returns: (transfer full) (nullable): what “If-Range” wants of this version
 */
char *
packshot_net_version_dup_validator (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *tag = soup_message_headers_get_one (headers, "ETag");
  const char *modified = soup_message_headers_get_one (headers, "Last-Modified");
  const char *date = soup_message_headers_get_one (headers, "Date");

  if (tag != NULL && *tag == '"' && strlen (tag) > strlen ("\"\""))
    return g_strdup (tag);
  if (modified != NULL && is_old_enough (modified, date))
    return g_strdup (modified);

  return NULL;
}

/**
 * packshot_net_version_get_range:
 * @message: a request with its answer, a part of a file
 * @start: where it was asked to begin
 * @total: (out): how many bytes the whole file has, or -1
 *
 * Returns: whether it begins there and goes on to the end of the file
 */
gboolean
packshot_net_version_get_range (SoupMessage *message, goffset start, goffset *total)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  goffset first, last;

  return soup_message_headers_get_content_range (headers, &first, &last, total) && first == start
         && (*total < 0 || last == *total - 1);
}
