/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* A fake service to be used by hand, or by the real programs in tests:
 *
 *   fake-service --service shortvideo --fault create:lost --fault poll:limit:3
 *
 * or an image host, whose user is the id and whose password is the key:
 *
 *   fake-service --service image-host --id jane --key secret --fault put:hidden
 *
 * It says where it is by a line such as BASE_URL=http://127.0.0.1:8080, and then a line of JSON for
 * each request, unless that goes to a file. It ends by a signal, and with whoever started it.
 */

#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>

#include <glib-unix.h>

#include "packshot-fake-aog.h"
#include "packshot-fake-creatify.h"
#include "packshot-fake-host.h"
#include "packshot-fake-shortvideo.h"
#include "packshot-fake-sophnet.h"

/* What is asked for by the name of no service. */
#define IMAGE_HOST "image-host"

typedef struct
{
  char *service;
  char *key;
  char *id;
  char *failure;
  char *journal;
  char **faults;
  int port;
  int n_polls;
  int credits;
  int retry_after;
  int bytes_per_second;
  double seconds;
  gboolean fails_late;
} Arguments;

static const PackshotFakeService *const services[] = {
  &packshot_fake_aog,
  &packshot_fake_creatify,
  &packshot_fake_shortvideo,
  &packshot_fake_sophnet,
};

static const PackshotFakeService *
find_service (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (g_strcmp0 (services[i]->name, name) == 0)
        return services[i];
    }

  return NULL;
}

static gboolean
parse (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "service", 0, 0, G_OPTION_ARG_STRING, &arguments->service, "Which service", "NAME" },
    { "port", 0, 0, G_OPTION_ARG_INT, &arguments->port, "Where to listen; 0: any", "PORT" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &arguments->key, "The only key it takes", "KEY" },
    { "id", 0, 0, G_OPTION_ARG_STRING, &arguments->id, "Whose key it is", "ID" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments->faults, "What goes wrong, in order",
      "STEP:KIND[:TIMES]" },
    { "polls", 0, 0, G_OPTION_ARG_INT, &arguments->n_polls, "Polls before a video is ready", "N" },
    { "seconds-to-finish", 0, 0, G_OPTION_ARG_DOUBLE, &arguments->seconds, "How long a video takes",
      "S" },
    { "failure", 0, 0, G_OPTION_ARG_STRING, &arguments->failure, "Why all videos fail", "WORDS" },
    { "fails-late", 0, 0, G_OPTION_ARG_NONE, &arguments->fails_late,
      "Those made in parts fail at the last one", NULL },
    { "credits", 0, 0, G_OPTION_ARG_INT, &arguments->credits, "How much there is to spend", "N" },
    { "retry-after", 0, 0, G_OPTION_ARG_INT, &arguments->retry_after, "What status 429 says", "S" },
    { "bytes-per-second", 0, 0, G_OPTION_ARG_INT, &arguments->bytes_per_second,
      "How fast a slow download is", "N" },
    { "journal", 0, 0, G_OPTION_ARG_FILENAME, &arguments->journal, "Where requests are written",
      "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static void
arguments_clear (Arguments *arguments)
{
  g_free (arguments->service);
  g_free (arguments->key);
  g_free (arguments->id);
  g_free (arguments->failure);
  g_free (arguments->journal);
  g_strfreev (arguments->faults);
}

static gboolean
plan (PackshotFake *fake, const char *text)
{
  g_autofree char *step = NULL;
  PackshotFakeFault fault;
  guint times;

  if (!packshot_fake_fault_parse (text, &step, &fault, &times))
    return FALSE;

  packshot_fake_add_fault (fake, step, fault, times);
  return TRUE;
}

static gboolean
plan_all (PackshotFake *fake, char **faults)
{
  for (guint i = 0; faults != NULL && faults[i] != NULL; i++)
    {
      if (!plan (fake, faults[i]))
        {
          g_printerr ("“%s” is no fault.\n", faults[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static void
run (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupt = g_unix_signal_add (SIGINT, quit_cb, loop);
  guint terminate = g_unix_signal_add (SIGTERM, quit_cb, loop);

  fflush (stdout);
  g_main_loop_run (loop);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static int
serve (const PackshotFakeService *service, const Arguments *arguments)
{
  const PackshotFakeSettings settings = {
    .key = arguments->key,
    .id = arguments->id,
    .n_polls = (guint) MAX (arguments->n_polls, 0),
    .seconds_to_finish = arguments->seconds,
    .failure = arguments->failure,
    .fails_late = arguments->fails_late,
    .credits = (guint) MAX (arguments->credits, 0),
    .retry_after = (guint) MAX (arguments->retry_after, 0),
    .bytes_per_second = (guint) MAX (arguments->bytes_per_second, 1),
    .port = (guint) MAX (arguments->port, 0),
    .journal = arguments->journal,
  };
  g_autoptr (PackshotFake) fake = packshot_fake_new (service, &settings);

  if (!plan_all (fake, arguments->faults))
    return EXIT_FAILURE;

  printf ("BASE_URL=%s\n", packshot_fake_get_base_url (fake));
  run ();
  return EXIT_SUCCESS;
}

/* No service, but where their photos come from. */
static int
serve_photos (const Arguments *arguments)
{
  g_autoptr (PackshotFakeHost) host = packshot_fake_host_new (arguments->id, arguments->key);

  for (guint i = 0; arguments->faults != NULL && arguments->faults[i] != NULL; i++)
    {
      if (!packshot_fake_host_plan (host, arguments->faults[i]))
        {
          g_printerr ("“%s” is no fault.\n", arguments->faults[i]);
          return EXIT_FAILURE;
        }
    }

  printf ("URL=%s\nPUBLIC_URL=%s\n", packshot_fake_host_get_url (host),
          packshot_fake_host_get_public_url (host));
  run ();
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  const PackshotFakeSettings *defaults = &packshot_fake_default_settings;
  Arguments arguments = {
    .service = g_strdup ("shortvideo"),
    .key = g_strdup (defaults->key),
    .id = g_strdup (defaults->id),
    .journal = g_strdup ("-"),
    .n_polls = (int) defaults->n_polls,
    .credits = (int) defaults->credits,
    .retry_after = (int) defaults->retry_after,
    .bytes_per_second = (int) defaults->bytes_per_second,
  };
  g_autoptr (GError) error = NULL;
  int status = EXIT_FAILURE;

  /* A test that is killed must not leave it behind. */
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (!parse (&arguments, &argc, &argv, &error))
    g_printerr ("%s\n", error->message);
  else if (g_str_equal (arguments.service, IMAGE_HOST))
    status = serve_photos (&arguments);
  else if (find_service (arguments.service) == NULL)
    g_printerr ("There is no fake of “%s”.\n", arguments.service);
  else
    status = serve (find_service (arguments.service), &arguments);
  arguments_clear (&arguments);

  return status;
}
