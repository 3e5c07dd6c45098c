/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake.h"

#include <string.h>

#include "packshot-fake-private.h"

typedef struct
{
  char *step; /* (owned) */
  PackshotFakeFault fault;
  guint times;
} Planned;

const PackshotFakeSettings packshot_fake_default_settings = {
  .key = "sk-fake-canary",
  .id = "id-fake-account",
  .n_polls = 2,
  .credits = 1000,
  .retry_after = 1,
  .bytes_per_second = 64 * 1024,
};

static void
planned_clear (gpointer data)
{
  Planned *planned = data;

  g_free (planned->step);
}

static void
api_cb (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  PackshotFake *self = user_data;

  g_mutex_lock (&self->mutex);
  packshot_fake_serve_api (self, message, path, query);
  g_mutex_unlock (&self->mutex);
}

static void
result_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  PackshotFake *self = user_data;

  g_mutex_lock (&self->mutex);
  packshot_fake_serve_result (self, message, path, server == self->results ? "results" : "other");
  g_mutex_unlock (&self->mutex);
}

static void
begin (gpointer user_data)
{
  PackshotFake *self = user_data;

  self->harm = packshot_fake_harm_new ();
  self->api = packshot_fake_thread_listen (self->settings.port, api_cb, self, &self->api_url);
  self->results = packshot_fake_thread_listen (0, result_cb, self, &self->results_url);
  self->other = packshot_fake_thread_listen (0, result_cb, self, &self->other_url);
}

static void
end (gpointer user_data)
{
  PackshotFake *self = user_data;

  packshot_fake_harm_free (self->harm);
  packshot_fake_thread_hang_up (&self->api);
  packshot_fake_thread_hang_up (&self->results);
  packshot_fake_thread_hang_up (&self->other);
}

/**
 * packshot_fake_take_fault:
 * @self: a fake service, locked
 * @step: what is asked for
 *
 * Returns: what goes wrong this time
 */
PackshotFakeFault
packshot_fake_take_fault (PackshotFake *self, const char *step)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      Planned *planned = &g_array_index (self->faults, Planned, i);
      PackshotFakeFault fault = planned->fault;

      if (!g_str_equal (planned->step, step))
        continue;
      if (--planned->times == 0)
        g_array_remove_index (self->faults, i);
      return fault;
    }

  return PACKSHOT_FAKE_FAULT_NONE;
}

/**
 * packshot_fake_get_fault_status:
 * @self: a fake service
 * @fault: what goes wrong
 *
 * Returns: the status of the answer; 0 where there is none
 */
guint
packshot_fake_get_fault_status (PackshotFake *self, PackshotFakeFault fault)
{
  if (fault == PACKSHOT_FAKE_FAULT_REFUSE && self->service->refusal_status != 0)
    return self->service->refusal_status;

  return packshot_fake_fault_get_status (fault);
}

/**
 * packshot_fake_has_key:
 * @self: a fake service
 * @message: a request
 *
 * Returns: whether there is anything like a key in it, be it the right one or another
 */
