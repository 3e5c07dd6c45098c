/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-ledger-entry-private.h"

G_DEFINE_FINAL_TYPE (PackshotLedgerEntry, packshot_ledger_entry, G_TYPE_OBJECT)

static void
packshot_ledger_entry_finalize (GObject *object)
{
  PackshotLedgerEntry *self = PACKSHOT_LEDGER_ENTRY (object);

  g_free (self->id);
  g_free (self->service);
  g_free (self->title);
  g_free (self->words);
  g_free (self->unit);
  g_free (self->output);
  g_free (self->video);
  g_free (self->cover);

  G_OBJECT_CLASS (packshot_ledger_entry_parent_class)->finalize (object);
}

static void
packshot_ledger_entry_class_init (PackshotLedgerEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = packshot_ledger_entry_finalize;
}

static void
packshot_ledger_entry_init (PackshotLedgerEntry *self)
{
}

/**
 * packshot_ledger_entry_get_row:
 * @self: an entry
 *
 * Returns: its row: what leases and changes go by
 */
gint64
packshot_ledger_entry_get_row (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), 0);

  return self->row;
}

/**
 * packshot_ledger_entry_get_id:
 * @self: an entry
 *
 * Returns: (transfer none): the id of the job
 */
const char *
packshot_ledger_entry_get_id (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->id;
}

/**
 * packshot_ledger_entry_get_service:
 * @self: an entry
 *
 * Returns: (transfer none): the id of its service
 */
const char *
packshot_ledger_entry_get_service (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->service;
}

/**
 * packshot_ledger_entry_get_title:
 * @self: an entry
 *
 * Returns: (transfer none): what to call it, such as the name of the product
 */
const char *
packshot_ledger_entry_get_title (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->title;
}

/**
 * packshot_ledger_entry_get_state:
 * @self: an entry
 *
 * Returns: where the job is in its life
 */
PackshotJobState
packshot_ledger_entry_get_state (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), PACKSHOT_JOB_FAILED);

  return self->state;
}

/**
 * packshot_ledger_entry_get_failure:
 * @self: an entry
 *
 * Returns: why it failed
 */
PackshotFailure
packshot_ledger_entry_get_failure (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), PACKSHOT_FAILURE_NONE);

  return self->failure;
}

/**
 * packshot_ledger_entry_get_words:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): one sentence about its state: why it failed, or rests
 */
const char *
packshot_ledger_entry_get_words (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->words;
}

/**
 * packshot_ledger_entry_get_cancel_asked:
 * @self: an entry
 *
 * Returns: whether the user asked to cancel it
 */
gboolean
packshot_ledger_entry_get_cancel_asked (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), FALSE);

  return self->cancel_asked;
}

/**
 * packshot_ledger_entry_get_created:
 * @self: an entry
 *
 * Returns: when it was written down, in microseconds since 1970, UTC
 */
gint64
packshot_ledger_entry_get_created (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), 0);

  return self->created;
}

/**
 * packshot_ledger_entry_get_changed:
 * @self: an entry
 *
 * Returns: when it last changed, in microseconds since 1970, UTC
 */
gint64
packshot_ledger_entry_get_changed (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), 0);

  return self->changed;
}

/**
 * packshot_ledger_entry_get_not_before:
 * @self: an entry
 *
 * Returns: when to go on at the earliest, in microseconds since 1970, UTC; 0 for at once
 */
gint64
packshot_ledger_entry_get_not_before (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), 0);

  return self->not_before;
}

/**
 * packshot_ledger_entry_get_price:
 * @self: an entry
 *
 * Returns: the price that was last shown, in millionths of the unit, or
 *   %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_ledger_entry_get_price (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), PACKSHOT_MONEY_UNKNOWN);

  return self->price;
}

/**
 * packshot_ledger_entry_get_charged:
 * @self: an entry
 *
 * Returns: what it cost so far, in millionths of the unit, or %PACKSHOT_MONEY_UNKNOWN
 */
gint64
packshot_ledger_entry_get_charged (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), PACKSHOT_MONEY_UNKNOWN);

  return self->charged;
}

/**
 * packshot_ledger_entry_get_unit:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): what is paid with: "credits", "USD"; %NULL where it is free
 */
const char *
packshot_ledger_entry_get_unit (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->unit;
}

/**
 * packshot_ledger_entry_get_output:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path to deliver to
 */
const char *
packshot_ledger_entry_get_output (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->output;
}

/**
 * packshot_ledger_entry_get_video:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path of the video, once done
 */
const char *
packshot_ledger_entry_get_video (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->video;
}

/**
 * packshot_ledger_entry_get_cover:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable) (type filename): the absolute path of the cover, once done
 */
const char *
packshot_ledger_entry_get_cover (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), NULL);

  return self->cover;
}

/**
 * packshot_ledger_entry_get_paid_step:
 * @self: an entry
 *
 * Returns: the paid call that was sent last, or is about to be; create where there was none yet
 */
PackshotStep
packshot_ledger_entry_get_paid_step (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), PACKSHOT_STEP_CREATE);

  return self->paid_step;
}

/**
 * packshot_ledger_entry_get_paid_at:
 * @self: an entry
 *
 * Returns: when that was about to be sent, in microseconds since 1970, UTC; 0 where there was none
 */
gint64
packshot_ledger_entry_get_paid_at (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), 0);

  return self->paid_at;
}

/**
 * packshot_ledger_entry_get_trashed:
 * @self: an entry
 *
 * Returns: when it was put into the trash, in microseconds since 1970, UTC; 0 where it is not there
 */
gint64
packshot_ledger_entry_get_trashed (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), 0);

  return self->trashed;
}

/**
 * packshot_ledger_entry_get_saving:
 * @self: an entry
 *
 * Returns: whether its video is still to be copied to the folder where the user has them all
 */
gboolean
packshot_ledger_entry_get_saving (PackshotLedgerEntry *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LEDGER_ENTRY (self), FALSE);

  return self->saving;
}
