/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-form.h"
#include "packshot-fake.h"

/**
 * PackshotFakeClient:
 * @fake: (unowned): whom to ask
 * @status: of the last answer; 0 where there was none
 * @headers: (nullable): of the last answer
 * @body: (nullable): of the last answer
 * @error: (nullable): why there was none
 *
 * Asks a fake service with libsoup alone, so that a test of the fake trusts nothing of ours. Each
 * request has a connection of its own, and no redirect is followed.
 */
typedef struct
{
  PackshotFake *fake;   /* (unowned) */
  SoupSession *session; /* (owned) */
  guint status;
  SoupMessageHeaders *headers; /* (owned) */
  GBytes *body;                /* (owned) */
  GError *error;               /* (owned) */
  gboolean done;
} PackshotFakeClient;

PackshotFakeClient *packshot_fake_client_new (PackshotFake *fake);
void packshot_fake_client_free (PackshotFakeClient *self);

SoupMessage *
packshot_fake_client_message (PackshotFakeClient *self, const char *method, const char *target);
void packshot_fake_client_begin (PackshotFakeClient *self,
                                 SoupMessage *message,
                                 GCancellable *cancellable);
void packshot_fake_client_send (PackshotFakeClient *self, SoupMessage *message);

void packshot_fake_client_get (PackshotFakeClient *self, const char *target);
void packshot_fake_client_post (PackshotFakeClient *self, const char *target, const char *json);
void packshot_fake_client_post_form (PackshotFakeClient *self,
                                     const char *target,
                                     const char *const *fields,
                                     const PackshotFakePart *part);
void packshot_fake_client_fetch (PackshotFakeClient *self,
                                 const char *url,
                                 const char *range,
                                 const char *version);
JsonNode *packshot_fake_client_read (PackshotFakeClient *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotFakeClient, packshot_fake_client_free)
