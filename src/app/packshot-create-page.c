/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-create-page.h"

#include <glib/gi18n.h>

#include "packshot-form.h"
#include "packshot-split-layout.h"
#include "packshot-stage.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* How long to wait for more before the preview is another, in milliseconds: until somebody stops
 * typing, and until a slider rests. */
#define TYPING_DELAY 700
#define OTHER_DELAY  200

struct _PackshotCreatePage
{
  AdwBin parent_instance;

  PackshotStage *stage;
  PackshotForm *form;
  GtkButton *create_button;
  GtkLabel *price;

  PackshotManifest *manifest; /* (owned) (nullable) */
  PackshotQueue *queue;       /* (owned) (nullable) */
  PackshotMemory *memory;     /* (owned) (nullable) */

  PackshotPreviewer *previewer; /* (owned) (nullable) */
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotCreatePage, packshot_create_page, ADW_TYPE_BIN)

static gboolean
set_picture (PackshotCreatePage *self, PackshotRequest *request, GError **error)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);
  PackshotPhoto *photo = packshot_stage_get_photo (self->stage);

  if (picture == NULL || photo == NULL)
    return TRUE;

  return packshot_request_set (request, packshot_option_get_name (picture),
                               packshot_photo_get_path (photo), error);
}

/* Shows what the video would be, as far as it can be told yet. */
static void
show_preview (PackshotCreatePage *self, guint delay)
{
  g_autoptr (PackshotRequest) request = NULL;

  if (self->previewer == NULL)
    return;

  request = packshot_request_new (self->manifest);
  packshot_form_fill_valid (self->form, request);
  if (packshot_stage_get_photo (self->stage) != NULL && set_picture (self, request, NULL)
      && packshot_request_freeze (request, NULL))
    packshot_previewer_set_request (self->previewer, request, delay);
  else
    packshot_previewer_set_request (self->previewer, NULL, 0);
}

static void
edited_cb (PackshotCreatePage *self, PackshotOption *option)
{
  gboolean typing = packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT;

  show_preview (self, typing ? TYPING_DELAY : OTHER_DELAY);
}

static void
photo_cb (PackshotCreatePage *self)
{
  gboolean ready = packshot_stage_get_photo (self->stage) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.create", ready);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->create_button),
                               ready ? NULL : _ ("A photo is needed first"));
  /* Another photo may have come by the name of the one before. */
  if (self->previewer != NULL)
    packshot_previewer_set_request (self->previewer, NULL, 0);
  show_preview (self, 0);
}

static void
aspect_ratio_cb (PackshotCreatePage *self)
{
  packshot_stage_set_aspect_ratio (self->stage, packshot_form_get_aspect_ratio (self->form));
}

static void
create_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_create_page_create (PACKSHOT_CREATE_PAGE (widget));
}

/* For services that can show what they would make. */
static void
add_previewer (PackshotCreatePage *self, PackshotRegistry *registry)
{
  PackshotService *service = packshot_registry_get_service (registry, self->manifest, NULL);
  g_autoptr (PackshotPreview) preview =
      service != NULL ? packshot_service_create_preview (service) : NULL;

  if (preview != NULL)
    self->previewer = packshot_stage_add_previewer (self->stage, preview);
}

static void
packshot_create_page_dispose (GObject *object)
{
  PackshotCreatePage *self = PACKSHOT_CREATE_PAGE (object);

  g_clear_object (&self->previewer);
  g_clear_object (&self->manifest);
  g_clear_object (&self->queue);
  g_clear_object (&self->memory);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_CREATE_PAGE);

  G_OBJECT_CLASS (packshot_create_page_parent_class)->dispose (object);
}

