/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What the desktop tells of jobs while nobody looks at the window. */

#include "config.h"

#include "packshot-notification.h"

#include <glib/gi18n.h>

#include "packshot-settings-general.h"
#include "packshot-words.h"

/* The name of the one that tells that the program goes on. */
#define BACKGROUND_ID "background"

/* GLib hands a body on to desktops that take it for markup, with links, and to others that show it
 * letter by letter, and doesn't say which: no escape is right for both. Without these brackets it
 * is markup nowhere. */
static char *
dup_plain (const char *words)
{
  g_autoptr (GString) plain = g_string_new (words);

  g_string_replace (plain, "<", "‹", 0);
  g_string_replace (plain, ">", "›", 0);

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
tell (GApplication *application, PackshotJob *job, const char *heading, const char *words)
{
  const char *id = packshot_job_get_id (job);
  g_autoptr (GNotification) notification = g_notification_new (heading);
  g_autofree char *body = dup_plain (words);

  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-job", "s", id);
  if (packshot_job_get_state (job) == PACKSHOT_JOB_DONE)
    g_notification_add_button_with_target (notification, _ ("Play"), "app.show-job", "s", id);
  g_application_send_notification (application, id, notification);
}

/* Whoever looks over a shoulder need not know what is being made. */
static char *
dup_title (PackshotJob *job)
{
  g_autoptr (PackshotSettings) settings = packshot_settings_new ();

  if (packshot_settings_get_privacy (settings, PACKSHOT_PRIVACY_SHOW_TITLES))
    return packshot_words_dup_title (job);

  return g_strdup (_ ("Packshot"));
}

static void
tell_review (GApplication *application, PackshotJob *job, const char *title)
{
  g_autofree char *words =
      /* Translators: “%s” is the name of a product. */
      g_strdup_printf (_ ("%s: look at it, and approve it if you like it."), title);

  tell (application, job, _ ("The Preview Is Ready"), words);
}

/**
 * packshot_notification_tell_job:
 * @application: the application
 * @job: a job whose state is another now
 *
 * Tells that its video or its preview is ready, that there will be none, or that it waits for a
 * person; and nothing otherwise.
 */
void
packshot_notification_tell_job (GApplication *application, PackshotJob *job)
{
  PackshotJobState state;
  g_autofree char *title = NULL;

  g_return_if_fail (G_IS_APPLICATION (application) && PACKSHOT_IS_JOB (job));

  state = packshot_job_get_state (job);
  title = dup_title (job);
  if (state == PACKSHOT_JOB_DONE)
    tell (application, job, _ ("Your Video Is Ready"), title);
  else if (state == PACKSHOT_JOB_REVIEW)
    tell_review (application, job, title);
  else if (state == PACKSHOT_JOB_FAILED)
    tell (application, job, _ ("The Video Was Not Made"), packshot_job_get_failure_words (job));
  else if (state == PACKSHOT_JOB_UNKNOWN || packshot_job_get_key_needed (job))
    tell (application, job, _ ("A Video Needs You"), title);
}

/**
 * packshot_notification_tell_background:
 * @application: the application
 * @n_jobs: how many jobs it takes care of
 *
 * Tells that it goes on without its window, and how to end it.
 */
void
packshot_notification_tell_background (GApplication *application, guint n_jobs)
{
  g_autoptr (GNotification) notification =
      g_notification_new (_ ("Packshot Goes On in the Background"));
  g_autofree char *words = NULL;

  g_return_if_fail (G_IS_APPLICATION (application));

  words = g_strdup_printf (ngettext ("%u video is not ready yet. You are told when it is.",
                                     "%u videos are not ready yet. You are told when they are.",
                                     n_jobs),
                           n_jobs);
  g_notification_set_body (notification, words);
  g_notification_add_button (notification, _ ("Quit"), "app.quit");
  g_application_send_notification (application, BACKGROUND_ID, notification);
}

/**
 * packshot_notification_tell_refusal:
 * @application: the application
 *
 * Tells that the desktop does not want it to go on without its window, in place of what
 * packshot_notification_tell_background() told.
 */
void
packshot_notification_tell_refusal (GApplication *application)
{
  g_autoptr (GNotification) notification = g_notification_new (_ ("Packshot May Be Stopped"));

  g_return_if_fail (G_IS_APPLICATION (application));

  /* Translators: “it” is Packshot. */
  g_notification_set_body (notification,
                           _ ("Your system does not let it go on in the background. What is not "
                              "ready then goes on when you open it again."));
  g_application_send_notification (application, BACKGROUND_ID, notification);
}

/**
 * packshot_notification_forget_background:
 * @application: the application
 *
 * Takes back what is no longer so.
 */
void
packshot_notification_forget_background (GApplication *application)
{
  g_return_if_fail (G_IS_APPLICATION (application));

  g_application_withdraw_notification (application, BACKGROUND_ID);
}
