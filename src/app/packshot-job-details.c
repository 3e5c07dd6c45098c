/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* A window with what one may have to know of a job, to be copied: who made it, when, what it cost,
 * and what the service calls it. */

#include "config.h"

#include "packshot-job-details.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-side-window.h"
#include "packshot-words.h"

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  AdwActionRow *row = user_data;
  const char *words = g_object_get_data (G_OBJECT (row), "packshot-words");

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), words);
  gtk_button_set_icon_name (button, "object-select-symbolic");
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *words)
{
  AdwActionRow *row;
  g_autofree char *escaped = NULL;

  if (words == NULL || *words == '\0')
    return NULL;

  row = ADW_ACTION_ROW (adw_action_row_new ());
  escaped = g_markup_escape_text (words, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, escaped);
  adw_action_row_set_subtitle_lines (row, 0);
  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

static void
add_copy_row (AdwPreferencesGroup *group, const char *title, const char *words)
{
  AdwActionRow *row = add_row (group, title, words);
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Copy %s"), title);

  g_object_set_data_full (G_OBJECT (row), "packshot-words", g_strdup (words), g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), row, 0);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
}

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);

  return g_date_time_format (when, "%c");
}

static GtkWidget *
make_facts (PackshotJob *job)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  PackshotManifest *manifest = packshot_job_get_manifest (job);
  const char *unit = packshot_job_get_unit (job);
  g_autofree char *state = packshot_words_dup_state (job);
  g_autofree char *created = dup_time (packshot_job_get_created (job));
  g_autofree char *price = packshot_money_dup_words (packshot_job_get_price (job), manifest, unit);
  g_autofree char *charged =
      packshot_money_dup_words (packshot_job_get_charged (job), manifest, unit);
  g_autofree char *size = NULL;

  if (packshot_job_get_state (job) == PACKSHOT_JOB_DONE && packshot_job_get_width (job) > 0)
    size = g_strdup_printf (_ ("%u × %u, %g s"), packshot_job_get_width (job),
                            packshot_job_get_height (job), packshot_job_get_duration (job));

  add_row (group, _ ("Service"),
           manifest != NULL ? packshot_manifest_get_name (manifest)
                            : packshot_job_get_service (job));
  add_row (group, _ ("State"),
           packshot_job_get_state (job) == PACKSHOT_JOB_DONE ? _ ("Done") : state);
  add_row (group, _ ("Video"), size);
  add_row (group, _ ("Begun"), created);
  if (packshot_words_is_remote (job))
    {
      add_row (group, _ ("Price"), price);
      add_row (group, _ ("Charged"), charged);
    }

  return GTK_WIDGET (group);
}

static char *
dup_kind (const char *kind)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } known[] = {
    { PACKSHOT_REMOTE_ID_VIDEO_URL, N_ ("Address of the video") },
    { PACKSHOT_REMOTE_ID_COVER_URL, N_ ("Address of the cover") },
    { PACKSHOT_REMOTE_ID_PREVIEW_URL, N_ ("Address of the preview") },
    { PACKSHOT_REMOTE_ID_HOSTED_URL, N_ ("Address of the copy online") },
    { PACKSHOT_REMOTE_ID_APPROVED, N_ ("Number of the approved preview") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (g_str_equal (known[i].kind, kind))
        return g_strdup (_ (known[i].title));
    }

  /* Translators: “%s” is what the service calls it: “task”, “video”. */
  return g_strdup_printf (_ ("At the service (%s)"), kind);
}

static GtkWidget *
make_ids (PackshotJob *job)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const GPtrArray *ids = packshot_job_get_remote_ids (job);

  adw_preferences_group_set_title (group, _ ("Numbers"));
  adw_preferences_group_set_description (group, _ ("By which others find this video."));
  add_copy_row (group, _ ("In Packshot"), packshot_job_get_id (job));
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const PackshotRemoteId *id = g_ptr_array_index (ids, i);
      g_autofree char *title = dup_kind (id->kind);

      add_copy_row (group, title, id->id);
    }

  return GTK_WIDGET (group);
}

/**
 * packshot_job_details_present:
 * @parent: the window that shows the job
 * @job: a job
 *
 * Shows what is known of the job now.
 */
void
packshot_job_details_present (GtkWindow *parent, PackshotJob *job)
{
  GtkWidget *page;

  g_return_if_fail (GTK_IS_WINDOW (parent) && PACKSHOT_IS_JOB (job));

  page = adw_preferences_page_new ();
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_facts (job)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_ids (job)));
  packshot_side_window_present (parent, _ ("Details"), page);
}
