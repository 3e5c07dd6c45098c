/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What the window says about a job, and reads out of a request, whatever its service is. */

#include "packshot-words.h"

#include <math.h>

#include <glib/gi18n.h>

#include "packshot-figures.h"

/* Of a title, in characters. */
#define MOST_CHARACTERS 60

/**
 * packshot_words_dup_beginning:
 * @text: what somebody typed
 *
 * Returns: (transfer full): as much of its first line as makes a title
 */
char *
packshot_words_dup_beginning (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (lines[0], -1) <= MOST_CHARACTERS)
    return g_strdup (lines[0]);

  start = g_utf8_substring (lines[0], 0, MOST_CHARACTERS);
  return g_strconcat (start, "…", NULL);
}

/* What a person typed first of all: the name of the product, most likely; or of what is to be seen,
 * the beginning. */
static char *
dup_first_text (PackshotRequest *request, gboolean multi_line)
{
  PackshotManifest *manifest = packshot_request_get_manifest (request);

  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *text = NULL;

      if (packshot_option_get_kind (option) != PACKSHOT_OPTION_TEXT
          || packshot_option_get_multi_line (option) != multi_line
          || packshot_option_get_advanced (option) || packshot_option_get_catalog (option))
        continue;

      text = packshot_request_dup_text (request, option);
      if (text != NULL && *text != '\0')
        return packshot_words_dup_beginning (text);
    }

  return NULL;
}

/**
 * packshot_words_find_photo:
 * @request: what was asked
 *
 * Returns: (transfer none) (nullable) (type filename): the path of its main picture
 */
const char *
packshot_words_find_photo (PackshotRequest *request)
{
  PackshotOption *picture =
      packshot_manifest_get_main_picture (packshot_request_get_manifest (request));

  if (picture == NULL)
    return NULL;

  return packshot_request_get_string (request, packshot_option_get_name (picture));
}

/**
 * packshot_words_dup_picture:
 * @job: a job
 *
 * Returns: (transfer full) (nullable) (type filename): the file to know it by: its cover, or the
 *   photo while there is none
 */
char *
packshot_words_dup_picture (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  const GPtrArray *copies = packshot_job_get_copies (job);
  const char *photo = request != NULL ? packshot_words_find_photo (request) : NULL;

  if (packshot_job_get_cover_path (job) != NULL)
    return g_strdup (packshot_job_get_cover_path (job));
  if (copies != NULL && copies->len > 0)
    return g_strdup (((PackshotJobCopy *) copies->pdata[0])->path);

  return photo != NULL && g_path_is_absolute (photo) ? g_strdup (photo) : NULL;
}

/**
 * packshot_words_dup_title:
 * @job: a job
 *
 * Returns: (transfer full): what it is called
 */
char *
packshot_words_dup_title (PackshotJob *job)
{
  PackshotRequest *request = packshot_job_get_request (job);
  const char *title = packshot_job_get_title (job);
  const char *photo = request != NULL ? packshot_words_find_photo (request) : NULL;
  g_autofree char *text = request != NULL ? dup_first_text (request, FALSE) : NULL;

  if (text != NULL)
    return g_steal_pointer (&text);
  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (photo != NULL)
    return g_filename_display_basename (photo);

  text = request != NULL ? dup_first_text (request, TRUE) : NULL;
  return text != NULL ? g_steal_pointer (&text) : g_strdup (_ ("Video"));
}

/**
 * packshot_words_is_remote:
 * @job: a job
 *
 * Returns: whether a service far away makes it, or would
 */
gboolean
packshot_words_is_remote (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  /* A service that is no longer here was one that could go: the one on this computer can't. */
  return manifest == NULL || !packshot_manifest_get_offline (manifest);
}

/**
 * packshot_words_is_unsent:
 * @job: a job
 *
 * Returns: whether it is to be paid for and rests until a person says that it may be sent
 */
gboolean
packshot_words_is_unsent (PackshotJob *job)
{
  PackshotJobState state = packshot_job_get_state (job);

  return (state == PACKSHOT_JOB_DRAFT || state == PACKSHOT_JOB_READY)
         && packshot_words_is_remote (job);
}

/**
 * packshot_words_is_over:
 * @job: a job
 *
 * Returns: whether nothing more can become of it: it has ended, and its service makes no second
 *   video of it
 */
gboolean
packshot_words_is_over (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (!packshot_job_state_is_end (packshot_job_get_state (job)))
    return FALSE;

  return manifest == NULL
         || !packshot_manifest_offers_step (manifest, PACKSHOT_STEP_REGENERATE_VIDEO);
}

