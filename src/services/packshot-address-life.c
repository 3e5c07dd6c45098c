/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

/* Until when a signed address works, as it says itself. */

#include "packshot-address-life.h"

#include <string.h>

/* The longest span and the latest time that are believed: a year, and the year 2200. */
#define MAX_SPAN (G_GINT64_CONSTANT (366) * 24 * 60 * 60)
#define MAX_TIME (G_GINT64_CONSTANT (7258118400))

/* When it was signed and for how many seconds. Amazon Signature Version 4 and those who took after
 * it: Google Cloud Storage, Alibaba OSS (version 4), Volcengine TOS. */
static const struct
{
  const char *date;
  const char *span;
} spans[] = {
  { "x-amz-date", "x-amz-expires" },
  { "x-goog-date", "x-goog-expires" },
  { "x-oss-date", "x-oss-expires" },
  { "x-tos-date", "x-tos-expires" },
};

/* The second of the end, but only with the signature that goes with it: a parameter of that name
 * may mean anything. Amazon Signature Version 2, Alibaba OSS (version 1), Amazon CloudFront. */
static const struct
{
  const char *end;
  const char *signature;
} ends[] = {
  { "expires", "signature" },
};

static GHashTable *
parse_query (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED_QUERY, NULL);

  if (uri == NULL || g_uri_get_query (uri) == NULL)
    return NULL;

  return g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_CASE_INSENSITIVE, NULL);
}

static gboolean
parse_number (const char *text, gint64 max, gint64 *number)
{
  return text != NULL && *text != '\0' && g_ascii_string_to_signed (text, 10, 0, max, number, NULL);
}

/* Such as 20250530T041105Z or 2025-05-30T04:11:05Z: ISO 8601. */
static gboolean
parse_time (const char *text, gint64 *seconds)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  if (time == NULL)
    return FALSE;

  *seconds = g_date_time_to_unix (time);
  return *seconds > 0 && *seconds <= MAX_TIME;
}

static gint64
find_by_span (GHashTable *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      gint64 begin;
      gint64 span;

      if (parse_time (g_hash_table_lookup (query, spans[i].date), &begin)
          && parse_number (g_hash_table_lookup (query, spans[i].span), MAX_SPAN, &span))
        return begin + span;
    }

  return 0;
}

static gint64
find_by_end (GHashTable *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gint64 end;

      if (g_hash_table_contains (query, ends[i].signature)
          && parse_number (g_hash_table_lookup (query, ends[i].end), MAX_TIME, &end))
        return end;
    }

  return 0;
}

/* Azure's shared access signature: "se" is the end, "sig" the signature. */
static gint64
find_by_azure (GHashTable *query)
{
  gint64 end;

  return g_hash_table_contains (query, "sig")
                 && parse_time (g_hash_table_lookup (query, "se"), &end)
             ? end
             : 0;
}

/* Tencent COS: "q-sign-time" has the beginning and the end, with a semicolon between them. */
static gint64
find_by_tencent (GHashTable *query)
{
  const char *times = g_hash_table_lookup (query, "q-sign-time");
  const char *semicolon = times != NULL ? strchr (times, ';') : NULL;
  gint64 end;

  return semicolon != NULL && parse_number (semicolon + 1, MAX_TIME, &end) ? end : 0;
}

/**
 * packshot_address_life_find_end:
 * @url: a web address
 *
 * Many stores give addresses that work for an hour or a day, and say so in their parameters.
 *
 * Returns: when it stops working, in microseconds since 1970, UTC;
 *   %PACKSHOT_ADDRESS_LIFE_UNKNOWN where it does not say
 */
gint64
packshot_address_life_find_end (const char *url)
{
  g_autoptr (GHashTable) query = NULL;
  gint64 end;

  g_return_val_if_fail (url != NULL, PACKSHOT_ADDRESS_LIFE_UNKNOWN);

  query = parse_query (url);
  if (query == NULL)
    return PACKSHOT_ADDRESS_LIFE_UNKNOWN;

  end = find_by_span (query);
  if (end == 0)
    end = find_by_end (query);
  if (end == 0)
    end = find_by_azure (query);
  if (end == 0)
    end = find_by_tencent (query);

  return end != 0 ? end * G_TIME_SPAN_SECOND : PACKSHOT_ADDRESS_LIFE_UNKNOWN;
}
