/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotCoreError:
 * @PACKSHOT_CORE_ERROR_MANIFEST: a manifest is broken; the message names file and place
 * @PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE: no such service, or nothing here can run it
 * @PACKSHOT_CORE_ERROR_UNKNOWN_OPTION: the service has no such option
 * @PACKSHOT_CORE_ERROR_BAD_VALUE: a value can't be used; the message is a sentence for the user
 * @PACKSHOT_CORE_ERROR_MISSING_VALUE: a required option was not given
 * @PACKSHOT_CORE_ERROR_STATE: the object is past the state in which this may be asked
 * @PACKSHOT_CORE_ERROR_LEDGER: the ledger is damaged
 * @PACKSHOT_CORE_ERROR_LEDGER_NEWER: the ledger was written by a newer version of the program
 * @PACKSHOT_CORE_ERROR_NO_JOB: the ledger has no such job
 * @PACKSHOT_CORE_ERROR_UNREADABLE_JOB: what the ledger holds of a job can't be read
 * @PACKSHOT_CORE_ERROR_KEYRING: the keyring is locked, or can't do what was asked
 * @PACKSHOT_CORE_ERROR_SERVICE: a service did not give what it was asked for; the message has its
 *   own words
 * @PACKSHOT_CORE_ERROR_LIMIT: it would lead over what may be spent in a day, and nobody allowed
 * that
 *
 * What can go wrong in core, beside what GIO reports.
 */
typedef enum
{
  PACKSHOT_CORE_ERROR_MANIFEST,
  PACKSHOT_CORE_ERROR_UNKNOWN_SERVICE,
  PACKSHOT_CORE_ERROR_UNKNOWN_OPTION,
  PACKSHOT_CORE_ERROR_BAD_VALUE,
  PACKSHOT_CORE_ERROR_MISSING_VALUE,
  PACKSHOT_CORE_ERROR_STATE,
  PACKSHOT_CORE_ERROR_LEDGER,
  PACKSHOT_CORE_ERROR_LEDGER_NEWER,
  PACKSHOT_CORE_ERROR_NO_JOB,
  PACKSHOT_CORE_ERROR_UNREADABLE_JOB,
  PACKSHOT_CORE_ERROR_KEYRING,
  PACKSHOT_CORE_ERROR_SERVICE,
  PACKSHOT_CORE_ERROR_LIMIT,
} PackshotCoreError;

#define PACKSHOT_CORE_ERROR (packshot_core_error_quark ())
GQuark packshot_core_error_quark (void);

G_END_DECLS
