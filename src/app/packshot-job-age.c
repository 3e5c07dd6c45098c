/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* How old something is, in as few letters as a tile has room for. */

#include "packshot-job-age.h"

#include <glib/gi18n.h>

#define MINUTE (60 * G_TIME_SPAN_SECOND)

static int
count_days (GDateTime *from, GDateTime *to)
{
  GDate a, b;

  g_date_clear (&a, 1);
  g_date_clear (&b, 1);
  g_date_set_dmy (&a, (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from),
                  (GDateYear) g_date_time_get_year (from));
  g_date_set_dmy (&b, (GDateDay) g_date_time_get_day_of_month (to),
                  (GDateMonth) g_date_time_get_month (to), (GDateYear) g_date_time_get_year (to));

  return g_date_days_between (&a, &b);
}

/**
 * packshot_job_age_dup_words:
 * @time: in microseconds since 1970, UTC
 * @now: the same, of this moment
 *
 * Returns: (transfer full): how long ago that is, as short as can be: "5 min", "yesterday", and for
 *   what is older the day; an empty text for 0
 */
char *
packshot_job_age_dup_words (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) today = NULL;
  gint64 minutes = (now - time) / MINUTE;
  int days;

  if (time <= 0)
    return g_strdup ("");

  then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  today = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  days = count_days (then, today);

  /* A clock that was set back makes nothing of the future. */
  if (minutes < 1)
    /* Translators: the age of a video. */
    return g_strdup (_ ("just now"));
  if (minutes < 60)
    /* Translators: the age of a video, as short as can be. */
    return g_strdup_printf (C_ ("age", "%d min"), (int) minutes);
  if (days == 0)
    /* Translators: the age of a video in hours, as short as can be. */
    return g_strdup_printf (C_ ("age", "%d h"), (int) (minutes / 60));
  if (days == 1)
    /* Translators: the age of a video. */
    return g_strdup (_ ("yesterday"));
  if (days < 7)
    /* Translators: the age of a video in days, as short as can be. */
    return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), days);
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: day and month of a video made this year, see g_date_time_format(). */
    return g_date_time_format (then, _ ("%-d %B"));

  return g_date_time_format (then, "%x");
}

/**
 * packshot_job_age_dup_exact:
 * @time: in microseconds since 1970, UTC
 *
 * Returns: (transfer full): day and time as the user's language writes them; an empty text for 0
 */
char *
packshot_job_age_dup_exact (gint64 time)
{
  g_autoptr (GDateTime) then = NULL;

  if (time <= 0)
    return g_strdup ("");

  then = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  return g_date_time_format (then, "%c");
}
