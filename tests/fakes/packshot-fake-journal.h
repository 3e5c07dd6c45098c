/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "packshot-fake-fault.h"

/**
 * PackshotFakeJournal:
 *
 * What was asked of a fake service, in order: one JSON object a request, a line each. A line is
 * written before the answer leaves: who got an answer, or lost one, is in it.
 */
typedef struct _PackshotFakeJournal PackshotFakeJournal;

/**
 * PackshotFakeEntry:
 * @origin: "api", "results" or "other"
 * @step: (nullable): what was asked for
 * @has_key: whether the request brought one, right or wrong
 * @fault: what goes wrong
 * @status: of the answer; 0 where there is none
 * @is_order: whether it was taken for an order that is paid for
 * @remote_id: (nullable): which order it is about
 * @words: (nullable): why it was refused
 * @picture: (nullable): what it brought
 *
 * What is told of a request beside the request itself.
 */
typedef struct
{
  const char *origin;
  const char *step;
  gboolean has_key;
  PackshotFakeFault fault;
  guint status;
  gboolean is_order;
  const char *remote_id;
  const char *words;
  GBytes *picture;
} PackshotFakeEntry;

PackshotFakeJournal *packshot_fake_journal_new (const char *path);
void packshot_fake_journal_free (PackshotFakeJournal *self);

void packshot_fake_journal_add (PackshotFakeJournal *self,
                                SoupServerMessage *message,
                                const PackshotFakeEntry *entry);
guint packshot_fake_journal_count (PackshotFakeJournal *self, const char *step);
char *packshot_fake_journal_dup_text (PackshotFakeJournal *self);
