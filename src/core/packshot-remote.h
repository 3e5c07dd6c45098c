/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-credential-spec.h"
#include "packshot-model.h"
#include "packshot-price.h"

G_BEGIN_DECLS

/**
 * PackshotRemote:
 * @base_url: (nullable): where the service is, without a slash at the end
 * @base_url_environment: (nullable): the environment variable that says otherwise
 * @allow_http: whether plain http may leave this computer; never together with credentials
 * @website: (nullable): the page where an account and a key are to be had
 * @credentials: (element-type PackshotCredentialSpec): the secrets that each call carries
 * @models: (element-type PackshotModel): its models; may be none
 * @default_model: (nullable): the id of the one that is taken where none is asked for
 * @models_open: whether any other name of a model is taken as well
 * @models_catalog: whether it can be asked which models it has
 * @unit_one: (nullable): one of what prices count: "credit"; %NULL where one says it as of many
 * @unit: (nullable): what prices count, in the plural: "credits"; %NULL where it does not say
 * @prices: (element-type PackshotPrice): what its paid steps cost; none where it does not say
 * @balance_tells_cost: whether a step cost the balance before it less the balance after it
 * @advice: (nullable): what has to be known before one pays, one sentence
 * @poll_interval: how many seconds to let pass between two questions
 * @poll_batch: how many ids one question may hold
 * @typical_wait: after how many seconds a video is usually there
 * @keeps_jobs: for how many seconds it remembers a job; one it does not know is lost only then
 * @link_lifetime: for how many seconds a link to a video is good; 0 where that is not known
 * @id_aliases: (array zero-terminated=1): flags by which people know its ids: "video-ids"
 * @can_resume: whether a job can be asked for later, by its id
 * @can_cancel: whether a job can be stopped
 * @can_list: whether it can tell which jobs there are
 *
 * What a manifest says of a service on the web, in its member "remote"; the table is in
 * packshot-manifest.h. Belongs to its manifest and never changes.
 */
typedef struct
{
  char *base_url;
  char *base_url_environment;
  gboolean allow_http;
  char *website;
  GPtrArray *credentials;
  GPtrArray *models;
  char *default_model;
  gboolean models_open;
  gboolean models_catalog;
  char *unit_one;
  char *unit;
  GPtrArray *prices;
  gboolean balance_tells_cost;
  char *advice;
  double poll_interval;
  guint poll_batch;
  double typical_wait;
  double keeps_jobs;
  double link_lifetime;
  GStrv id_aliases;
  gboolean can_resume;
  gboolean can_cancel;
  gboolean can_list;
} PackshotRemote;

PackshotRemote *
packshot_remote_new_from_json (JsonObject *object, const char *path, GError **error);
void packshot_remote_free (PackshotRemote *remote);

const PackshotPrice *packshot_remote_find_price (const PackshotRemote *remote, PackshotStep step);
const PackshotModel *packshot_remote_find_model (const PackshotRemote *remote, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotRemote, packshot_remote_free)

G_END_DECLS
