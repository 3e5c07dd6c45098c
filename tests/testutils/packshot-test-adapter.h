/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"

/**
 * PackshotTestAdapter:
 * @adapter: what is tested
 * @manifest: what its service offers
 * @remote_ids: (element-type PackshotRemoteId): what the input has of them
 * @copies: (element-type PackshotJobCopy): likewise
 * @input: what it is given
 * @poll_id: what it asks for, and is told of
 *
 * What an adapter by itself writes and understands.
 */
typedef struct
{
  const PackshotAdapter *adapter;
  PackshotManifest *manifest; /* (owned) */
  GPtrArray *remote_ids;      /* (owned) */
  GPtrArray *copies;          /* (owned) */
  PackshotAdapterInput input;
  const char *poll_id;
} PackshotTestAdapter;

/**
 * PackshotTestAnswer:
 * @status: of the answer
 * @body: of the answer
 * @verdict: what it means
 * @words: (nullable): what is said then; %NULL where that is not looked at
 */
typedef struct
{
  guint status;
  const char *body;
  PackshotVerdict verdict;
  const char *words;
} PackshotTestAnswer;

void packshot_test_adapter_set_up (PackshotTestAdapter *self,
                                   const PackshotAdapter *adapter,
                                   const char *manifest);
void packshot_test_adapter_tear_down (PackshotTestAdapter *self);

void packshot_test_adapter_ask (PackshotTestAdapter *self, const char *values);
void packshot_test_adapter_ask_unchecked (PackshotTestAdapter *self, const char *values);
void packshot_test_adapter_assert_post (PackshotTestAdapter *self,
                                        PackshotAdapterBuild build,
                                        const char *target,
                                        const char *body);
void
packshot_test_adapter_assert_body (PackshotTestAdapter *self, const char *values, const char *body);
void packshot_test_adapter_assert_unfit (PackshotTestAdapter *self,
                                         const char *values,
                                         const char *words);
void packshot_test_adapter_assert_get (PackshotCall *call, const char *target);

PackshotReply *packshot_test_adapter_read (PackshotTestAdapter *self,
                                           PackshotStep step,
                                           guint status,
                                           const char *body);
void packshot_test_adapter_assert_answers (PackshotTestAdapter *self,
                                           PackshotStep step,
                                           const PackshotTestAnswer *answers,
                                           guint n_answers);