static void
packshot_create_page_class_init (PackshotCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_create_page_dispose;

  signals[SIGNAL_CREATED] = g_signal_new ("created", PACKSHOT_TYPE_CREATE_PAGE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_JOB);

  g_type_ensure (PACKSHOT_TYPE_FORM);
  g_type_ensure (PACKSHOT_TYPE_SPLIT_LAYOUT);
  g_type_ensure (PACKSHOT_TYPE_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, stage);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, form);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, price);
  gtk_widget_class_bind_template_callback (widget_class, photo_cb);
  gtk_widget_class_bind_template_callback (widget_class, aspect_ratio_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);

  gtk_widget_class_install_action (widget_class, "page.create", NULL, create_action_cb);
}

static void
packshot_create_page_init (PackshotCreatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  photo_cb (self);
}

/**
 * packshot_create_page_set_up:
 * @self: a page
 * @registry: the services there are
 * @queue: what makes the videos
 * @memory: what was chosen last
 *
 * Makes the form of the default service.
 */
void
packshot_create_page_set_up (PackshotCreatePage *self,
                             PackshotRegistry *registry,
                             PackshotQueue *queue,
                             PackshotMemory *memory)
{
  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && self->manifest == NULL);

  self->manifest = g_object_ref (packshot_registry_get_default (registry));
  self->queue = g_object_ref (queue);
  self->memory = g_object_ref (memory);

  packshot_form_set_manifest (self->form, self->manifest);
  packshot_form_recall (self->form, memory);
  gtk_widget_set_visible (GTK_WIDGET (self->price), packshot_manifest_get_offline (self->manifest));
  add_previewer (self, registry);
}

/**
 * packshot_create_page_open:
 * @self: a page
 * @path: (type filename): the absolute path of a photo
 *
 * Brings a photo onto the stage.
 */
void
packshot_create_page_open (PackshotCreatePage *self, const char *path)
{
  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self));

  packshot_stage_open (self->stage, path);
}

/**
 * packshot_create_page_open_address:
 * @self: a page
 * @address: an http or https address of a picture
 *
 * Brings a picture from the web onto the stage.
 */
void
packshot_create_page_open_address (PackshotCreatePage *self, const char *address)
{
  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self));

  packshot_stage_open_address (self->stage, address);
}

/**
 * packshot_create_page_choose:
 * @self: a page
 *
 * Lets a person choose a photo among the files.
 */
void
packshot_create_page_choose (PackshotCreatePage *self)
{
  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self));

  packshot_stage_choose (self->stage);
}

/**
 * packshot_create_page_paste:
 * @self: a page
 *
 * Takes the picture that is on the clipboard.
 */
void
packshot_create_page_paste (PackshotCreatePage *self)
{
  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self));

  packshot_stage_paste (self->stage);
}

/**
 * packshot_create_page_create:
 * @self: a page
 *
 * Asks for the video, or tells what is wrong.
 */
void
packshot_create_page_create (PackshotCreatePage *self)
{
  g_autoptr (PackshotRequest) request = NULL;
  g_autoptr (PackshotJob) job = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && self->manifest != NULL);

  request = packshot_request_new (self->manifest);
  if (!set_picture (self, request, &error))
    {
      packshot_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  if (!packshot_form_fill (self->form, request))
    return;

  job = packshot_queue_add (self->queue, request, NULL, &error);
  if (job == NULL || !packshot_queue_submit (self->queue, job, &error))
    {
      packshot_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  /* From here on the video is what counts, and it wants all processors. */
  if (self->previewer != NULL)
    packshot_previewer_stop (self->previewer);
  packshot_form_remember (self->form, self->memory);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, job);
}

/**
 * packshot_create_page_show_request:
 * @self: a page
 * @request: what was asked once
 *
 * Shows it again, photo and options, to be asked once more or otherwise.
 */
void
packshot_create_page_show_request (PackshotCreatePage *self, PackshotRequest *request)
{
  PackshotPhoto *photo;
  const char *path;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && PACKSHOT_IS_REQUEST (request));

  packshot_form_show (self->form, request);

  photo = packshot_stage_get_photo (self->stage);
  path = packshot_words_find_photo (request);
  if (path != NULL && (photo == NULL || !g_str_equal (packshot_photo_get_path (photo), path)))
    packshot_stage_open (self->stage, path);
}
