/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "config.h"

#include "packshot-http-service.h"

#include "packshot-http-call.h"
#include "packshot-http-fetch.h"
#include "packshot-http-host.h"
#include "packshot-http-lists.h"
#include "packshot-http-poll.h"
#include "packshot-http-prepare.h"
#include "packshot-http-preview.h"
#include "packshot-http-test.h"
#include "packshot-http-upload.h"

struct _PackshotHttpService
{
  PackshotService parent_instance;

  PackshotHttpLink link;
};

G_DEFINE_FINAL_TYPE (PackshotHttpService, packshot_http_service, PACKSHOT_TYPE_SERVICE)

/* Asks for one of the steps that is one call. */
static void
call (PackshotHttpService *self,
      PackshotJob *job,
      PackshotStep step,
      PackshotAdapterBuild build,
      PackshotAdapterRead read,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  g_assert (build != NULL);

  packshot_http_call_async (PACKSHOT_SERVICE (self), &self->link, job, step, build, read,
                            cancellable, callback, user_data);
}

static void
rehost (PackshotHttpService *self,
        PackshotJob *job,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  g_assert (self->link.adapter->build_host != NULL);

  packshot_http_host_async (PACKSHOT_SERVICE (self), &self->link, job,
                            packshot_job_get_video_path (job), cancellable, callback, user_data);
}

static void
packshot_http_service_run_async (PackshotService *service,
                                 PackshotJob *job,
                                 PackshotStep step,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (service);
  const PackshotAdapter *adapter = self->link.adapter;

  switch (step)
    {
    case PACKSHOT_STEP_PREPARE:
      packshot_http_prepare_async (service, &self->link, job, cancellable, callback, user_data);
      break;
    case PACKSHOT_STEP_UPLOAD:
      packshot_http_upload_async (service, &self->link, job, cancellable, callback, user_data);
      break;
    case PACKSHOT_STEP_CREATE:
      call (self, job, step, adapter->build_create, adapter->read_create, cancellable, callback,
            user_data);
      break;
    case PACKSHOT_STEP_CANCEL:
      call (self, job, step, adapter->build_cancel, adapter->read_cancel, cancellable, callback,
            user_data);
      break;
    case PACKSHOT_STEP_APPROVE:
      call (self, job, step, adapter->build_approve, adapter->read_approve, cancellable, callback,
            user_data);
      break;
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      call (self, job, step, adapter->build_regenerate_picture, adapter->read_regenerate_picture,
            cancellable, callback, user_data);
      break;
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      call (self, job, step, adapter->build_regenerate_video, adapter->read_regenerate_video,
            cancellable, callback, user_data);
      break;
    case PACKSHOT_STEP_PREVIEW:
      packshot_http_preview_async (service, self->link.session, job, cancellable, callback,
                                   user_data);
      break;
    case PACKSHOT_STEP_FETCH:
      packshot_http_fetch_async (service, self->link.session, job, cancellable, callback,
                                 user_data);
      break;
    case PACKSHOT_STEP_REHOST:
      rehost (self, job, cancellable, callback, user_data);
      break;
    case PACKSHOT_STEP_MAKE:
    case PACKSHOT_STEP_POLL:
    default:
      g_assert_not_reached ();
    }
}

static PackshotReply *
packshot_http_service_run_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  if (g_async_result_is_tagged (result, packshot_http_prepare_async))
    return packshot_http_prepare_finish (service, result, error);
  if (g_async_result_is_tagged (result, packshot_http_upload_async))
    return packshot_http_upload_finish (service, result, error);
  if (g_async_result_is_tagged (result, packshot_http_preview_async))
    return packshot_http_preview_finish (service, result, error);
  if (g_async_result_is_tagged (result, packshot_http_fetch_async))
    return packshot_http_fetch_finish (service, result, error);
  if (g_async_result_is_tagged (result, packshot_http_host_async))
    return packshot_http_host_finish (service, result);

  return packshot_http_call_finish (service, result);
}

static void
packshot_http_service_poll_async (PackshotService *service,
                                  GPtrArray *jobs,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (service);

  packshot_http_poll_async (service, &self->link, jobs, cancellable, callback, user_data);
}

static void
packshot_http_service_test_async (PackshotService *service,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (service);

  packshot_http_test_async (service, &self->link, cancellable, callback, user_data);
}

static void
packshot_http_service_list_async (PackshotService *service,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (service);

  packshot_http_lists_async (service, &self->link, NULL, cancellable, callback, user_data);
}

static void
packshot_http_service_catalog_async (PackshotService *service,
                                     const char *option,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (service);

  packshot_http_lists_async (service, &self->link, option, cancellable, callback, user_data);
}

/* What a file is, its name tells the adapter. */
static void
packshot_http_service_host_async (PackshotService *service,
                                  const char *path,
                                  const char *content_type,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (service);

  packshot_http_host_async (service, &self->link, NULL, path, cancellable, callback, user_data);
}

static gboolean
packshot_http_service_can_host (PackshotService *service)
{
  return PACKSHOT_HTTP_SERVICE (service)->link.adapter->build_host != NULL;
}

static void
packshot_http_service_finalize (GObject *object)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (object);

  g_clear_object (&self->link.manifest);
  g_clear_object (&self->link.session);
  g_clear_object (&self->link.credentials);
  g_clear_object (&self->link.settings);
  g_clear_object (&self->link.image_host);

  G_OBJECT_CLASS (packshot_http_service_parent_class)->finalize (object);
}

static void
packshot_http_service_class_init (PackshotHttpServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  PackshotServiceClass *service_class = PACKSHOT_SERVICE_CLASS (klass);

  object_class->finalize = packshot_http_service_finalize;
  service_class->run_async = packshot_http_service_run_async;
  service_class->run_finish = packshot_http_service_run_finish;
  service_class->poll_async = packshot_http_service_poll_async;
  service_class->poll_finish = packshot_http_poll_finish;
  service_class->test_async = packshot_http_service_test_async;
  service_class->test_finish = packshot_http_test_finish;
  service_class->list_async = packshot_http_service_list_async;
  service_class->list_finish = packshot_http_lists_finish;
  service_class->catalog_async = packshot_http_service_catalog_async;
  service_class->catalog_finish = packshot_http_lists_finish;
  service_class->host_async = packshot_http_service_host_async;
  service_class->host_finish = packshot_http_host_finish_address;
  service_class->can_host = packshot_http_service_can_host;
}

static void
packshot_http_service_init (PackshotHttpService *self)
{
}

/**
 * packshot_http_service_new:
 * @manifest: what the service offers
 * @adapter: how it is spoken to; lives as long as the program
 * @session: by which it is reached
 * @credentials: where its keys are
 * @settings: where it is
 * @image_host: where photos are put that it fetches from the web
 *
 * Returns: (transfer full): the service
 */
PackshotService *
packshot_http_service_new (PackshotManifest *manifest,
                           const PackshotAdapter *adapter,
                           PackshotNetSession *session,
                           PackshotCredentials *credentials,
                           PackshotSettings *settings,
                           PackshotImageHost *image_host)
{
  PackshotHttpService *self = g_object_new (PACKSHOT_TYPE_HTTP_SERVICE, "manifest", manifest, NULL);

  self->link.manifest = g_object_ref (manifest);
  self->link.adapter = adapter;
  self->link.session = g_object_ref (session);
  self->link.credentials = g_object_ref (credentials);
  self->link.settings = g_object_ref (settings);
  self->link.image_host = g_object_ref (image_host);

  return PACKSHOT_SERVICE (self);
}
