/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-create-page.h"

#include <glib/gi18n.h>

#include "packshot-figures.h"
#include "packshot-form.h"
#include "packshot-image-host-hint.h"
#include "packshot-order.h"
#include "packshot-service-row.h"
#include "packshot-split-layout.h"
#include "packshot-stage.h"
#include "packshot-settings-general.h"
#include "packshot-toast.h"
#include "packshot-words.h"

/* How long to wait for more before the preview is another, in milliseconds: until somebody stops
 * typing, and until a slider rests. */
#define TYPING_DELAY 700
#define OTHER_DELAY  200

#define MEMORY_GROUP "window"

struct _PackshotCreatePage
{
  AdwBin parent_instance;

  PackshotStage *stage;
  PackshotForm *form;
  PackshotServiceRow *service_row;
  GtkButton *create_button;
  GtkLabel *create_label;
  GtkLabel *trouble_label;
  PackshotRegistry *registry; /* (owned) (nullable) */
  PackshotManifest *manifest; /* (owned) (nullable) */
  PackshotQueue *queue;       /* (owned) (nullable) */
  PackshotAccounts *accounts; /* (owned) (nullable) */
  PackshotMemory *memory;     /* (owned) (nullable) */

  PackshotPreviewer *previewer; /* (owned) (nullable) */
  PackshotJob *ordering;        /* (owned) (nullable): may be about to be paid for */
};

enum
{
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotCreatePage, packshot_create_page, ADW_TYPE_BIN)

/* The photo on the stage as a request takes it. */
static const char *
get_picture (PackshotCreatePage *self)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);

  return picture != NULL ? packshot_stage_get_value (self->stage, picture) : NULL;
}

static gboolean
set_picture (PackshotCreatePage *self, PackshotRequest *request, GError **error)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);
  const char *text = get_picture (self);

  return text == NULL
         || packshot_request_set (request, packshot_option_get_name (picture), text, error);
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
  if (set_picture (self, request, NULL) && packshot_request_freeze (request, NULL))
    packshot_previewer_set_request (self->previewer, request, delay);
  else
    packshot_previewer_set_request (self->previewer, NULL, 0);
}

/* Why nothing can be created yet. */
static const char *
find_trouble (PackshotCreatePage *self)
{
  gboolean needed = packshot_form_get_picture_need (self->form) == PACKSHOT_FORM_PICTURE_NEEDED;

  return needed && packshot_stage_get_photo (self->stage) == NULL
             ? _ ("A photo is needed first")
             : packshot_form_get_trouble (self->form);
}

/* The reason stands at the button; that a photo is needed the stage shows. */
static void
enable_create (PackshotCreatePage *self)
{
  const char *told = packshot_form_get_trouble (self->form);
  const char *trouble = find_trouble (self);
  g_autofree char *hint = packshot_image_host_hint_dup (
      self->registry, self->manifest, self->manifest != NULL ? get_picture (self) : NULL);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.create",
                                 trouble == NULL && self->ordering == NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->create_button), trouble);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->create_button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  trouble != NULL ? trouble : "", -1);
  gtk_label_set_label (self->trouble_label, told != NULL ? told : hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_label), told != NULL || hint != NULL);
}

/* What the stage is good for, as long as it is empty. */
static const char *
get_invitation (PackshotForm *form)
{
  switch (packshot_form_get_picture_need (form))
    {
    case PACKSHOT_FORM_PICTURE_OPTIONAL:
      return _ ("Without one, words alone become a video.");
    case PACKSHOT_FORM_PICTURE_NOT_TAKEN:
      return _ ("As it is chosen, words alone become a video.");
    default:
      return _ ("One photo of your product becomes a video.");
    }
}

static void
show_needs (PackshotCreatePage *self)
{
  packshot_stage_set_invitation (self->stage, get_invitation (self->form));
  enable_create (self);
}

static void
edited_cb (PackshotCreatePage *self, PackshotOption *option)
{
  gboolean typing = packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT;

  show_needs (self);
  show_preview (self, typing ? TYPING_DELAY : OTHER_DELAY);
}

static void
photo_cb (PackshotCreatePage *self)
{
  if (self->manifest != NULL)
    packshot_form_set_picture (self->form, get_picture (self));
  show_needs (self);
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
set_previewer (PackshotCreatePage *self)
{
  PackshotService *service = packshot_registry_get_service (self->registry, self->manifest, NULL);
  g_autoptr (PackshotPreview) preview =
      service != NULL ? packshot_service_create_preview (service) : NULL;

  g_clear_object (&self->previewer);
  self->previewer = packshot_stage_set_preview (self->stage, preview);
}

static void
show_price (PackshotCreatePage *self)
{
  g_autofree char *price = packshot_figures_dup_step_price (self->manifest, PACKSHOT_STEP_CREATE);
  g_autofree char *label = packshot_figures_dup_order (self->manifest, price);

  gtk_label_set_label (self->create_label, label);
}

static void
use_manifest (PackshotCreatePage *self, PackshotManifest *manifest)
{
  if (self->manifest == NULL)
    {
      packshot_form_set_manifest (self->form, manifest);
      packshot_form_recall (self->form, self->memory);
    }
  else
    packshot_form_change_manifest (self->form, manifest, self->memory);

  g_set_object (&self->manifest, manifest);
  packshot_form_set_service (self->form,
                             packshot_registry_get_service (self->registry, manifest, NULL));
  packshot_form_set_picture (self->form, get_picture (self));
  show_price (self);
  show_needs (self);
  set_previewer (self);
  show_preview (self, 0);
}

static void
service_cb (PackshotCreatePage *self)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self->service_row);

  if (self->manifest == NULL || manifest == NULL || manifest == self->manifest)
    return;

  use_manifest (self, manifest);
  packshot_memory_set_string (self->memory, MEMORY_GROUP, "service",
                              packshot_manifest_get_id (manifest));
}

