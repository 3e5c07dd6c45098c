/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-ledger-entry.h"

G_BEGIN_DECLS

/* For the reader of the ledger, which fills an entry once. */
struct _PackshotLedgerEntry
{
  GObject parent_instance;

  gint64 row;
  char *id;
  char *service;
  char *title;
  PackshotJobState state;
  PackshotFailure failure;
  char *words;
  gboolean cancel_asked;
  gint64 created;
  gint64 changed;
  gint64 not_before;
  gint64 price;
  gint64 charged;
  char *unit;
  char *output;
  char *video;
  char *cover;
  PackshotStep paid_step;
  gint64 paid_at;
  gint64 trashed;
  gboolean saving;
};

G_END_DECLS
