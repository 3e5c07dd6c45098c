/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-call.h"
#include "packshot-net-answer.h"
#include "packshot-reply.h"
#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotAdapterInput:
 * @manifest: what the service offers
 * @request: (nullable): what was asked for, frozen; %NULL where no request is known, as for a test
 *   or for an id that was made elsewhere
 * @remote_ids: (nullable) (element-type PackshotRemoteId): what is known of the job at the service,
 *   the oldest first; a picture that was uploaded has the name of its option as kind
 * @file: (nullable): the picture to upload; for an upload alone
 * @model: (nullable): the model that was chosen; %NULL where the manifest names none
 *
 * What an adapter builds a call from, and what helps it to read the answer. Nothing of it is the
 * adapter's own.
 */
typedef struct
{
  PackshotManifest *manifest;
  PackshotRequest *request;
  const GPtrArray *remote_ids;
  const PackshotJobCopy *file;
  const char *model;
} PackshotAdapterInput;

/**
 * PackshotAdapterBuild:
 * @input: what is wanted; has the members that the entry of #PackshotAdapter names
 * @error: return location for a #PackshotCoreError, one sentence: something is missing that the
 *   service can't do without
 *
 * Returns: (transfer full): the call to send, or %NULL on error
 */
typedef PackshotCall *(*PackshotAdapterBuild) (const PackshotAdapterInput *input, GError **error);

/**
 * PackshotAdapterRead:
 * @input: what the call was built from
 * @answer: the answer to it, whatever it is but for what packshot_answer_read_status() has judged
 *
 * Returns: (transfer full): what it means
 */
typedef PackshotReply *(*PackshotAdapterRead) (const PackshotAdapterInput *input,
                                               PackshotNetAnswer *answer);

/**
 * PackshotAdapterBuildPoll:
 * @manifest: what the service offers
 * @ids: (element-type utf8): what is asked for, at least one, at most what the manifest says
 *
 * Returns: (transfer full): the call to send
 */
typedef PackshotCall *(*PackshotAdapterBuildPoll) (PackshotManifest *manifest,
                                                   const GPtrArray *ids);

/**
 * PackshotAdapterReadPoll:
 * @manifest: what the service offers
 * @ids: (element-type utf8): what was asked for
 * @answer: the answer, whatever it is but for what packshot_answer_read_status() has judged
 * @replies: (element-type PackshotReply): where to add one reply for each of @ids, in their order
 */
typedef void (*PackshotAdapterReadPoll) (PackshotManifest *manifest,
                                         const GPtrArray *ids,
                                         PackshotNetAnswer *answer,
                                         GPtrArray *replies);

/**
 * PackshotAdapterReadWords:
 * @answer: an answer of whatever status
 *
 * Returns: (transfer full) (nullable): the reason that the service itself gives in it, one line fit
 *   to be shown; %NULL where there is none
 */
typedef char *(*PackshotAdapterReadWords) (PackshotNetAnswer *answer);

/**
 * PackshotAdapterIsRefusal:
 * @answer: an answer of status 500 to 599
 *
 * Returns: whether the service says by it, as it is documented or known to do, that it refused and
 *   did nothing
 */
typedef gboolean (*PackshotAdapterIsRefusal) (PackshotNetAnswer *answer);

/**
 * PackshotAdapter:
 * @name: what manifests call it: their "engine"
 *
 * @build_upload, @read_upload: bring a picture there (`file`). DONE with a remote id whose kind is
 *   the option of the picture: what build_create() has to say in its place
 * @build_create, @read_create: the paid call (`request`, `remote_ids` of the uploads, `model`).
 * DONE with the id to poll for, %PACKSHOT_REMOTE_ID_POLL, and whatever other ids there are; or with
 *   %PACKSHOT_REMOTE_ID_VIDEO_URL where the service answers only at the end. `cost` and `balance`
 *   where it tells
 * @build_poll, @read_poll: ask how far jobs are. WORKING; DONE with %PACKSHOT_REMOTE_ID_VIDEO_URL
 *   and, where there is a cover, %PACKSHOT_REMOTE_ID_COVER_URL; FAILED; GONE for an id that is not
 *   among those answered for
 * @build_cancel, @read_cancel: stop it (`remote_ids`). DONE where the service says that it has
 *   stopped, WORKING where it only says that it will try
 * @build_test, @read_test: a question that costs nothing and needs the key. DONE, with `balance`
 *   where the service tells
 *
 * @read_words: finds the service's own words in an answer
 * @is_refusal: (nullable): tells a refusal that comes as a server's error
 *
 * What is particular to one service: how its calls are written and its answers read. A table of
 * plain functions: no state, no input or output, no clock; the same arguments give the same result.
 * Entries come in pairs; those of upload, cancel and test are %NULL where the service lacks them,
 * those of poll where it answers a create only at the end.
 *
 * The verdicts follow the answer table of DESIGN §4. What a status means by itself, and what an
 * error on the way does, is the same for all services and stands in packshot-answer.h: whoever
 * sends a call asks packshot_answer_read_status() first and the adapter only where that gives
 * %NULL, which is to say for a status of 200 to 299. Of such an answer:
 *
 * - REFUSED, by packshot_answer_new_refusal(), only where the service says in its documented way
 *   that it did not begin. A create that is wrongly taken for refused will be sent, and paid,
 * again.
 * - UNCERTAIN, by packshot_answer_new_puzzle(), for a create whose answer has no id that can be
 *   used. An id that is there counts, whatever else is odd: to ask for it costs nothing.
 * - FAILED only where the service says of this very job that there will be no video, in the words
 *   it gives. Everything else that is wrong with a poll is UNCERTAIN or REFUSED: it ends no job.
 *
 * Members of unknown names are passed over, members of wrong types are as good as missing, a state
 * nobody knows is WORKING.
 */
typedef struct
{
  const char *name;

  PackshotAdapterBuild build_upload;
  PackshotAdapterRead read_upload;
  PackshotAdapterBuild build_create;
  PackshotAdapterRead read_create;
  PackshotAdapterBuildPoll build_poll;
  PackshotAdapterReadPoll read_poll;
  PackshotAdapterBuild build_cancel;
  PackshotAdapterRead read_cancel;
  PackshotAdapterBuild build_test;
  PackshotAdapterRead read_test;

  PackshotAdapterReadWords read_words;
  PackshotAdapterIsRefusal is_refusal;
} PackshotAdapter;

char *packshot_adapter_input_dup_text (const PackshotAdapterInput *input, const char *name);
const char *packshot_adapter_input_get_picture (const PackshotAdapterInput *input,
                                                const char *name);
gboolean packshot_adapter_input_check (const PackshotAdapterInput *input,
                                       const char *name,
                                       const char *value,
                                       GError **error);

G_END_DECLS
