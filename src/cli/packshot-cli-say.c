/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-say.h"

#include <stdio.h>

#include <glib/gi18n.h>

/* For people, in what their terminal can show: "Kopfhörer" is better read as "Kopfhorer" than as
 * two characters of another alphabet. */
static void
say (FILE *stream, const char *words)
{
  g_autofree char *plain = NULL;

  if (!g_get_charset (NULL))
    plain = g_str_to_ascii (words, NULL);

  fputs (plain != NULL ? plain : words, stream);
}

/**
 * packshot_cli_complain:
 * @words: what is wrong, in one sentence
 *
 * Says on stderr why the program ends.
 */
void
packshot_cli_complain (const char *words)
{
  g_autofree char *line = g_strdup_printf ("packshot-cli: %s\n", words);

  say (stderr, line);
}

/**
 * packshot_cli_warn:
 * @words: what was done otherwise than asked, in one sentence
 *
 * Says on stderr what a person should know though it worked.
 */
void
packshot_cli_warn (const char *words)
{
  g_autofree char *line = g_strdup_printf (_ ("packshot-cli: warning: %s\n"), words);

  say (stderr, line);
}

/**
 * packshot_cli_note:
 * @words: a line, or a part of one
 *
 * Writes on stderr how things go.
 */
void
packshot_cli_note (const char *words)
{
  say (stderr, words);
  fflush (stderr);
}

/**
 * packshot_cli_explain:
 * @words: text with its line breaks
 *
 * Writes on stdout what was asked for, for people: help, a list.
 */
void
packshot_cli_explain (const char *words)
{
  say (stdout, words);
}

/**
 * packshot_cli_put:
 * @line: a line without its end
 *
 * Writes a result on stdout, for programs: always in UTF-8.
 */
void
packshot_cli_put (const char *line)
{
  fputs (line, stdout);
  fputc ('\n', stdout);
}

/**
 * packshot_cli_end:
 * @code: how it went
 *
 * Makes sure that what was written to stdout arrived. Nobody is told of a pipe whose other end was
 * closed; a full disk is worth a word.
 *
 * Returns: @code, or %PACKSHOT_CLI_LOCAL where the output is lost
 */
PackshotCliExit
packshot_cli_end (PackshotCliExit code)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return code;

  packshot_cli_complain (_ ("The output could not be written."));
  return code == PACKSHOT_CLI_DONE ? PACKSHOT_CLI_LOCAL : code;
}
