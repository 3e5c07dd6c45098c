/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-adapter.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "packshot-answer.h"
#include "packshot-request-json.h"
#include "packshot-test-manifest.h"

void
packshot_test_adapter_set_up (PackshotTestAdapter *self,
                              const PackshotAdapter *adapter,
                              const char *manifest)
{
  self->adapter = adapter;
  self->poll_id = "task-1";
  self->manifest = packshot_test_manifest_load (manifest);
  self->remote_ids = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_remote_id_free);
  self->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_job_copy_free);
  self->input = (PackshotAdapterInput){
    .manifest = self->manifest,
    .remote_ids = self->remote_ids,
    .copies = self->copies,
  };
}

void
packshot_test_adapter_tear_down (PackshotTestAdapter *self)
{
  if (self->input.request != NULL)
    g_assert_finalize_object (self->input.request);
  g_assert_finalize_object (self->manifest);
  g_ptr_array_unref (self->remote_ids);
  g_ptr_array_unref (self->copies);
}

static void
take_request (PackshotTestAdapter *self, PackshotRequest *request)
{
  g_clear_object (&self->input.request);
  self->input.request = request;
  self->input.model = packshot_request_get_model (request);
}

static char *
dup_json (PackshotTestAdapter *self, const char *values)
{
  return g_strdup_printf ("{\"format\":1,\"service\":\"%s\",\"values\":{%s}}",
                          packshot_manifest_get_id (self->manifest), values);
}

/* Asks as a person does, with all that is taken where they say nothing. */
void
packshot_test_adapter_ask (PackshotTestAdapter *self, const char *values)
{
  g_autofree char *json = dup_json (self, values);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = json_object_get_object_member (json_node_get_object (root), "values");
  g_autoptr (GList) names = json_object_get_members (object);
  PackshotRequest *request = packshot_request_new (self->manifest);
  g_autoptr (GError) error = NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonNode *node = json_object_get_member (object, l->data);
      gboolean is_switch = json_node_get_value_type (node) == G_TYPE_BOOLEAN;
      const char *text = json_node_get_string (node);

      if (is_switch)
        text = json_node_get_boolean (node) ? "true" : "false";
      packshot_request_set (request, l->data, text, &error);
      g_assert_no_error (error);
    }
  packshot_request_freeze (request, &error);
  g_assert_no_error (error);
  take_request (self, request);
}

/* Asks for what no form lets through: as a ledger gives it back. */
void
packshot_test_adapter_ask_unchecked (PackshotTestAdapter *self, const char *values)
{
  g_autofree char *json = dup_json (self, values);
  g_autoptr (GError) error = NULL;
  PackshotRequest *request = packshot_request_from_json (self->manifest, json, NULL, &error);

  g_assert_no_error (error);
  take_request (self, request);
}

/* Asserts what is sent for what was asked, and where to; a target of %NULL is not looked at. */
void
packshot_test_adapter_assert_post (PackshotTestAdapter *self,
                                   PackshotAdapterBuild build,
                                   const char *target,
                                   const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotCall) call = build (&self->input, &error);
  g_autofree char *found = NULL;
  g_autofree char *sent = NULL;

  g_assert_no_error (error);
  found = packshot_call_dup_target (call);
  g_assert_cmpstr (call->method, ==, "POST");
  if (target != NULL)
    g_assert_cmpstr (found, ==, target);
  g_assert_null (call->headers[0]);
  g_assert_null (call->file);
  sent = g_strndup (g_bytes_get_data (call->json, NULL), g_bytes_get_size (call->json));
  g_assert_cmpstr (sent, ==, body);
}

/* Asserts what an order of these values brings. */
void
packshot_test_adapter_assert_body (PackshotTestAdapter *self, const char *values, const char *body)
{
  packshot_test_adapter_ask (self, values);
  packshot_test_adapter_assert_post (self, self->adapter->build_create, NULL, body);
}

/* Asserts that nothing is ordered by these values, which only an edited manifest lets through. */
void
packshot_test_adapter_assert_unfit (PackshotTestAdapter *self,
                                    const char *values,
                                    const char *words)
{
  g_autoptr (GError) error = NULL;

  packshot_test_adapter_ask_unchecked (self, values);
  g_assert_null (self->adapter->build_create (&self->input, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, words);
}

/* Takes the call. */
void
packshot_test_adapter_assert_get (PackshotCall *call, const char *target)
{
  g_autofree char *found = packshot_call_dup_target (call);

  g_assert_cmpstr (call->method, ==, "GET");
  g_assert_cmpstr (found, ==, target);
  g_assert_null (call->json);
  packshot_call_free (call);
}

static PackshotReply *
read_poll (PackshotTestAdapter *self, PackshotNetAnswer *answer)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) replies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_reply_free);

  g_ptr_array_add (ids, (gpointer) self->poll_id);
  self->adapter->read_poll (self->manifest, ids, answer, replies);
  g_assert_cmpuint (replies->len, ==, 1);

  return g_ptr_array_steal_index (replies, 0);
}

/* As the one who sends calls does it; a test is a preparation, as there. */
PackshotReply *
packshot_test_adapter_read (PackshotTestAdapter *self,
                            PackshotStep step,
                            guint status,
                            const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (PackshotNetAnswer) answer = packshot_net_answer_new (status, "", bytes);
  PackshotReply *reply = packshot_answer_read_status (self->adapter, step, answer);

  if (reply != NULL)
    return reply;

  switch ((guint) step)
    {
    case PACKSHOT_STEP_UPLOAD:
      return self->adapter->read_upload (&self->input, answer);
    case PACKSHOT_STEP_CREATE:
      return self->adapter->read_create (&self->input, answer);
    case PACKSHOT_STEP_APPROVE:
      return self->adapter->read_approve (&self->input, answer);
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      return self->adapter->read_regenerate_picture (&self->input, answer);
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      return self->adapter->read_regenerate_video (&self->input, answer);
    case PACKSHOT_STEP_PREPARE:
      return self->adapter->read_test (&self->input, answer);
    case PACKSHOT_STEP_REHOST:
      return self->adapter->read_host (&self->input, answer);
    default:
      g_assert_cmpint (step, ==, PACKSHOT_STEP_POLL);
      return read_poll (self, answer);
    }
}

void
packshot_test_adapter_assert_answers (PackshotTestAdapter *self,
                                      PackshotStep step,
                                      const PackshotTestAnswer *answers,
                                      guint n_answers)
{
  for (guint i = 0; i < n_answers; i++)
    {
      const PackshotTestAnswer *answer = &answers[i];
      g_autoptr (PackshotReply) reply =
          packshot_test_adapter_read (self, step, answer->status, answer->body);

      g_test_message ("%u %s", answer->status, answer->body);
      g_assert_cmpint (reply->verdict, ==, answer->verdict);
      if (answer->words != NULL)
        g_assert_cmpstr (reply->words, ==, answer->words);
      if (reply->verdict != PACKSHOT_VERDICT_DONE)
        g_assert_nonnull (reply->words);
    }
}
