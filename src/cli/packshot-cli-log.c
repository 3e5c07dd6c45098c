/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

#include "packshot-cli-log.h"

#define OWN_PREFIX "packshot-"

static gboolean is_verbose = FALSE;

static gboolean
is_own (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "GLIB_DOMAIN") && fields[i].length < 0)
        return g_str_has_prefix (fields[i].value, OWN_PREFIX);
    }

  return FALSE;
}

/* GLib's own switch would open the debug output of each library as well, in which ours drowns, and
 * of which nobody here knows whether it holds a key. */
static GLogWriterOutput
writer_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  if (is_verbose && (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO)) != 0
      && is_own (fields, n_fields))
    return g_log_writer_standard_streams (level, fields, n_fields, user_data);

  return g_log_writer_default (level, fields, n_fields, user_data);
}

/**
 * packshot_cli_log_init:
 *
 * Sends all messages to stderr. Called once, before anything is logged.
 */
void
packshot_cli_log_init (void)
{
  /* On stdout are results and nothing else. */
  g_log_writer_default_set_use_stderr (TRUE);
  g_log_set_writer_func (writer_cb, NULL, NULL);
}

/**
 * packshot_cli_log_set_verbose:
 * @verbose: whether to tell in detail what Packshot does
 *
 * What libraries tell stays with `G_MESSAGES_DEBUG`.
 */
void
packshot_cli_log_set_verbose (gboolean verbose)
{
  is_verbose = verbose;
}
