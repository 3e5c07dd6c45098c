/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What a manifest says of a service on the web. A service that is offline has the answers of one
 * that costs nothing and can nothing. */

#include "packshot-manifest-private.h"

#include "packshot-ledger-charge.h"

/**
 * packshot_manifest_get_base_url:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): where the service is, without a slash at the end, unless
 *   somebody set another place; see packshot_settings_dup_base_url()
 */
const char *
packshot_manifest_get_base_url (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->base_url : NULL;
}

/**
 * packshot_manifest_get_base_url_environment:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): the environment variable that may name another place
 */
const char *
packshot_manifest_get_base_url_environment (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->base_url_environment : NULL;
}

/**
 * packshot_manifest_get_allow_http:
 * @self: a manifest
 *
 * Returns: whether plain http may leave this computer
 */
gboolean
packshot_manifest_get_allow_http (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->remote != NULL ? self->remote->allow_http : FALSE;
}

/**
 * packshot_manifest_get_website:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): the page where an account and a key are to be had
 */
const char *
packshot_manifest_get_website (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->website : NULL;
}

/**
 * packshot_manifest_get_n_credentials:
 * @self: a manifest
 *
 * Returns: how many secrets each call carries; 0 where no key is needed
 */
guint
packshot_manifest_get_n_credentials (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->remote != NULL ? self->remote->credentials->len : 0;
}

/**
 * packshot_manifest_get_credential:
 * @self: a manifest
 * @index: which secret
 *
 * Returns: (transfer none): what is to know about it, but not the secret itself
 */
const PackshotCredentialSpec *
packshot_manifest_get_credential (PackshotManifest *self, guint index)
{
  g_return_val_if_fail (index < packshot_manifest_get_n_credentials (self), NULL);

  return g_ptr_array_index (self->remote->credentials, index);
}

/**
 * packshot_manifest_get_n_models:
 * @self: a manifest
 *
 * Returns: how many models there are; 0 where the service has no names for them
 */
guint
packshot_manifest_get_n_models (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->remote != NULL ? self->remote->models->len : 0;
}

/**
 * packshot_manifest_get_model:
 * @self: a manifest
 * @index: which model
 *
 * Returns: (transfer none): that model, in the manifest's order
 */
const PackshotModel *
packshot_manifest_get_model (PackshotManifest *self, guint index)
{
  g_return_val_if_fail (index < packshot_manifest_get_n_models (self), NULL);

  return g_ptr_array_index (self->remote->models, index);
}

/**
 * packshot_manifest_get_default_model:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): the id of the model taken where none is asked for
 */
const char *
packshot_manifest_get_default_model (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->default_model : NULL;
}

/**
 * packshot_manifest_find_model:
 * @self: a manifest
 * @id: what the service calls a model
 *
 * Returns: (transfer none) (nullable): that model
 */
const PackshotModel *
packshot_manifest_find_model (PackshotManifest *self, const char *id)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self) && id != NULL, NULL);

  return self->remote != NULL ? packshot_remote_find_model (self->remote, id) : NULL;
}

/**
 * packshot_manifest_get_unit:
 * @self: a manifest
 *
 * What it is said by is for packshot_money_dup_words().
 *
 * Returns: (transfer none) (nullable): what prices count, as the manifest names it in any language:
 *   "credits"; %NULL where nothing costs anything, or it does not say
 */
const char *
packshot_manifest_get_unit (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->unit : NULL;
}

/**
 * packshot_manifest_get_unit_one:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): one of what prices count, likewise: "credit"; %NULL where
 *   there is no other word for it, as of a currency
 */
const char *
packshot_manifest_get_unit_one (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->unit_one : NULL;
}

/**
 * packshot_manifest_find_price:
 * @self: a manifest
 * @step: a step
 *
 * Returns: (transfer none) (nullable): what is to know about the price of the step; %NULL where it
 *   costs nothing
 */
const PackshotPrice *
packshot_manifest_find_price (PackshotManifest *self, PackshotStep step)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? packshot_remote_find_price (self->remote, step) : NULL;
}

/**
 * packshot_manifest_get_price:
 * @self: a manifest
 * @step: a step
 *
 * Returns: what the step costs, in millionths of the unit: 0 where it costs nothing, as what is
 *   made on this computer, and %PACKSHOT_MONEY_UNKNOWN where the service does not say
 */