/* What somebody set as the default, or else used last, while it is still there. */
static PackshotManifest *
find_manifest (PackshotCreatePage *self)
{
  PackshotSettings *settings = packshot_accounts_get_settings (self->accounts);
  g_autofree char *set = packshot_settings_dup_default_service (settings);
  g_autofree char *last = packshot_memory_dup_string (self->memory, MEMORY_GROUP, "service");
  const char *id = set != NULL ? set : last;
  PackshotManifest *manifest = id != NULL ? packshot_registry_lookup (self->registry, id) : NULL;

  return manifest != NULL ? manifest : packshot_registry_get_default (self->registry);
}

static void
give_up (PackshotCreatePage *self, PackshotJob *job, const GError *error)
{
  packshot_queue_delete_async (self->queue, job, NULL, NULL, NULL);
  if (error == NULL)
    return;

  if (error->domain == PACKSHOT_ACCOUNTS_ERROR)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.account", "s",
                                packshot_manifest_get_id (self->manifest));
  else
    packshot_toast_show (GTK_WIDGET (self), error->message);
}

static void
ordered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PackshotCreatePage) self = user_data;
  g_autoptr (PackshotJob) job = g_steal_pointer (&self->ordering);
  g_autoptr (GError) error = NULL;
  gboolean ordered = packshot_order_finish (result, &error);

  /* The window has gone meanwhile, and with it the question. */
  if (self->queue == NULL)
    return;

  enable_create (self);
  if (!ordered)
    {
      give_up (self, job, error);
      return;
    }

  /* The video is what counts now, and it wants all processors. */
  if (self->previewer != NULL)
    packshot_previewer_stop (self->previewer);
  packshot_form_remember (self->form, self->memory);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, job);
}

static void
packshot_create_page_dispose (GObject *object)
{
  PackshotCreatePage *self = PACKSHOT_CREATE_PAGE (object);

  g_clear_object (&self->previewer);
  g_clear_object (&self->registry);
  g_clear_object (&self->manifest);
  g_clear_object (&self->queue);
  g_clear_object (&self->accounts);
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
  g_type_ensure (PACKSHOT_TYPE_SERVICE_ROW);
  g_type_ensure (PACKSHOT_TYPE_SPLIT_LAYOUT);
  g_type_ensure (PACKSHOT_TYPE_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, stage);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, form);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, create_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, service_row);
  gtk_widget_class_bind_template_callback (widget_class, photo_cb);
  gtk_widget_class_bind_template_callback (widget_class, aspect_ratio_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_cb);

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
 * @accounts: the accounts at the services
 * @memory: what was chosen last
 *
 * Makes the form of the service that was used last, or else of the default one.
 */
void
packshot_create_page_set_up (PackshotCreatePage *self,
                             PackshotRegistry *registry,
                             PackshotQueue *queue,
                             PackshotAccounts *accounts,
                             PackshotMemory *memory)
{
  PackshotManifest *manifest;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && self->manifest == NULL);

  self->registry = g_object_ref (registry);
  self->queue = g_object_ref (queue);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "changed", G_CALLBACK (show_needs), self, G_CONNECT_SWAPPED);
  self->memory = g_object_ref (memory);

  manifest = find_manifest (self);
  packshot_service_row_set_up (self->service_row, registry, accounts);
  packshot_service_row_set_manifest (self->service_row, manifest);
  use_manifest (self, manifest);
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
 * Asks for the video, after the question of what is to be paid for, or tells what is wrong.
 */
void
packshot_create_page_create (PackshotCreatePage *self)
{
  g_autoptr (PackshotRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && self->manifest != NULL);

  if (self->ordering != NULL)
    return;

  request = packshot_request_new (self->manifest);
  if (!set_picture (self, request, &error))
    {
      packshot_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  if (!packshot_form_fill (self->form, request))
    return;

  self->ordering = packshot_queue_add (self->queue, request, NULL, &error);
  if (self->ordering == NULL)
    {
      packshot_toast_show (GTK_WIDGET (self), error->message);
      return;
    }

  enable_create (self);
  packshot_order_async (GTK_WIDGET (self), self->queue, self->accounts, self->ordering, NULL,
                        ordered_cb, g_object_ref (self));
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

  packshot_service_row_set_manifest (self->service_row, packshot_request_get_manifest (request));
  /* A service that is no longer offered leaves its photo. */
  if (self->manifest == packshot_request_get_manifest (request))
    packshot_form_show (self->form, request);
  show_needs (self);

  photo = packshot_stage_get_photo (self->stage);
  path = packshot_words_find_photo (request);
  if (path == NULL || (photo != NULL && g_strcmp0 (get_picture (self), path) == 0))
    return;

  if (packshot_picture_value_is_address (path))
    packshot_stage_open_address (self->stage, path);
  else
    packshot_stage_open (self->stage, path);
}
