/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-limit-row.h"

#include <glib/gi18n.h>

#include "packshot-money.h"
#include "packshot-settings-limits.h"
#include "packshot-toast.h"

struct _PackshotLimitRow
{
  AdwEntryRow parent_instance;

  PackshotSettings *settings; /* (owned) */
  PackshotManifest *manifest; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PackshotLimitRow, packshot_limit_row, ADW_TYPE_ENTRY_ROW)

static void
tell (PackshotLimitRow *self, gboolean is_wrong, const char *words)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
      is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  packshot_toast_show (GTK_WIDGET (self), words);
}

static void
apply_cb (PackshotLimitRow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  gint64 limit = PACKSHOT_MONEY_UNKNOWN;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (*text != '\0' && !packshot_money_parse (text, &limit))
    {
      tell (self, TRUE, _ ("A limit is an amount, such as 300 or 2.50; nothing means no limit."));
      return;
    }

  if (!packshot_settings_set_daily_limit (self->settings, self->manifest, limit, &error))
    {
      tell (self, TRUE, error->message);
      return;
    }

  words = packshot_limit_row_dup_words (self->settings, self->manifest);
  tell (self, FALSE, words);
}

static void
show_limit (PackshotLimitRow *self)
{
  gint64 limit;
  g_autofree char *number = NULL;

  if (packshot_settings_get_daily_limit (self->settings, self->manifest, &limit, NULL)
      && limit != PACKSHOT_MONEY_UNKNOWN)
    number = packshot_money_dup_number (limit);

  gtk_editable_set_text (GTK_EDITABLE (self), number != NULL ? number : "");
}

static void
packshot_limit_row_finalize (GObject *object)
{
  PackshotLimitRow *self = PACKSHOT_LIMIT_ROW (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->manifest);

  G_OBJECT_CLASS (packshot_limit_row_parent_class)->finalize (object);
}

static void
packshot_limit_row_class_init (PackshotLimitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_limit_row_finalize;
}

static void
packshot_limit_row_init (PackshotLimitRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self), GTK_INPUT_PURPOSE_NUMBER);
  g_signal_connect (self, "apply", G_CALLBACK (apply_cb), NULL);
}

/**
 * packshot_limit_row_new:
 * @settings: the settings
 * @manifest: a service that counts something
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
packshot_limit_row_new (PackshotSettings *settings, PackshotManifest *manifest)
{
  PackshotLimitRow *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (PACKSHOT_IS_SETTINGS (settings) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  self = g_object_new (PACKSHOT_TYPE_LIMIT_ROW, NULL);
  self->settings = g_object_ref (settings);
  self->manifest = g_object_ref (manifest);
  /* Translators: the limit of a service a day; “credits” or “CNY” is what it counts. */
  title = g_strdup_printf (_ ("%s, in %s"), packshot_manifest_get_name (manifest),
                           packshot_manifest_get_unit (manifest));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  show_limit (self);

  return GTK_WIDGET (self);
}

/**
 * packshot_limit_row_dup_words:
 * @settings: the settings
 * @manifest: a service that counts something
 *
 * Returns: (transfer full): what its limit is, or why that can't be told
 */
char *
packshot_limit_row_dup_words (PackshotSettings *settings, PackshotManifest *manifest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *money = NULL;
  gint64 limit;

  if (!packshot_settings_get_daily_limit (settings, manifest, &limit, &error))
    return g_strdup (error->message);

  money = packshot_money_dup_words (limit, manifest, packshot_manifest_get_unit (manifest));
  /* Translators: “%s” is “300 credits”. */
  return money != NULL ? g_strdup_printf (_ ("%s a day"), money) : g_strdup (_ ("No daily limit"));
}
