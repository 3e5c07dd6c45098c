/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How many jobs the good ledger has. */
#define PACKSHOT_FUZZ_LEDGER_N_JOBS 3

gboolean packshot_fuzz_ledger_spoil (const guint8 *data, gsize size);
const char *packshot_fuzz_ledger_get_folder (void);
