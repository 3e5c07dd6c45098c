/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-create-page-private.h"

#include "packshot-settings-general.h"
#include "packshot-split-layout.h"
#include "packshot-words.h"

#define MEMORY_GROUP "window"

enum
{
  SIGNAL_CREATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PackshotCreatePage, packshot_create_page, ADW_TYPE_BIN)

static void
edited_cb (PackshotCreatePage *self, PackshotOption *option)
{
  gboolean typing = packshot_option_get_kind (option) == PACKSHOT_OPTION_TEXT;

  packshot_create_page_keep_draft (self);
  packshot_create_page_show_needs (self);
  packshot_create_page_show_naming (self);
  packshot_create_page_show_preview (self, typing ? PACKSHOT_CREATE_PAGE_TYPING_DELAY
                                                  : PACKSHOT_CREATE_PAGE_OTHER_DELAY);
}

static void
aspect_ratio_cb (PackshotCreatePage *self)
{
  packshot_stage_set_aspect_ratio (self->stage, packshot_form_get_aspect_ratio (self->form));
}

static void
add_photos_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_strip_view_choose_more (PACKSHOT_CREATE_PAGE (widget)->strip_view);
}

static void
clear_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  packshot_create_page_clear (PACKSHOT_CREATE_PAGE (widget));
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
  packshot_form_set_picture (self->form, packshot_create_page_get_picture (self));
  packshot_create_page_show_price (self);
  packshot_create_page_show_needs (self);
  packshot_create_page_show_naming (self);
  set_previewer (self);
  packshot_create_page_show_preview (self, 0);
}

static void
service_cb (PackshotCreatePage *self)
{
  PackshotManifest *manifest = packshot_service_row_get_manifest (self->service_row);

  if (self->manifest == NULL || manifest == NULL || manifest == self->manifest)
    return;

  use_manifest (self, manifest);
  packshot_create_page_keep_draft (self);
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
packshot_create_page_dispose (GObject *object)
{
  PackshotCreatePage *self = PACKSHOT_CREATE_PAGE (object);

  packshot_create_page_flush_draft (self);
  g_clear_object (&self->previewer);
  g_clear_object (&self->strip);
  g_clear_object (&self->recalled);
  g_clear_pointer (&self->ordered, g_hash_table_unref);
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
packshot_create_page_finalize (GObject *object)
{
  PackshotCreatePage *self = PACKSHOT_CREATE_PAGE (object);

  g_free (self->complaint);
  g_free (self->awaited);

  G_OBJECT_CLASS (packshot_create_page_parent_class)->finalize (object);
}

static void
packshot_create_page_class_init (PackshotCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_create_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_create_page_finalize;

  signals[SIGNAL_CREATED] = g_signal_new ("created", PACKSHOT_TYPE_CREATE_PAGE, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, PACKSHOT_TYPE_JOB);

  g_type_ensure (PACKSHOT_TYPE_FORM);
  g_type_ensure (PACKSHOT_TYPE_SERVICE_ROW);
  g_type_ensure (PACKSHOT_TYPE_SPLIT_LAYOUT);
  g_type_ensure (PACKSHOT_TYPE_STAGE);
  g_type_ensure (PACKSHOT_TYPE_STRIP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, stage);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, strip_view);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, form);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, create_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, host_button);
  gtk_widget_class_bind_template_child (widget_class, PackshotCreatePage, service_row);
  gtk_widget_class_bind_template_callback (widget_class, packshot_create_page_arrived_cb);
  gtk_widget_class_bind_template_callback (widget_class, packshot_create_page_arrived_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, packshot_create_page_removed_cb);
  gtk_widget_class_bind_template_callback (widget_class, packshot_create_page_broken_cb);
  gtk_widget_class_bind_template_callback (widget_class, aspect_ratio_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, service_cb);

  gtk_widget_class_install_action (widget_class, "page.create", NULL, create_action_cb);
  gtk_widget_class_install_action (widget_class, "page.clear", NULL, clear_action_cb);
  gtk_widget_class_install_action (widget_class, "page.add-photos", NULL, add_photos_action_cb);
}