gboolean
packshot_fake_has_key (PackshotFake *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autofree char *target = g_uri_to_string (soup_server_message_get_uri (message));
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  if ((self->service->key_header != NULL
       && soup_message_headers_get_one (headers, self->service->key_header) != NULL)
      || soup_message_headers_get_one (headers, "Authorization") != NULL
      || soup_message_headers_get_one (headers, "Cookie") != NULL
      || strstr (target, self->settings.key) != NULL)
    return TRUE;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      if (strstr (value, self->settings.key) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * packshot_fake_new:
 * @service: what it is a fake of
 * @settings: (nullable): how it behaves; %NULL is %packshot_fake_default_settings
 *
 * Returns: (transfer full): a fake service that listens
 */
PackshotFake *
packshot_fake_new (const PackshotFakeService *service, const PackshotFakeSettings *settings)
{
  PackshotFake *self = g_new0 (PackshotFake, 1);

  self->service = service;
  self->settings = settings != NULL ? *settings : packshot_fake_default_settings;
  self->settings.key = g_strdup (self->settings.key);
  self->settings.id = g_strdup (self->settings.id);
  self->settings.failure = g_strdup (self->settings.failure);
  self->settings.journal = g_strdup (self->settings.journal);
  self->credits = self->settings.credits;
  self->state = service->state_new ();
  self->journal = packshot_fake_journal_new (self->settings.journal);
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->faults = g_array_new (FALSE, FALSE, sizeof (Planned));
  g_array_set_clear_func (self->faults, planned_clear);
  g_mutex_init (&self->mutex);
  self->thread = packshot_fake_thread_new ("fake-service", begin, end, self);

  return self;
}

/**
 * packshot_fake_free:
 * @self: (transfer full): a fake service
 *
 * Ends it, and breaks off whatever is on its way.
 */
void
packshot_fake_free (PackshotFake *self)
{
  packshot_fake_thread_free (self->thread);
  self->service->state_free (self->state);
  packshot_fake_journal_free (self->journal);
  g_ptr_array_unref (self->pictures);
  g_array_unref (self->faults);
  g_mutex_clear (&self->mutex);
  for (guint i = 0; i < PACKSHOT_FAKE_N_VERSIONS; i++)
    {
      for (guint k = 0; k < PACKSHOT_FAKE_N_SHAPES; k++)
        g_clear_pointer (&self->padded[i][k], g_bytes_unref);
    }
  g_free (self->api_url);
  g_free (self->results_url);
  g_free (self->other_url);
  g_free ((char *) self->settings.key);
  g_free ((char *) self->settings.id);
  g_free ((char *) self->settings.failure);
  g_free ((char *) self->settings.journal);
  g_free (self);
}

/**
 * packshot_fake_get_service:
 * @self: a fake service
 *
 * Returns: (transfer none): what it is a fake of
 */
const PackshotFakeService *
packshot_fake_get_service (PackshotFake *self)
{
  return self->service;
}

/**
 * packshot_fake_get_base_url:
 * @self: a fake service
 *
 * Returns: (transfer none): where the API is, without a slash at the end
 */
const char *
packshot_fake_get_base_url (PackshotFake *self)
{
  return self->api_url;
}

/**
 * packshot_fake_get_results_url:
 * @self: a fake service
 *
 * Returns: (transfer none): where the results are, without a slash at the end
 */
const char *
packshot_fake_get_results_url (PackshotFake *self)
{
  return self->results_url;
}

/**
 * packshot_fake_ref_video:
 * @self: a fake service
 * @is_upright: whether of a video that is higher than wide
 *
 * Returns: (transfer full): the video that it delivers now
 */
GBytes *
packshot_fake_ref_video (PackshotFake *self, gboolean is_upright)
{
  GBytes *video;

  g_mutex_lock (&self->mutex);
  video = g_bytes_ref (packshot_fake_get_video (self, is_upright));
  g_mutex_unlock (&self->mutex);

  return video;
}

/**
 * packshot_fake_ref_cover:
 * @self: a fake service
 * @is_upright: whether of a video that is higher than wide
 *
 * Returns: (transfer full): the cover of its videos
 */
GBytes *
packshot_fake_ref_cover (PackshotFake *self, gboolean is_upright)
{
  GBytes *cover;

  g_mutex_lock (&self->mutex);
  cover = g_bytes_ref (packshot_fake_get_cover (self, is_upright));
  g_mutex_unlock (&self->mutex);

  return cover;
}

/**
 * packshot_fake_ref_picture:
 * @self: a fake service
 * @index: which of the pictures that were brought to it, the oldest first
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
packshot_fake_ref_picture (PackshotFake *self, guint index)
{
  GBytes *picture = NULL;

  g_mutex_lock (&self->mutex);
  if (index < self->pictures->len)
    picture = g_bytes_ref (g_ptr_array_index (self->pictures, index));
  g_mutex_unlock (&self->mutex);

  return picture;
}

/**
 * packshot_fake_add_fault:
 * @self: a fake service
 * @step: a step of the service, or "video" or "cover" for a download
 * @fault: what shall go wrong, after those that were added before
 * @times: how often
 */
void
packshot_fake_add_fault (PackshotFake *self, const char *step, PackshotFakeFault fault, guint times)
{
  Planned planned = { g_strdup (step), fault, times };

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->faults, planned);
  g_mutex_unlock (&self->mutex);
}

/**
 * packshot_fake_count:
 * @self: a fake service
 * @step: a step of the service, or "video" or "cover" for a download
 *
 * Returns: how many requests there were for it, good ones and bad ones
 */
guint
packshot_fake_count (PackshotFake *self, const char *step)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = packshot_fake_journal_count (self->journal, step);
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * packshot_fake_get_n_orders:
 * @self: a fake service
 *
 * Returns: how many calls it would be paid for
 */
guint
packshot_fake_get_n_orders (PackshotFake *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_orders;
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * packshot_fake_get_n_leaks:
 * @self: a fake service
 *
 * Returns: how many requests brought a key where none may be brought
 */
guint
packshot_fake_get_n_leaks (PackshotFake *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_leaks;
  g_mutex_unlock (&self->mutex);

  return n;
}

/**
 * packshot_fake_dup_journal:
 * @self: a fake service
 *
 * Returns: (transfer full): a line of JSON for each request
 */
char *
packshot_fake_dup_journal (PackshotFake *self)
{
  char *text;

  g_mutex_lock (&self->mutex);
  text = packshot_fake_journal_dup_text (self->journal);
  g_mutex_unlock (&self->mutex);

  return text;
}
