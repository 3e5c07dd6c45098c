/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* Secrets come by the terminal or a pipe, and never as arguments, which everybody on the computer
 * can read. */

#include "packshot-cli-secret.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "packshot-cli-say.h"
#include "packshot-core-error.h"

/* Longer than any key there is; a terminal gives no longer lines either. */
#define MAX_LENGTH 4000

/* What people try first, also where no service calls it that. */
#define USUAL_FLAG "api-key"

/* The image host has one. */
#define PASSWORD_FLAG "password"

static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

typedef struct
{
  char *line; /* (owned): MAX_LENGTH + 1 bytes */
  gsize length;
  gboolean is_read;
  gboolean is_stopped;
} Entry;

static gboolean
byte_cb (int fd, GIOCondition condition, gpointer user_data)
{
  Entry *entry = user_data;
  char byte;
  gssize n_read = read (fd, &byte, 1);

  if (n_read < 0 && (errno == EINTR || errno == EAGAIN))
    return G_SOURCE_CONTINUE;

  if (n_read != 1 || byte == '\n')
    {
      entry->is_read = TRUE;
      return G_SOURCE_REMOVE;
    }

  /* One that does not fit is found by its length. */
  if (entry->length < MAX_LENGTH)
    entry->line[entry->length] = byte;
  entry->length++;
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer user_data)
{
  Entry *entry = user_data;

  entry->is_stopped = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
read_line (Entry *entry)
{
  guint id = g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, byte_cb, entry);

  while (!entry->is_read && !entry->is_stopped)
    g_main_context_iteration (NULL, TRUE);

  if (!entry->is_read)
    g_source_remove (id);
}

/* A terminal that can't be silenced would show the key, so nothing is asked there. Signals have to
 * be caught before: whoever is killed in here leaves a terminal that shows nothing any more. */
static gboolean
read_silently (const char *prompt, Entry *entry, GError **error)
{
  struct termios before;
  struct termios silent;

  if (tcgetattr (STDIN_FILENO, &before) != 0)
    goto fail;

  silent = before;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);
  silent.c_lflag |= ICANON | ISIG;
  if (tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent) != 0)
    goto fail;

  packshot_cli_note (prompt);
  read_line (entry);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  packshot_cli_note ("\n");
  return TRUE;

fail:
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The terminal can’t be kept from showing it: %s."), g_strerror (errno));
  return FALSE;
}

static gboolean
check_entry (const Entry *entry, GError **error)
{
  if (entry->is_stopped)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Nothing was changed."));
  else if (entry->length == 0)
    g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                         _ ("Nothing was given, so nothing was changed."));
  else if (entry->length > MAX_LENGTH)
    g_set_error_literal (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                         _ ("That is too long, so nothing was changed."));
  else
    return TRUE;

  return FALSE;
}

static const PackshotCredentialSpec *
find_credential (PackshotManifest *manifest, const char *flag)
{
  for (guint i = 0; i < packshot_manifest_get_n_credentials (manifest); i++)
    {
      const PackshotCredentialSpec *spec = packshot_manifest_get_credential (manifest, i);

      if (g_str_equal (spec->name, flag))
        return spec;
    }

  return NULL;
}

/* Of the service that is named, or of the only one that has such a key. Its manifest, which the
 * registry keeps, owns what is returned. */
static const PackshotCredentialSpec *
find_flag (PackshotRegistry *registry, const char *flag, const char *service, gboolean *is_known)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);
  const PackshotCredentialSpec *found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      const PackshotCredentialSpec *spec = find_credential (manifest, flag);

      if (spec == NULL)
        continue;

      *is_known = TRUE;
      if (g_strcmp0 (packshot_manifest_get_id (manifest), service) == 0)
        return spec;
      found = spec;
      n_found++;
    }

  return n_found == 1 && service == NULL ? found : NULL;
}