static void
packshot_create_page_init (PackshotCreatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  packshot_create_page_follow_strip (self);
  packshot_create_page_show_needs (self);
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
  g_signal_connect_object (accounts, "changed", G_CALLBACK (packshot_create_page_show_needs), self,
                           G_CONNECT_SWAPPED);
  self->memory = g_object_ref (memory);

  manifest = find_manifest (self);
  packshot_service_row_set_up (self->service_row, registry, accounts);
  packshot_service_row_set_manifest (self->service_row, manifest);
  use_manifest (self, manifest);
  packshot_create_page_recall_draft (self);
}

/**
 * packshot_create_page_begin_form:
 * @self: a page with a service
 *
 * Shows the form of the service as it is before anybody typed something.
 */
void
packshot_create_page_begin_form (PackshotCreatePage *self)
{
  g_autoptr (PackshotManifest) manifest = g_steal_pointer (&self->manifest);

  use_manifest (self, manifest);
}

/**
 * packshot_create_page_get_complaint:
 * @self: a page that was set up
 *
 * Returns: (transfer none) (nullable): one sentence to show where what was on the page last can't
 * be read
 */
const char *
packshot_create_page_get_complaint (PackshotCreatePage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_CREATE_PAGE (self), NULL);

  return self->complaint;
}

/**
 * packshot_create_page_open:
 * @self: a page
 * @items: (element-type filename): absolute paths of photos and folders, and addresses of pictures
 *   on the web
 *
 * Brings them onto the stage: one in the place of the one that is there, several to those that are.
 */
void
packshot_create_page_open (PackshotCreatePage *self, GPtrArray *items)
{
  const char *item;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && items != NULL && items->len > 0);

  item = g_ptr_array_index (items, 0);
  if (items->len > 1 || g_file_test (item, G_FILE_TEST_IS_DIR))
    packshot_receiver_open_items (packshot_stage_get_receiver (self->stage), items);
  else if (g_path_is_absolute (item))
    packshot_stage_open (self->stage, item);
  else
    packshot_stage_open_address (self->stage, item);
}

/**
 * packshot_create_page_get_receiver:
 * @self: a page
 *
 * Returns: (transfer none): what takes in the photos of the stage
 */
PackshotReceiver *
packshot_create_page_get_receiver (PackshotCreatePage *self)
{
  g_return_val_if_fail (PACKSHOT_IS_CREATE_PAGE (self), NULL);

  return packshot_stage_get_receiver (self->stage);
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
 * packshot_create_page_show_request:
 * @self: a page
 * @request: what was asked once
 *
 * Shows it again, photo and options, to be asked once more or otherwise.
 */
void
packshot_create_page_show_request (PackshotCreatePage *self, PackshotRequest *request)
{
  const char *path;

  g_return_if_fail (PACKSHOT_IS_CREATE_PAGE (self) && PACKSHOT_IS_REQUEST (request));

  packshot_service_row_set_manifest (self->service_row, packshot_request_get_manifest (request));
  /* A service that is no longer offered leaves its photo. */
  if (self->manifest == packshot_request_get_manifest (request))
    packshot_form_show (self->form, request);
  packshot_create_page_show_needs (self);
  packshot_create_page_show_naming (self);

  packshot_create_page_await_framing (self, request);
  path = packshot_words_find_photo (request);
  if (path == NULL
      || (packshot_strip_get_n_items (self->strip) == 1
          && g_strcmp0 (packshot_create_page_get_picture (self), path) == 0))
    return;

  /* It is about this photo, and so are the words; those that are there were about something else.
   */
  g_clear_pointer (&self->ordered, g_hash_table_unref);
  packshot_strip_clear (self->strip);
  if (packshot_picture_value_is_address (path))
    packshot_stage_open_address (self->stage, path);
  else
    packshot_stage_open (self->stage, path);
}
