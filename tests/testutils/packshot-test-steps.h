/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-host.h"
#include "packshot-registry.h"
#include "packshot-settings.h"
#include "packshot-test-web.h"

/**
 * PackshotTestSteps:
 * @server: what the service speaks to
 * @host: the image host that is set up
 * @registry: has the image host
 * @settings: where they are
 * @manifest: of the service
 * @service: the one class that speaks to services
 * @request: what is asked for
 * @job: (nullable): the job, after packshot_test_steps_make_job()
 * @photo: (type filename): a photo
 * @reply: (nullable): of the newest step
 *
 * What it takes to let a service do one step after the other, without a queue.
 */
typedef struct
{
  PackshotTestWeb server;
  PackshotFakeHost *host;     /* (owned) */
  PackshotRegistry *registry; /* (owned) */
  PackshotSettings *settings; /* (owned) */
  PackshotManifest *manifest; /* (owned) */
  PackshotService *service;   /* (owned) */
  PackshotRequest *request;   /* (owned) */
  PackshotJob *job;           /* (owned) */
  char *photo;                /* (owned) */
  PackshotReply *reply;       /* (owned) */
} PackshotTestSteps;

void packshot_test_steps_set_up (PackshotTestSteps *fixture, gconstpointer user_data);
void packshot_test_steps_tear_down (PackshotTestSteps *fixture, gconstpointer user_data);
void packshot_test_steps_set_host (PackshotTestSteps *fixture, const char *public_url);
void packshot_test_steps_set (PackshotTestSteps *fixture, const char *option, const char *value);
void packshot_test_steps_make_job (PackshotTestSteps *fixture);
void packshot_test_steps_add_id (PackshotTestSteps *fixture, const char *kind, const char *id);

const PackshotReply *packshot_test_steps_run (PackshotTestSteps *fixture, PackshotStep step);
void packshot_test_steps_run_well (PackshotTestSteps *fixture, PackshotStep step);
void packshot_test_steps_assert_refused (PackshotTestSteps *fixture,
                                         PackshotStep step,
                                         PackshotVerdict verdict,
                                         const char *words);