/* The arguments are not read yet. */
static const char *
find_service (char **args)
{
  for (guint i = 0; args[i] != NULL; i++)
    {
      if (g_str_equal (args[i], "--service"))
        return args[i + 1];
      if (g_str_has_prefix (args[i], "--service="))
        return args[i] + strlen ("--service=");
    }

  return NULL;
}

static void
refuse (const PackshotCredentialSpec *spec, const char *flag, GError **error)
{
  if (spec != NULL)
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 /* Translators: a flag, and an environment variable. */
                 _ ("A key in the arguments could be read by everybody on this computer, so --%s "
                    "is not taken. “packshot-cli key set SERVICE” asks for it and keeps it in the "
                    "keyring; or set %s in the environment."),
                 flag, spec->environment);
  else
    g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
                 _ ("A key in the arguments could be read by everybody on this computer, so --%s "
                    "is not taken. “packshot-cli key set SERVICE” asks for it and keeps it in the "
                    "keyring."),
                 flag);
}

static void
refuse_password (GError **error)
{
  g_set_error (error, PACKSHOT_CORE_ERROR, PACKSHOT_CORE_ERROR_BAD_VALUE,
               /* Translators: a flag, and an environment variable. */
               _ ("A password in the arguments could be read by everybody on this computer, so "
                  "--%s is not taken. “packshot-cli image-host set” asks for it and keeps it in "
                  "the keyring; or set %s in the environment."),
               PASSWORD_FLAG, "PACKSHOT_IMAGE_HOST_PASSWORD");
}

/**
 * packshot_cli_secret_read:
 * @prompt: what to ask a person for
 * @error: return location for %G_IO_ERROR_CANCELLED where a signal came, or for an error with one
 *   sentence
 *
 * Asks on the terminal for a secret and does not show it; where the standard input is something
 * else, takes a line of that.
 *
 * Returns: (transfer full): the secret, to be freed with packshot_cli_secret_free(); %NULL on error
 */
char *
packshot_cli_secret_read (const char *prompt, GError **error)
{
  Entry entry = { g_malloc0 (MAX_LENGTH + 1), 0, FALSE, FALSE };
  guint signal_ids[G_N_ELEMENTS (stop_signals)];
  gboolean is_good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    signal_ids[i] = g_unix_signal_add (stop_signals[i], stop_cb, &entry);

  if (isatty (STDIN_FILENO))
    is_good = read_silently (prompt, &entry, error);
  else
    read_line (&entry);

  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    g_source_remove (signal_ids[i]);

  if (is_good && check_entry (&entry, error))
    return entry.line;

  explicit_bzero (entry.line, MAX_LENGTH);
  g_free (entry.line);
  return NULL;
}

/**
 * packshot_cli_secret_free:
 * @secret: (transfer full): a secret
 *
 * Frees it, with its memory wiped.
 */
void
packshot_cli_secret_free (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * packshot_cli_secret_check:
 * @registry: the services there are
 * @args: all arguments
 * @error: return location for a %PACKSHOT_CORE_ERROR_BAD_VALUE, a sentence or two without the
 *   secret
 *
 * Looks for flags that would bring a key: no command takes one.
 *
 * Returns: whether there is none
 */
gboolean
packshot_cli_secret_check (PackshotRegistry *registry, char **args, GError **error)
{
  for (guint i = 0; args[i] != NULL && !g_str_equal (args[i], "--"); i++)
    {
      g_autofree char *flag = NULL;
      const PackshotCredentialSpec *spec;
      gboolean is_known = FALSE;

      if (!g_str_has_prefix (args[i], "--"))
        continue;

      flag = g_strndup (args[i] + strlen ("--"), strcspn (args[i] + strlen ("--"), "="));
      spec = find_flag (registry, flag, find_service (args), &is_known);
      if (g_str_equal (flag, PASSWORD_FLAG))
        {
          refuse_password (error);
          return FALSE;
        }
      if (!is_known && !g_str_equal (flag, USUAL_FLAG))
        continue;

      refuse (spec, flag, error);
      return FALSE;
    }

  return TRUE;
}
