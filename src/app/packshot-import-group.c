/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-import-group.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-plain-row.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* More rows than that nobody reads through; what is in none can still be imported with all. */
#define MOST_ROWS 200

struct _PackshotImportGroup
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *state;
  GtkSpinner *spinner;
  GtkWidget *again_button;
  GtkWidget *all_button;

  PackshotQueue *queue;       /* (owned) */
  PackshotManifest *manifest; /* (owned) */
  GPtrArray *listings;        /* (owned) (nullable) (element-type PackshotListing) */
  GPtrArray *buttons;         /* (element-type GtkWidget): of the first listings, in their order */
  GCancellable *cancellable;  /* (owned): of what is asked */
};

G_DEFINE_FINAL_TYPE (PackshotImportGroup, packshot_import_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_state (PackshotImportGroup *self, gboolean asking, const char *words)
{
  gtk_spinner_set_spinning (self->spinner, asking);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), words != NULL);
}

/* What a person knows it by: what was typed when it was ordered, or else the name of the picture.
 */
static char *
dup_title (PackshotImportGroup *self, const PackshotListing *listing)
{
  const char *picture = NULL;

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      const char *text = g_hash_table_lookup (listing->values, packshot_option_get_name (option));

      if (text == NULL)
        continue;
      if (packshot_option_get_main (option))
        picture = text;
      else if (packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT
               && !packshot_option_get_catalog (option) && !packshot_option_get_advanced (option))
        return packshot_words_dup_beginning (text);
    }

  return picture != NULL ? g_path_get_basename (picture) : g_strdup (_ ("Video"));
}

/* One that was brought in stays in sight, so that nothing moves below the pointer. */
static gboolean
import (PackshotImportGroup *self, guint index, GError **error)
{
  GtkWidget *button = index < self->buttons->len ? g_ptr_array_index (self->buttons, index) : NULL;
  g_autoptr (PackshotJob) job = packshot_queue_import_listing (
      self->queue, self->manifest, g_ptr_array_index (self->listings, index), NULL, error);

  if (job != NULL && button != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (button), _ ("Imported"));
      gtk_widget_set_sensitive (button, FALSE);
    }

  return job != NULL;
}

static void
import_cb (GtkButton *button, PackshotImportGroup *self)
{
  g_autoptr (GError) error = NULL;
  guint index;

  if (g_ptr_array_find (self->buttons, button, &index) && !import (self, index, &error))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotImportGroup *self = PACKSHOT_IMPORT_GROUP (widget);
  g_autoptr (GError) error = NULL;
  guint n_imported = 0;
  g_autofree char *words = NULL;

  while (n_imported < self->listings->len && import (self, n_imported, &error))
    n_imported++;

  gtk_widget_set_visible (self->all_button, error != NULL);
  words = g_strdup_printf (
      ngettext ("%u video was imported.", "%u videos were imported.", n_imported), n_imported);
  packshot_toast_show (widget, error != NULL ? error->message : words);
}

static void
add_row (PackshotImportGroup *self, const PackshotListing *listing)
{
  g_autofree char *title = dup_title (self, listing);
  GtkWidget *row = packshot_plain_row_new (ADW_TYPE_ACTION_ROW, title);
  GtkWidget *button = gtk_button_new_with_label (_ ("Import"));
  g_autofree char *when = packshot_figures_dup_when (listing->created);
  g_autofree char *details =
      *when != '\0' ? g_strdup_printf ("%s\n%s", when, listing->id) : g_strdup (listing->id);
  /* Translators: “%s” is the name of a video. */
  g_autofree char *label = g_strdup_printf (_ ("Import %s"), title);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (import_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->buttons, button);
}

static void
show_listings (PackshotImportGroup *self)
{
  g_autofree char *more = NULL;

  for (guint i = 0; i < MIN (self->listings->len, MOST_ROWS); i++)
    add_row (self, g_ptr_array_index (self->listings, i));

  gtk_widget_set_visible (self->all_button, self->listings->len > 1);
  if (self->listings->len > MOST_ROWS)
    more =
        g_strdup_printf (ngettext ("And %u more.", "And %u more.", self->listings->len - MOST_ROWS),
                         self->listings->len - MOST_ROWS);
  show_state (self, FALSE,
              self->listings->len == 0 ? _ ("Nothing is there that is not in the library.") : more);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) listings =
      packshot_queue_list_remote_finish (PACKSHOT_QUEUE (source), result, &error);
  PackshotImportGroup *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PACKSHOT_IMPORT_GROUP (user_data);
  if (listings == NULL)
    {
      show_state (self, FALSE, error->message);
      gtk_widget_set_visible (self->again_button, TRUE);
      return;
    }

  self->listings = g_steal_pointer (&listings);
  show_listings (self);
}

static void
ask (PackshotImportGroup *self)
{
  gtk_widget_set_visible (self->again_button, FALSE);
  show_state (self, TRUE, _ ("Asking…"));
  packshot_queue_list_remote_async (self->queue, self->manifest, self->cancellable, listed_cb,
                                    self);
}

static void
again_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask (PACKSHOT_IMPORT_GROUP (widget));
}

static void
packshot_import_group_dispose (GObject *object)
{
  PackshotImportGroup *self = PACKSHOT_IMPORT_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->queue);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_IMPORT_GROUP);

  G_OBJECT_CLASS (packshot_import_group_parent_class)->dispose (object);
}

static void
packshot_import_group_finalize (GObject *object)
{
  PackshotImportGroup *self = PACKSHOT_IMPORT_GROUP (object);

  g_clear_object (&self->manifest);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->listings, g_ptr_array_unref);
  g_ptr_array_unref (self->buttons);

  G_OBJECT_CLASS (packshot_import_group_parent_class)->finalize (object);
}

static void
packshot_import_group_class_init (PackshotImportGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_import_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_import_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-import-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotImportGroup, state);
  gtk_widget_class_bind_template_child (widget_class, PackshotImportGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, PackshotImportGroup, again_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotImportGroup, all_button);

  gtk_widget_class_install_action (widget_class, "import.all", NULL, all_cb);
  gtk_widget_class_install_action (widget_class, "import.again", NULL, again_cb);
}

static void
packshot_import_group_init (PackshotImportGroup *self)
{
  self->buttons = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->state));
}

/**
 * packshot_import_group_new:
 * @queue: the queue of the library
 * @manifest: a service that can list its videos
 *
 * Returns: (transfer floating): a group for it, which asks the service at once
 */
GtkWidget *
packshot_import_group_new (PackshotQueue *queue, PackshotManifest *manifest)
{
  PackshotImportGroup *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (PACKSHOT_IS_QUEUE (queue) && PACKSHOT_IS_MANIFEST (manifest), NULL);

  self = g_object_new (PACKSHOT_TYPE_IMPORT_GROUP, NULL);
  self->queue = g_object_ref (queue);
  self->manifest = g_object_ref (manifest);
  /* The title of a group is markup. */
  title = g_markup_escape_text (packshot_manifest_get_name (manifest), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  ask (self);

  return GTK_WIDGET (self);
}
