/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "packshot-adapter.h"

/* The two keys that it wants to see. */
#define PACKSHOT_TEST_WEB_ID  "id-fake-canary"
#define PACKSHOT_TEST_WEB_KEY "key-fake-canary"

/* A product name that the service never takes, so that the adapter refuses it. */
#define PACKSHOT_TEST_WEB_TABOO "nameless"

/* A product name whose call answers only when all is done. */
#define PACKSHOT_TEST_WEB_SLOW "slow"

/**
 * PackshotTestWeb:
 * @server: in the main context of the test
 * @url: where it is
 * @journal: a line for each request: its method and its path with the query
 * @body: (nullable): of the newest POST
 * @status: what it answers to all; 200 at first
 * @words: (nullable): what stands in its answers
 * @state: what it says of each job: "working", "review", "done" or "failed"
 * @credits: what is left; each paid call takes 3
 *
 * What packshot_test_web_adapter speaks to: a service with a review, lists and a place for files.
 */
typedef struct
{
  SoupServer *server; /* (owned) */
  char *url;          /* (owned) */
  GString *journal;   /* (owned) */
  char *body;         /* (owned) */
  guint status;
  const char *words;
  const char *state;
  gint64 credits;
  GBytes *picture; /* (owned) (nullable): what lies at /preview.png */
} PackshotTestWeb;

/* Its manifest, but for the address, which the environment tells. */
extern const char packshot_test_web_manifest[];
#define PACKSHOT_TEST_WEB_BASE_URL "PACKSHOT_TEST_WEB_BASE_URL"

extern const PackshotAdapter packshot_test_web_adapter;

void packshot_test_web_start (PackshotTestWeb *self);
void packshot_test_web_stop (PackshotTestWeb *self);
