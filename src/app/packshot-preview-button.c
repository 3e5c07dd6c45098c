/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-preview-button.h"

#include <glib/gi18n.h>

struct _PackshotPreviewButton
{
  GtkButton parent_instance;

  PackshotPreviewer *previewer; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PackshotPreviewButton, packshot_preview_button, GTK_TYPE_BUTTON)

static void
update (PackshotPreviewButton *self)
{
  gboolean playing = self->previewer != NULL && packshot_previewer_is_playing (self->previewer);
  const char *words = playing ? _ ("Stop Preview") : _ ("Play Preview");

  gtk_button_set_icon_name (GTK_BUTTON (self), playing ? "media-playback-stop-symbolic"
                                                       : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), self->previewer != NULL);
}

static void
packshot_preview_button_clicked (GtkButton *button)
{
  PackshotPreviewButton *self = PACKSHOT_PREVIEW_BUTTON (button);

  if (packshot_previewer_is_playing (self->previewer))
    packshot_previewer_stop (self->previewer);
  else
    packshot_previewer_play (self->previewer);
}

static void
packshot_preview_button_dispose (GObject *object)
{
  g_clear_object (&PACKSHOT_PREVIEW_BUTTON (object)->previewer);

  G_OBJECT_CLASS (packshot_preview_button_parent_class)->dispose (object);
}

static void
packshot_preview_button_class_init (PackshotPreviewButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_preview_button_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = packshot_preview_button_clicked;
}

static void
packshot_preview_button_init (PackshotPreviewButton *self)
{
  update (self);
}

/**
 * packshot_preview_button_set_previewer:
 * @self: a button
 * @previewer: (nullable): what it plays; without it the button is out of sight
 */
void
packshot_preview_button_set_previewer (PackshotPreviewButton *self, PackshotPreviewer *previewer)
{
  g_return_if_fail (PACKSHOT_IS_PREVIEW_BUTTON (self));

  if (self->previewer != NULL)
    g_signal_handlers_disconnect_by_data (self->previewer, self);
  g_set_object (&self->previewer, previewer);
  if (previewer != NULL)
    g_signal_connect_object (previewer, "notify::playing", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}
