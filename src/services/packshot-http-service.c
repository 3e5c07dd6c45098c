/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-services"

#include "config.h"

#include "packshot-http-service.h"

#include "packshot-http-exchange.h"
#include "packshot-http-fetch.h"
#include "packshot-http-poll.h"
#include "packshot-http-prepare.h"
#include "packshot-http-upload.h"

#include <glib/gi18n.h>

struct _PackshotHttpService
{
  PackshotService parent_instance;

  PackshotHttpLink link;
};

G_DEFINE_FINAL_TYPE (PackshotHttpService, packshot_http_service, PACKSHOT_TYPE_SERVICE)

/* A call that is built from a job and read at once: create, cancel and test. */
typedef struct
{
  /* Input. */
  PackshotAdapterInput input;
  GPtrArray *remote_ids;    /* (owned) (element-type PackshotRemoteId): of the input */
  PackshotRequest *request; /* (owned) (nullable): of the input */
  PackshotAdapterRead read;
} CallData;

static void
call_data_free (gpointer data)
{
  CallData *call = data;

  g_clear_pointer (&call->remote_ids, g_ptr_array_unref);
  g_clear_object (&call->request);
  g_free (call);
}

static void
return_reply (GTask *task, PackshotReply *reply)
{
  g_task_return_pointer (task, reply, (GDestroyNotify) packshot_reply_free);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  CallData *call = g_task_get_task_data (task);
  PackshotReply *trouble = NULL;
  g_autoptr (PackshotNetAnswer) answer =
      packshot_http_exchange_finish (PACKSHOT_SERVICE (source), result, &trouble);

  return_reply (task, answer != NULL ? call->read (&call->input, answer) : trouble);
}

static void
call (PackshotHttpService *self,
      GTask *task,
      PackshotJob *job,
      PackshotStep step,
      PackshotAdapterBuild build,
      PackshotAdapterRead read)
{
  CallData *data = g_new0 (CallData, 1);
  g_autoptr (GError) error = NULL;
  PackshotCall *call;

  data->read = read;
  data->input.manifest = self->link.manifest;
  if (job != NULL)
    {
      /* The job's own list grows while the call is under way. */
      data->remote_ids = packshot_remote_ids_copy (packshot_job_get_remote_ids (job));
      data->input.remote_ids = data->remote_ids;
      g_set_object (&data->request, packshot_job_get_request (job));
      data->input.request = data->request;
      if (data->request != NULL)
        data->input.model = packshot_request_get_model (data->request);
    }
  g_task_set_task_data (task, data, call_data_free);
  /* A paid call that was cancelled too late has an outcome all the same. */
  g_task_set_check_cancellable (task, FALSE);

  call = build (&data->input, &error);
  if (call == NULL)
    return_reply (task, packshot_reply_new_take_words (PACKSHOT_VERDICT_BAD_INPUT,
                                                       g_strdup (error->message)));
  else
    packshot_http_exchange_async (PACKSHOT_SERVICE (self), &self->link, step, call, NULL, NULL,
                                  g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

static GTask *
make_task (PackshotHttpService *self,
           gpointer tag,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
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
  g_autoptr (GTask) task = NULL;

  switch (step)
    {
    case PACKSHOT_STEP_PREPARE:
      packshot_http_prepare_async (service, self->link.session, job, cancellable, callback,
                                   user_data);
      break;
    case PACKSHOT_STEP_UPLOAD:
      packshot_http_upload_async (service, &self->link, job, cancellable, callback, user_data);
      break;
    case PACKSHOT_STEP_CREATE:
      task = make_task (self, packshot_http_service_run_async, cancellable, callback, user_data);
      call (self, task, job, step, adapter->build_create, adapter->read_create);
      break;
    case PACKSHOT_STEP_CANCEL:
      g_assert (adapter->build_cancel != NULL);
      task = make_task (self, packshot_http_service_run_async, cancellable, callback, user_data);
      call (self, task, job, step, adapter->build_cancel, adapter->read_cancel);
      break;
    case PACKSHOT_STEP_FETCH:
      packshot_http_fetch_async (service, self->link.session, job, cancellable, callback,
                                 user_data);
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
  if (g_async_result_is_tagged (result, packshot_http_fetch_async))
    return packshot_http_fetch_finish (service, result, error);

  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_service_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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
  const PackshotAdapter *adapter = self->link.adapter;
  g_autoptr (GTask) task =
      make_task (self, packshot_http_service_test_async, cancellable, callback, user_data);

  if (adapter->build_test != NULL)
    call (self, task, NULL, PACKSHOT_STEP_POLL, adapter->build_test, adapter->read_test);
  else
    return_reply (task, packshot_reply_new_take_words (
                            PACKSHOT_VERDICT_BAD_INPUT,
                            g_strdup (_ ("This service can't be tried without paying."))));
}

static PackshotReply *
packshot_http_service_test_finish (PackshotService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_http_service_test_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
packshot_http_service_finalize (GObject *object)
{
  PackshotHttpService *self = PACKSHOT_HTTP_SERVICE (object);

  g_clear_object (&self->link.manifest);
  g_clear_object (&self->link.session);
  g_clear_object (&self->link.credentials);
  g_clear_object (&self->link.settings);

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
  service_class->test_finish = packshot_http_service_test_finish;
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
 *
 * Returns: (transfer full): the service
 */
PackshotService *
packshot_http_service_new (PackshotManifest *manifest,
                           const PackshotAdapter *adapter,
                           PackshotNetSession *session,
                           PackshotCredentials *credentials,
                           PackshotSettings *settings)
{
  PackshotHttpService *self = g_object_new (PACKSHOT_TYPE_HTTP_SERVICE, "manifest", manifest, NULL);

  self->link.manifest = g_object_ref (manifest);
  self->link.adapter = adapter;
  self->link.session = g_object_ref (session);
  self->link.credentials = g_object_ref (credentials);
  self->link.settings = g_object_ref (settings);

  return PACKSHOT_SERVICE (self);
}