gint64
packshot_manifest_get_price (PackshotManifest *self, PackshotStep step)
{
  const PackshotPrice *price = packshot_manifest_find_price (self, step);

  if (price != NULL)
    return price->amount;

  /* Nobody makes a video for nothing without saying so. */
  return step == PACKSHOT_STEP_CREATE && !packshot_manifest_get_offline (self)
             ? PACKSHOT_MONEY_UNKNOWN
             : 0;
}

/**
 * packshot_manifest_offers_step:
 * @self: a manifest
 * @step: a paid step
 *
 * Returns: whether the service has that step: one that is not there to be paid for, even with
 *   nothing, is not there
 */
gboolean
packshot_manifest_offers_step (PackshotManifest *self, PackshotStep step)
{
  return packshot_manifest_find_price (self, step) != NULL;
}

/**
 * packshot_manifest_get_balance_tells_cost:
 * @self: a manifest
 *
 * Returns: whether a step cost what the balance before it had more than the balance after it
 */
gboolean
packshot_manifest_get_balance_tells_cost (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->remote != NULL ? self->remote->balance_tells_cost : FALSE;
}

/**
 * packshot_manifest_get_advice:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): what has to be known before one pays, one sentence
 */
const char *
packshot_manifest_get_advice (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), NULL);

  return self->remote != NULL ? self->remote->advice : NULL;
}

/**
 * packshot_manifest_get_poll_interval:
 * @self: a manifest
 *
 * Returns: how many seconds to let pass between two questions
 */
double
packshot_manifest_get_poll_interval (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->remote != NULL ? self->remote->poll_interval : 0;
}

/**
 * packshot_manifest_get_poll_batch:
 * @self: a manifest
 *
 * Returns: how many ids one question may hold, at least 1
 */
guint
packshot_manifest_get_poll_batch (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 1);

  return self->remote != NULL ? self->remote->poll_batch : 1;
}

/**
 * packshot_manifest_get_typical_wait:
 * @self: a manifest
 *
 * Returns: after how many seconds a video is usually there; 0 where nobody can say
 */
double
packshot_manifest_get_typical_wait (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->remote != NULL ? self->remote->typical_wait : 0;
}

/**
 * packshot_manifest_get_keeps_jobs:
 * @self: a manifest
 *
 * Returns: for how many seconds the service remembers a job; one that it does not know is lost
 *   only after that
 */
double
packshot_manifest_get_keeps_jobs (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->remote != NULL ? self->remote->keeps_jobs : 0;
}

/**
 * packshot_manifest_get_link_lifetime:
 * @self: a manifest
 *
 * Returns: for how many seconds a link to a video is good; 0 where that is not known
 */
double
packshot_manifest_get_link_lifetime (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), 0);

  return self->remote != NULL ? self->remote->link_lifetime : 0;
}

/**
 * packshot_manifest_get_id_aliases:
 * @self: a manifest
 *
 * Returns: (transfer none): the flags by which people know the service's ids, such as "video-ids",
 *   ended by %NULL
 */
const char *const *
packshot_manifest_get_id_aliases (PackshotManifest *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), none);

  return self->remote != NULL ? (const char *const *) self->remote->id_aliases : none;
}

/**
 * packshot_manifest_get_can_resume:
 * @self: a manifest
 *
 * Returns: whether a job can be asked for later, by its id
 */
gboolean
packshot_manifest_get_can_resume (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->remote != NULL ? self->remote->can_resume : FALSE;
}

/**
 * packshot_manifest_get_can_cancel:
 * @self: a manifest
 *
 * Returns: whether the service can be asked to stop a job
 */
gboolean
packshot_manifest_get_can_cancel (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->remote != NULL ? self->remote->can_cancel : FALSE;
}

/**
 * packshot_manifest_get_can_list:
 * @self: a manifest
 *
 * Returns: whether the service can tell which jobs there are
 */
gboolean
packshot_manifest_get_can_list (PackshotManifest *self)
{
  g_return_val_if_fail (PACKSHOT_IS_MANIFEST (self), FALSE);

  return self->remote != NULL ? self->remote->can_list : FALSE;
}
