/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PackshotCliExit:
 * @PACKSHOT_CLI_DONE: it worked
 * @PACKSHOT_CLI_LOCAL: it failed or was not sent, on this computer: disk full, no network
 * @PACKSHOT_CLI_BAD_INPUT: what was asked or given can't be used
 * @PACKSHOT_CLI_SERVICE: it failed at the service
 * @PACKSHOT_CLI_WAITING: the service still works on it, or it waits for a key; the job is kept
 * @PACKSHOT_CLI_UNKNOWN: it was sent and no answer came
 * @PACKSHOT_CLI_INTERRUPTED: it was stopped by a signal
 *
 * How the program ends: DESIGN §8.
 */
typedef enum
{
  PACKSHOT_CLI_DONE = 0,
  PACKSHOT_CLI_LOCAL = 1,
  PACKSHOT_CLI_BAD_INPUT = 2,
  PACKSHOT_CLI_SERVICE = 3,
  PACKSHOT_CLI_WAITING = 4,
  PACKSHOT_CLI_UNKNOWN = 5,
  PACKSHOT_CLI_INTERRUPTED = 130,
} PackshotCliExit;

void packshot_cli_complain (const char *words);
void packshot_cli_warn (const char *words);
void packshot_cli_note (const char *words);
void packshot_cli_explain (const char *words);
void packshot_cli_put (const char *line);
PackshotCliExit packshot_cli_end (PackshotCliExit code);

G_END_DECLS