/**
 * packshot_words_can_cancel:
 * @job: a job that has not ended
 *
 * Returns: whether there is any use in asking to stop it
 */
gboolean
packshot_words_can_cancel (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  if (packshot_job_get_cancel_asked (job) || packshot_job_get_driven_elsewhere (job))
    return FALSE;

  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_READY:
    case PACKSHOT_JOB_MAKING:
    case PACKSHOT_JOB_UPLOADING:
    case PACKSHOT_JOB_REVIEW:
      return TRUE;
    case PACKSHOT_JOB_WAITING:
      return manifest != NULL && packshot_manifest_get_can_cancel (manifest);
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_SUBMITTING:
    case PACKSHOT_JOB_FETCHING:
    case PACKSHOT_JOB_DONE:
    case PACKSHOT_JOB_FAILED:
    case PACKSHOT_JOB_CANCELLED:
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return FALSE;
    }
}

/**
 * packshot_words_would_be_lost:
 * @job: a job
 *
 * Returns: whether the end of the program would lose it: work on this computer, and a call that
 *   can't be asked for later
 */
gboolean
packshot_words_would_be_lost (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  PackshotJobState state = packshot_job_get_state (job);

  if (packshot_job_get_driven_elsewhere (job))
    return FALSE;

  return state == PACKSHOT_JOB_MAKING
         || (state == PACKSHOT_JOB_SUBMITTING && manifest != NULL
             && !packshot_manifest_get_can_resume (manifest));
}

/**
 * packshot_words_is_ordered:
 * @job: a job
 *
 * Returns: whether its service has it, or had it
 */
gboolean
packshot_words_is_ordered (PackshotJob *job)
{
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  return ids != NULL && packshot_remote_id_find (ids, PACKSHOT_REMOTE_ID_POLL) != NULL;
}

/**
 * packshot_words_can_look_up:
 * @job: a job
 *
 * Returns: whether its service can be asked what became of it, where that is not known
 */
gboolean
packshot_words_can_look_up (PackshotJob *job)
{
  PackshotManifest *manifest = packshot_job_get_manifest (job);

  return packshot_job_get_state (job) == PACKSHOT_JOB_UNKNOWN && manifest != NULL
         && (packshot_manifest_get_can_list (manifest)
             || (packshot_words_is_ordered (job) && packshot_manifest_get_can_resume (manifest)));
}

/**
 * packshot_words_dup_state:
 * @job: a job
 *
 * Returns: (transfer full): where it is in its life, in a word or two
 */
char *
packshot_words_dup_state (PackshotJob *job)
{
  double fraction = packshot_job_get_fraction (job);

  switch (packshot_job_get_state (job))
    {
    case PACKSHOT_JOB_DONE:
      return packshot_figures_dup_when (packshot_job_get_changed (job));
    case PACKSHOT_JOB_FAILED:
      return g_strdup (_ ("Failed"));
    case PACKSHOT_JOB_CANCELLED:
      return g_strdup (_ ("Stopped"));
    case PACKSHOT_JOB_DRAFT:
    case PACKSHOT_JOB_READY:
      return g_strdup (packshot_words_is_unsent (job) ? _ ("Not sent yet")
                                                      : _ ("Waiting for its turn"));
    case PACKSHOT_JOB_MAKING:
      if (fraction >= 0)
        return g_strdup_printf (_ ("Making, %d %%"), (int) (100 * fraction));
      return g_strdup (_ ("Making"));
    case PACKSHOT_JOB_UPLOADING:
      return g_strdup (_ ("Uploading"));
    case PACKSHOT_JOB_SUBMITTING:
      return g_strdup (_ ("Sending the order"));
    case PACKSHOT_JOB_WAITING:
      if (packshot_job_get_key_needed (job))
        return g_strdup (C_ ("job", "Needs a key"));
      return g_strdup (_ ("Being made"));
    case PACKSHOT_JOB_FETCHING:
      if (fraction >= 0)
        return g_strdup_printf (_ ("Downloading, %d %%"), (int) (100 * fraction));
      return g_strdup (_ ("Downloading"));
    case PACKSHOT_JOB_REVIEW:
      /* Translators: of a preview. */
      return g_strdup (_ ("Waits for your approval"));
    case PACKSHOT_JOB_UNKNOWN:
    default:
      return g_strdup (_ ("Outcome unknown"));
    }
}

/**
 * packshot_words_dup_time_left:
 * @seconds: how long something still takes
 *
 * Returns: (transfer full): the same as one would say it
 */
