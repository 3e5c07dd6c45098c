/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-call.h"
#include "packshot-catalog-item.h"
#include "packshot-listing.h"
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
 *   the oldest first; a picture that was uploaded, or stands in the call itself as a data: address,
 *   has the name of its option as kind
 * @copies: (nullable) (element-type PackshotJobCopy): the pictures of the request that are files of
 *   this computer, as they are sent
 * @file: (nullable): the file to upload or to host; for these alone
 * @model: (nullable): the model that was chosen; %NULL where the manifest names none
 * @is_local: whether the service runs on this computer, so that it can read its files
 *
 * What an adapter builds a call from, and what helps it to read the answer. Nothing of it is the
 * adapter's own.
 */
typedef struct
{
  PackshotManifest *manifest;
  PackshotRequest *request;
  const GPtrArray *remote_ids;
  const GPtrArray *copies;
  const PackshotJobCopy *file;
  const char *model;
  gboolean is_local;
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
 * PackshotAdapterExplain:
 * @answer: an answer with another status than that of a success
 *
 * Returns: (transfer full) (nullable): a sentence of ours to stand before the service's own words;
 *   %NULL for the one that is said for this status of each service
 */
typedef char *(*PackshotAdapterExplain) (PackshotNetAnswer *answer);

/**
 * PackshotAdapterBuildList:
 * @manifest: what the service offers
 * @option: (nullable): of a catalog: for which option
 *
 * Returns: (transfer full): the call to send
 */
typedef PackshotCall *(*PackshotAdapterBuildList) (PackshotManifest *manifest, const char *option);

/**
 * PackshotAdapterReadList:
 * @manifest: what the service offers
 * @option: (nullable): of a catalog: for which option
 * @answer: the answer, whatever it is but for what packshot_answer_read_status() has judged
 * @trouble: (out) (transfer full): what is wrong, where it is no list
 *
 * Returns: (transfer full): the list, of #PackshotListing or of #PackshotCatalogItem; %NULL where
 *   @trouble is set
 */
typedef GPtrArray *(*PackshotAdapterReadList) (PackshotManifest *manifest,
                                               const char *option,
                                               PackshotNetAnswer *answer,
                                               PackshotReply **trouble);

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
 * @build_probe, @read_probe: a second such question for where the answer to the first settles
 *   nothing: whether it is this service at all that lives there
 *
 * @build_approve, @read_approve: the paid call that has the video made of the preview (`request`,
 *   with what was decided at the review, `remote_ids`). As of read_create(); the id may stay as it
 *   is
 * @build_regenerate_picture, @read_regenerate_picture: the paid call for another preview; likewise.
 *   An id that it brings is polled for from then on
 * @build_regenerate_video, @read_regenerate_video: the paid call for another video; likewise
 * @build_list, @read_list: which jobs there are: of #PackshotListing
 * @build_catalog, @read_catalog: which values there are for an option: of #PackshotCatalogItem
 * @build_host, @read_host: put a file where it has a public address (`file`). DONE with
 *   %PACKSHOT_REMOTE_ID_HOSTED_URL
 *
 * @read_words: finds the service's own words in an answer
 * @is_refusal: (nullable): tells a refusal that comes as a server's error
 * @explain: (nullable): knows more of an answer than its status tells
 *
 * What is particular to one service: how its calls are written and its answers read. A table of
 * plain functions: no state, no input or output, no clock; the same arguments give the same result.
 * Entries come in pairs, and are %NULL where the service lacks them; those of create are always
 * there, those of poll but where it answers a create only at the end.
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
 *   it gives; to a create only where that is answered at the end. Everything else that is wrong
 * with a poll is UNCERTAIN or REFUSED: it ends no job.
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
  PackshotAdapterBuild build_probe;
  PackshotAdapterRead read_probe;

  PackshotAdapterBuild build_approve;
  PackshotAdapterRead read_approve;
  PackshotAdapterBuild build_regenerate_picture;
  PackshotAdapterRead read_regenerate_picture;
  PackshotAdapterBuild build_regenerate_video;
  PackshotAdapterRead read_regenerate_video;
  PackshotAdapterBuildList build_list;
  PackshotAdapterReadList read_list;
  PackshotAdapterBuildList build_catalog;
  PackshotAdapterReadList read_catalog;
  PackshotAdapterBuild build_host;
  PackshotAdapterRead read_host;

  PackshotAdapterReadWords read_words;
  PackshotAdapterIsRefusal is_refusal;
  PackshotAdapterExplain explain;
} PackshotAdapter;

char *packshot_adapter_input_dup_text (const PackshotAdapterInput *input, const char *name);
const char *packshot_adapter_input_get_picture (const PackshotAdapterInput *input,
                                                const char *name);
gboolean packshot_adapter_input_check (const PackshotAdapterInput *input,
                                       const char *name,
                                       const char *value,
                                       GError **error);

G_END_DECLS
