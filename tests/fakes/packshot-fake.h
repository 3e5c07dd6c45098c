/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "packshot-fake-fault.h"

/**
 * PackshotFake:
 *
 * A service on loopback that is stricter than any real one: what is not documented is refused. It
 * counts what it would be paid for, keeps a journal of all requests, and does wrong when told to.
 * It lives in a thread of its own and may be asked from any other.
 *
 * There are three origins: the API, one for results, which refuses any request that brings a key,
 * and another that redirects lead to.
 */
typedef struct _PackshotFake PackshotFake;

/**
 * PackshotFakeCall:
 * @message: the request
 * @query: (nullable): its parameters
 * @body: of the request
 * @remote_id: (nullable): what to write into the journal: which order it is about
 * @is_order: whether it is paid for
 * @picture: (nullable): what it brought
 * @status: of the answer; 200 unless changed
 * @words: (nullable): why it is refused
 * @answer: (nullable): what to answer
 * @text: (nullable): what to answer that is no JSON
 * @seconds: how long the answer takes
 *
 * A request of somebody who has the right key, and what is made of it.
 */
typedef struct
{
  SoupServerMessage *message; /* (owned) */
  GHashTable *query;          /* (unowned) */
  GBytes *body;               /* (owned) */
  char *remote_id;            /* (owned) */
  gboolean is_order;
  GBytes *picture; /* (owned) */
  guint status;
  char *words;      /* (owned) */
  JsonNode *answer; /* (owned) */
  const char *text;
  double seconds;
} PackshotFakeCall;

/**
 * PackshotFakeRoute:
 * @method: of the request
 * @path: of the request; a part that is "*" is any, see packshot_fake_call_dup_part()
 * @step: what it is called in faults and in the journal
 * @serve: does the work and fills in the answer
 * @parameter: (nullable): what has to be among the parameters for it to be this route; where there
 *   are several of the same method and path, the first that fits is taken
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *step;
  void (*serve) (PackshotFake *fake, PackshotFakeCall *call);
  const char *parameter;
} PackshotFakeRoute;

/**
 * PackshotFakeService:
 * @name: what `fake-service` takes
 * @key_header: (nullable): the header that brings the key; %NULL where none is wanted, so that one
 *   that comes all the same is refused, and counted
 * @key_prefix: what stands before it
 * @id_header: (nullable): the header that says whose key it is
 * @routes: what there is, ended by one without a method
 * @refuse: makes an answer that refuses in the service's way
 * @refusal_status: the status of "not today"; 0 is 200
 * @missing: (nullable): what it says where it has nothing; %NULL where it refuses that as all else
 * @state_new: makes what the service remembers
 * @state_free: frees it
 *
 * What is particular to one service. It is called in the fake's thread, one call at a time.
 */
typedef struct
{
  const char *name;
  const char *key_header;
  const char *key_prefix;
  const char *id_header;
  const PackshotFakeRoute *routes;
  JsonNode *(*refuse) (guint status, const char *words);
  guint refusal_status;
  const char *missing;
  gpointer (*state_new) (void);
  void (*state_free) (gpointer state);
} PackshotFakeService;

/**
 * PackshotFakeSettings:
 * @key: the only one that is accepted
 * @id: whose key it is, for services that want to know
 * @n_polls: how many times an order is polled at least before it is finished
 * @seconds_to_finish: how long it takes at least
 * @failure: (nullable): the reason why all orders fail; %NULL where they do not
 * @fails_late: whether those that are made in several parts fail at the last one, not at the first
 * @credits: how much there is to spend
 * @retry_after: what status 429 says, in seconds
 * @bytes_per_second: how fast a slow download is
 * @padding: how many bytes that mean nothing are at the end of each video
 * @port: of the API; 0 for any that is free
 * @journal: (nullable) (type filename): where the journal goes besides, "-" for the standard output
 */
typedef struct
{
  const char *key;
  const char *id;
  guint n_polls;
  double seconds_to_finish;
  const char *failure;
  gboolean fails_late;
  guint credits;
  guint retry_after;
  guint bytes_per_second;
  gsize padding;
  guint port;
  const char *journal;
} PackshotFakeSettings;

extern const PackshotFakeSettings packshot_fake_default_settings;

PackshotFake *packshot_fake_new (const PackshotFakeService *service,
                                 const PackshotFakeSettings *settings);
void packshot_fake_free (PackshotFake *self);

const PackshotFakeService *packshot_fake_get_service (PackshotFake *self);
const char *packshot_fake_get_base_url (PackshotFake *self);
const char *packshot_fake_get_results_url (PackshotFake *self);
GBytes *packshot_fake_ref_video (PackshotFake *self, gboolean is_upright);
GBytes *packshot_fake_ref_cover (PackshotFake *self, gboolean is_upright);
GBytes *packshot_fake_ref_picture (PackshotFake *self, guint index);

void packshot_fake_add_fault (PackshotFake *self,
                              const char *step,
                              PackshotFakeFault fault,
                              guint times);
guint packshot_fake_count (PackshotFake *self, const char *step);
guint packshot_fake_get_n_orders (PackshotFake *self);
guint packshot_fake_get_n_leaks (PackshotFake *self);
char *packshot_fake_dup_journal (PackshotFake *self);

/* For the services. */
gpointer packshot_fake_get_state (PackshotFake *self);
const PackshotFakeSettings *packshot_fake_get_settings (PackshotFake *self);
gboolean packshot_fake_pay (PackshotFake *self, PackshotFakeCall *call, guint credits);
guint packshot_fake_get_credits (PackshotFake *self);
gsize packshot_fake_get_video_size (PackshotFake *self, gboolean is_upright);
char *packshot_fake_dup_video_link (PackshotFake *self, const char *id, gboolean is_upright);
char *packshot_fake_dup_cover_link (PackshotFake *self, const char *id, gboolean is_upright);
char *packshot_fake_dup_preview_link (PackshotFake *self, const char *id, gboolean is_upright);
char *packshot_fake_call_dup_part (PackshotFakeCall *call, guint index);
JsonNode *packshot_fake_call_read_json (PackshotFakeCall *call);
void packshot_fake_refuse (PackshotFakeCall *call, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFake, packshot_fake_free)