char *
packshot_words_dup_time_left (double seconds)
{
  int whole = (int) ceil (seconds);
  int minutes = (whole + 30) / 60;

  if (whole <= 0)
    return g_strdup (_ ("Almost done"));
  if (whole < 90)
    return g_strdup_printf (
        ngettext ("About %d second left", "About %d seconds left", (gulong) whole), whole);

  return g_strdup_printf (
      ngettext ("About %d minute left", "About %d minutes left", (gulong) minutes), minutes);
}

/**
 * packshot_words_dup_progress:
 * @job: a job that runs
 *
 * Returns: (transfer full): how far it is and how long it still takes, as far as that is known;
 *   an empty text otherwise
 */
char *
packshot_words_dup_progress (PackshotJob *job)
{
  double fraction = packshot_job_get_fraction (job);
  double seconds = packshot_job_get_seconds_left (job);
  g_autofree char *left = seconds >= 0 ? packshot_words_dup_time_left (seconds) : NULL;

  if (fraction < 0)
    return g_strdup ("");
  if (left == NULL)
    return g_strdup_printf (_ ("%d %%"), (int) (100 * fraction));

  /* Translators: progress, and how long it still takes: “About 5 seconds left”. */
  return g_strdup_printf (_ ("%d %% · %s"), (int) (100 * fraction), left);
}

/**
 * packshot_words_dup_others:
 * @path: (type filename): the photo that was taken
 * @n_others: how many files came with it
 *
 * Returns: (transfer full): the sentence to show
 */
char *
packshot_words_dup_others (const char *path, guint n_others)
{
  g_autofree char *name = g_filename_display_basename (path);

  return g_strdup_printf (
      /* Translators: the name of a file, and how many others. */
      ngettext ("A video is made of one photo: “%s” was taken, and %u other file "
                "was not.",
                "A video is made of one photo: “%s” was taken, and %u other "
                "files were not.",
                n_others),
      name, n_others);
}

/**
 * packshot_words_dup_range:
 * @option: an option for a number
 * @value: a number, in its unit
 *
 * Returns: (transfer full): the number with its unit: "12 seconds"
 */
char *
packshot_words_dup_range (PackshotOption *option, double value)
{
  const char *unit = packshot_option_get_unit (option);

  return g_strdup_printf ("%g%s%s", value, unit != NULL ? " " : "", unit != NULL ? unit : "");
}

/**
 * packshot_words_dup_framing:
 * @framing: how a photo comes into the shape of a video, normalized
 *
 * Returns: (transfer full) (nullable): the same for people; %NULL where it is taken whole
 */
char *
packshot_words_dup_framing (const PackshotPictureFraming *framing)
{
  int x = (int) (100 * framing->x + 0.5), y = (int) (100 * framing->y + 0.5);

  switch (framing->mode)
    {
    case PACKSHOT_PICTURE_FRAMING_FIT:
      return g_strdup (_ ("All of the photo in the shape of the video"));
    case PACKSHOT_PICTURE_FRAMING_FILL:
      /* Translators: where in a photo; in percent of its width and height */
      return g_strdup_printf (_ ("Filled around %d %% from the left, %d %% from the top"), x, y);
    case PACKSHOT_PICTURE_FRAMING_CROP:
      /* Translators: the first is how much closer than usual */
      return g_strdup_printf (_ ("Cropped to %d %% around %d %% from the left, %d %% from the top"),
                              (int) (100 * framing->zoom + 0.5), x, y);
    case PACKSHOT_PICTURE_FRAMING_WHOLE:
    default:
      return NULL;
    }
}

/**
 * packshot_words_parse_shape:
 * @text: (nullable): the value of a choice
 * @ratio: (out) (optional): its width by its height
 *
 * Returns: whether it is the shape of a picture, such as "16:9"
 */
gboolean
packshot_words_parse_shape (const char *text, double *ratio)
{
  double width, height;
  char *end;

  if (text == NULL)
    return FALSE;

  width = g_ascii_strtod (text, &end);
  if (end == text || *end != ':')
    return FALSE;

  text = end + 1;
  height = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(width > 0 && height > 0))
    return FALSE;

  if (ratio != NULL)
    *ratio = width / height;
  return TRUE;
}

/**
 * packshot_words_is_web_address:
 * @text: what was dropped, pasted or typed
 *
 * Returns: whether it is an address of the web, as far as can be told without asking
 */
gboolean
packshot_words_is_web_address (const char *text)
{
  const char *scheme = g_uri_peek_scheme (text);

  return g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;
}
