/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-harm.h"
#include "packshot-fake-journal.h"
#include "packshot-fake-thread.h"
#include "packshot-fake.h"

/* Version 1 replaces version 0 by the fault "changed". */
#define PACKSHOT_FAKE_N_VERSIONS 2

/* Shape 1 is upright. */
#define PACKSHOT_FAKE_N_SHAPES 2

struct _PackshotFake
{
  const PackshotFakeService *service;
  PackshotFakeSettings settings; /* its strings (owned) */

  PackshotFakeThread *thread; /* (owned): whose is all of the next */
  SoupServer *api;            /* (owned) */
  SoupServer *results;        /* (owned) */
  SoupServer *other;          /* (owned) */
  PackshotFakeHarm *harm;     /* (owned) */

  char *api_url;     /* (owned) without a slash at the end, as the two below */
  char *results_url; /* (owned) */
  char *other_url;   /* (owned) */

  GMutex mutex;                 /* for all of the next */
  gpointer state;               /* (owned) of the service */
  GArray *faults;               /* (owned) */
  PackshotFakeJournal *journal; /* (owned) */
  GPtrArray *pictures;          /* (owned) (element-type GBytes) */
  GBytes *padded[PACKSHOT_FAKE_N_VERSIONS][PACKSHOT_FAKE_N_SHAPES]; /* (owned) */
  guint n_orders;
  guint n_leaks;
  guint credits;
  guint link_generation;
  guint version;
};

PackshotFakeFault packshot_fake_take_fault (PackshotFake *self, const char *step);
guint packshot_fake_get_fault_status (PackshotFake *self, PackshotFakeFault fault);
gboolean packshot_fake_has_key (PackshotFake *self, SoupServerMessage *message);
GBytes *packshot_fake_get_video (PackshotFake *self, gboolean is_upright);
GBytes *packshot_fake_get_cover (PackshotFake *self, gboolean is_upright);

void packshot_fake_spoil (PackshotFake *self, SoupServerMessage *message, PackshotFakeFault fault);
void packshot_fake_serve_api (PackshotFake *self,
                              SoupServerMessage *message,
                              const char *path,
                              GHashTable *query);
void packshot_fake_serve_result (PackshotFake *self,
                                 SoupServerMessage *message,
                                 const char *path,
                                 const char *origin);
