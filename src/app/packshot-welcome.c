/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-welcome.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-preference-rows.h"
#include "packshot-receiver.h"
#include "packshot-sample.h"
#include "packshot-storage.h"
#include "packshot-toast.h"

/* The photo is opened anew where it is needed. */
#define MAX_PIXELS (64 * 64)

struct _PackshotWelcome
{
  AdwBin parent_instance;

  AdwPreferencesPage *page;
  GtkWidget *first_button;    /* (unowned): belongs to the page */
  PackshotReceiver *receiver; /* (owned) */
  GCancellable *cancellable;  /* (owned) */
};

enum
{
  SIGNAL_PHOTOS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotWelcome, packshot_welcome, ADW_TYPE_BIN)

static void
give (PackshotWelcome *self, const char *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (items, g_strdup (item));
  g_signal_emit (self, signals[SIGNAL_PHOTOS], 0, items);
}

static void
received_cb (PackshotWelcome *self, PackshotPhoto *photo, const char *address)
{
  give (self, address != NULL ? address : packshot_photo_get_path (photo));
}

static void
received_files_cb (PackshotWelcome *self, GPtrArray *paths, const char *words)
{
  g_signal_emit (self, signals[SIGNAL_PHOTOS], 0, paths);
  if (words != NULL)
    packshot_toast_show (GTK_WIDGET (self), words);
}

static void
sample_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PackshotWelcome *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = packshot_sample_get_finish (result, &error);

  if (path != NULL)
    give (self, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
sample_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_sample_get_async (PACKSHOT_WELCOME (widget)->cancellable, sample_cb, widget);
}

static void
append (GString *words, const char *more)
{
  if (more != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", more);
}

static char *
dup_keys (PackshotManifest *manifest)
{
  guint n_keys = packshot_manifest_get_n_credentials (manifest);

  if (n_keys == 0)
    return g_strdup (_ ("Needs no key, but its gateway running"));

  return g_strdup_printf (ngettext ("Needs a key", "Needs %u keys", n_keys), n_keys);
}

static char *
dup_price (PackshotManifest *manifest)
{
  g_autofree char *create = packshot_figures_dup_step_price (manifest, PACKSHOT_STEP_CREATE);
  g_autofree char *approve = packshot_figures_dup_step_price (manifest, PACKSHOT_STEP_APPROVE);

  if (create != NULL && approve != NULL)
    /* Translators: both are prices: "5 credits". */
    return g_strdup_printf (_ ("%s for a preview, then %s for the video"), create, approve);
  if (create != NULL)
    /* Translators: “%s” is a price: "100 credits". */
    return g_strdup_printf (_ ("%s for a video"), create);

  return NULL;
}

static char *
dup_needs (PackshotManifest *manifest)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *keys = dup_keys (manifest);
  g_autofree char *price = dup_price (manifest);

  append (words, keys);
  append (words, packshot_manifest_fetches_pictures (manifest)
                     ? _ ("a place on the web for photos of this computer")
                     : NULL);
  append (words, price);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* As the manifests have it, so that it is true of services that somebody added as well. */
static void
add_services (PackshotWelcome *self,
              PackshotRegistry *registry,
              gboolean is_offline,
              const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GListModel *manifests = packshot_registry_get_manifests (registry);

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      g_autofree char *needs = NULL;

      if (packshot_manifest_get_offline (manifest) != is_offline)
        continue;

      needs =
          is_offline ? g_strdup (packshot_manifest_get_summary (manifest)) : dup_needs (manifest);
      packshot_preference_rows_add (group, packshot_manifest_get_name (manifest), needs);
    }

  adw_preferences_page_add (self->page, group);
}

static void
add_places (PackshotWelcome *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *folder = packshot_storage_dup_folder ();
  g_autofree char *shown = g_filename_display_name (folder);

  adw_preferences_group_set_title (group, _ ("Where Things Are Kept"));
  packshot_preference_rows_add (group, _ ("Videos"), shown);
  packshot_preference_rows_add (group, _ ("Keys"),
                                _ ("In the keyring of this system. A photo leaves this computer "
                                   "only when you create a video with a service on the web."));
  adw_preferences_page_add (self->page, group);
}

static GtkWidget *
make_button (const char *label, const char *action, const char *style)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  if (style != NULL)
    gtk_widget_add_css_class (button, style);

  return button;
}

/* A group as all others, so that one page scrolls with all of it. */
static void
add_head (PackshotWelcome *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (PACKSHOT_APPLICATION_ID);
  GtkWidget *title = gtk_label_new (_ ("Welcome to Packshot"));
  GtkWidget *words = gtk_label_new (
      _ ("A photo of your product becomes a finished video. Drop one here, or begin with ours."));

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 96);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_add_css_class (title, "title-1");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_justify (GTK_LABEL (title), GTK_JUSTIFY_CENTER);
  gtk_label_set_justify (GTK_LABEL (words), GTK_JUSTIFY_CENTER);

  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  self->first_button =
      make_button (_ ("_Try the Sample Photo"), "welcome.sample", "suggested-action");
  gtk_box_append (GTK_BOX (buttons), self->first_button);
  gtk_box_append (GTK_BOX (buttons),
                  make_button (_ ("_Set Up a Service"), "win.preferences", NULL));

  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), buttons);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.back");
  gtk_widget_set_tooltip_text (back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"),
                                  -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), back);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Welcome"), NULL));

  return header;
}

static void
packshot_welcome_dispose (GObject *object)
{
  PackshotWelcome *self = PACKSHOT_WELCOME (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->receiver);

  G_OBJECT_CLASS (packshot_welcome_parent_class)->dispose (object);
}

static void
packshot_welcome_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_WELCOME (object)->cancellable);

  G_OBJECT_CLASS (packshot_welcome_parent_class)->finalize (object);
}

static void
packshot_welcome_class_init (PackshotWelcomeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_welcome_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_welcome_finalize;

  signals[SIGNAL_PHOTOS] = g_signal_new ("photos", PACKSHOT_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "welcome.sample", NULL,
                                   sample_action_cb);
}

static void
packshot_welcome_init (PackshotWelcome *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->cancellable = g_cancellable_new ();
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->page), TRUE);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->page));
  adw_bin_set_child (ADW_BIN (self), box);

  self->receiver = packshot_receiver_new (GTK_WIDGET (self), MAX_PIXELS);
  packshot_receiver_set_takes_many (self->receiver, TRUE);
  g_signal_connect_object (self->receiver, "received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->receiver, "received-files", G_CALLBACK (received_files_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * packshot_welcome_new:
 * @registry: the services there are
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
packshot_welcome_new (PackshotRegistry *registry)
{
  PackshotWelcome *self;

  g_return_val_if_fail (PACKSHOT_IS_REGISTRY (registry), NULL);

  self = g_object_new (PACKSHOT_TYPE_WELCOME, NULL);
  add_head (self);
  add_services (self, registry, TRUE, _ ("With No Account"));
  add_services (self, registry, FALSE, _ ("With a Service"));
  add_places (self);

  return GTK_WIDGET (self);
}

/**
 * packshot_welcome_begin:
 * @self: a page that is shown from now on
 *
 * Begins at the top, with the keyboard on the first thing to do: a row further down, which would
 * have it otherwise, would take the page along.
 */
void
packshot_welcome_begin (PackshotWelcome *self)
{
  GtkWidget *scroller;

  g_return_if_fail (PACKSHOT_IS_WELCOME (self));

  gtk_widget_grab_focus (self->first_button);
  scroller = gtk_widget_get_ancestor (self->first_button, GTK_TYPE_SCROLLED_WINDOW);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                            0);
}
