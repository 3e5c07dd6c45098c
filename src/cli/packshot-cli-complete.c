/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* What a shell may offer for the word that is being typed. All shells ask here, so that none of
 * them knows a command, an option or a service by itself. */

#include "packshot-cli-complete.h"

#include "packshot-cli-session.h"
#include "packshot-text.h"

/* How much of a title stands beside an id. */
#define MAX_TITLE 40

typedef enum
{
  ARGUMENT_NONE,
  ARGUMENT_JOB,
  ARGUMENT_TRASHED_JOB,
  ARGUMENT_SERVICE,
  ARGUMENT_COMMAND, /* one of "words", and then perhaps a service */
} ArgumentKind;

typedef struct
{
  const char *name;
  const char *flags; /* those with a value end in "=" */
  ArgumentKind argument;
  const char *words; /* (nullable): what stands for an argument as it is */
} Command;

#define WAIT_FLAGS  "interval= no-poll "
#define PRICE_FLAGS "yes over-limit "
#define ID_FLAGS    "service= output= "
#define ALL_FLAGS   "json verbose help"

static const Command commands[] = {
  { "make", "output= framing= focus= zoom= service= " WAIT_FLAGS PRICE_FLAGS ALL_FLAGS,
    ARGUMENT_NONE, NULL },
  { "poll", ID_FLAGS WAIT_FLAGS PRICE_FLAGS ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "jobs", "trash " ALL_FLAGS, ARGUMENT_NONE, NULL },
  { "show", ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "approve", WAIT_FLAGS PRICE_FLAGS ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "regenerate", WAIT_FLAGS PRICE_FLAGS ALL_FLAGS, ARGUMENT_JOB, "picture video" },
  { "cancel", WAIT_FLAGS ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "resolve", "id= not-created " WAIT_FLAGS ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "trash", ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "restore", "trash " ALL_FLAGS, ARGUMENT_TRASHED_JOB, NULL },
  { "delete", "trash yes " ALL_FLAGS, ARGUMENT_JOB, NULL },
  { "import", ID_FLAGS WAIT_FLAGS PRICE_FLAGS ALL_FLAGS, ARGUMENT_NONE, NULL },
  { "services", "balance values= search= " ALL_FLAGS, ARGUMENT_SERVICE, NULL },
  { "spending", "month= service= csv " ALL_FLAGS, ARGUMENT_NONE, NULL },
  { "limit", "help", ARGUMENT_SERVICE, NULL },
  { "key", "help", ARGUMENT_COMMAND, "set clear test" },
  { "image-host", "url= public-url= user= service= json help", ARGUMENT_COMMAND,
    "show set clear test" },
};

typedef struct
{
  PackshotRegistry *registry; /* (unowned) */
  const Command *command;     /* (unowned) */
  char **words;               /* (unowned): all that was typed after the command */
  const char *typed;          /* (unowned): the last of them, which is being typed */
} Line;

/* A line each, with what it is behind a tab. */
static void
offer (const Line *line, const char *value, const char *words)
{
  g_autofree char *printable = packshot_text_printable (words != NULL ? words : "", MAX_TITLE);
  g_autofree char *text = g_strdup_printf ("%s\t%s", value, printable);

  if (g_str_has_prefix (value, line->typed))
    packshot_cli_put (text);
}

static void
offer_words (const Line *line, const char *words, const char *prefix)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *bare = g_strndup (parts[i], strcspn (parts[i], "="));
      g_autofree char *value = g_strconcat (prefix, bare, NULL);

      if (*bare != '\0')
        offer (line, value, NULL);
    }
}

static void
offer_services (const Line *line)
{
  GListModel *manifests = packshot_registry_get_manifests (line->registry);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);

      offer (line, packshot_manifest_get_id (manifest), packshot_manifest_get_name (manifest));
    }
}

/* A library that can't be opened has nothing to offer, and the commands that need it say why. */
static void
offer_jobs (const Line *line, gboolean trashed)
{
  g_autoptr (PackshotCliSession) session = packshot_cli_session_new (line->registry);
  GListModel *jobs = packshot_queue_get_jobs (packshot_cli_session_get_queue (session));

  if (!packshot_cli_session_open (session, NULL))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (PackshotJob) job = g_list_model_get_item (jobs, i);

      if ((packshot_job_get_trashed (job) != 0) == trashed)
        offer (line, packshot_job_get_id (job), packshot_job_get_title (job));
    }
}

/* The service that was named, by a flag or as an argument, or the one that is used otherwise. */
static PackshotManifest *
find_manifest (const Line *line)
{
  const char *id = NULL;

  for (guint i = 0; line->words[i] != NULL && line->words[i + 1] != NULL; i++)
    {
      if (g_str_equal (line->words[i], "--service"))
        id = line->words[i + 1];
      else if (i == 0 && line->command->argument == ARGUMENT_SERVICE)
        id = line->words[i];
    }

  return id != NULL ? packshot_registry_lookup (line->registry, id)
                    : packshot_registry_get_default (line->registry);
}

static gboolean
is_taken (const Line *line, PackshotOption *option)
{
  if (g_str_equal (line->command->name, "make"))
    return packshot_option_has_step (option, PACKSHOT_STEP_CREATE);
  if (g_str_equal (line->command->name, "approve"))
    return packshot_option_has_step (option, PACKSHOT_STEP_APPROVE);

  return g_str_equal (line->command->name, "regenerate")
         && (packshot_option_has_step (option, PACKSHOT_STEP_REGENERATE_PICTURE)
             || packshot_option_has_step (option, PACKSHOT_STEP_REGENERATE_VIDEO));
}

static void
offer_options_of (const Line *line, PackshotManifest *manifest, const char *prefix)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (manifest, i);
      g_autofree char *flag = g_strconcat (prefix, packshot_option_get_name (option), NULL);

      if (*prefix == '\0' || is_taken (line, option))
        offer (line, flag, packshot_option_get_label (option));
    }
}

/* Where the job has a service, that is not known yet, and neither is it where ids are given. */
static void
offer_flags (const Line *line)
{
  GListModel *manifests = packshot_registry_get_manifests (line->registry);
  gboolean by_id = strstr (line->command->flags, ID_FLAGS) != NULL;
  PackshotManifest *chosen = find_manifest (line);

  offer_words (line, line->command->flags, "--");
  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      const char *const *aliases = packshot_manifest_get_id_aliases (manifest);

      if (manifest == chosen || !g_str_equal (line->command->name, "make"))
        offer_options_of (line, manifest, "--");
      for (guint j = 0; by_id && aliases != NULL && aliases[j] != NULL; j++)
        {
          g_autofree char *flag = g_strconcat ("--", aliases[j], NULL);

          offer (line, flag, packshot_manifest_get_name (manifest));
        }
    }
}

static void
offer_values (const Line *line, const char *flag)
{
  PackshotManifest *manifest = find_manifest (line);
  PackshotOption *option = NULL;

  if (g_str_equal (flag, "service"))
    offer_services (line);
  else if (g_str_equal (flag, "framing"))
    offer_words (line, "whole fit fill crop", "");
  else if (g_str_equal (flag, "values") && manifest != NULL)
    offer_options_of (line, manifest, "");
  else if (manifest != NULL)
    option = packshot_manifest_lookup (manifest, flag);

  if (option != NULL && packshot_option_get_kind (option) == PACKSHOT_OPTION_SWITCH)
    offer_words (line, "yes no", "");
  for (guint i = 0; option != NULL && i < packshot_option_get_n_choices (option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (option, i);

      offer (line, choice->value, choice->label);
    }
}

/* Whether what is typed after a word belongs to it. */
static gboolean
takes_value (const Line *line, const char *word)
{
  g_auto (GStrv) flags = g_strsplit (line->command->flags, " ", -1);

  return g_str_equal (word, "-o")
         || (g_str_has_prefix (word, "--")
             && !g_strv_contains ((const char *const *) flags, word + strlen ("--")));
}

static void
offer_arguments (const Line *line)
{
  gboolean is_first = line->words[0] == line->typed;

  if (line->command->words != NULL && (line->command->argument != ARGUMENT_COMMAND || is_first))
    offer_words (line, line->command->words, "");

  switch (line->command->argument)
    {
    case ARGUMENT_JOB:
      offer_jobs (line, FALSE);
      break;
    case ARGUMENT_TRASHED_JOB:
      offer_jobs (line, TRUE);
      break;
    case ARGUMENT_SERVICE:
      offer_services (line);
      break;
    case ARGUMENT_COMMAND:
      if (!is_first)
        offer_services (line);
      break;
    case ARGUMENT_NONE:
    default:
      break;
    }
}

static void
offer_commands (const char *typed)
{
  const Line line = { .typed = typed };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    offer (&line, commands[i].name, NULL);
  offer_words (&line, "--help --version", "");
}

/**
 * packshot_cli_complete_run:
 * @registry: the services there are
 * @args: the arguments, the first one being the command, and the others the words of another
 * command line without its program; the last one is being typed and may be empty
 *
 * The command that a shell asks what may be offered for a word: prints each on a line, with words
 * about it behind a tab, and nothing where there is nothing to offer.
 *
 * Returns: how the program ends
 */
PackshotCliExit
packshot_cli_complete_run (PackshotRegistry *registry, char **args)
{
  guint n_words = g_strv_length (args) - 1;
  const char *before;
  Line line = { .registry = registry };

  if (n_words < 2)
    {
      offer_commands (n_words == 1 ? args[1] : "");
      return PACKSHOT_CLI_DONE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, args[1]))
        line.command = &commands[i];
    }
  if (line.command == NULL)
    return PACKSHOT_CLI_DONE;

  line.words = args + 2;
  line.typed = args[n_words];
  before = args[n_words - 1];
  if (takes_value (&line, before))
    offer_values (&line, before + strspn (before, "-"));
  else if (*line.typed == '-')
    offer_flags (&line);
  else
    offer_arguments (&line);

  return PACKSHOT_CLI_DONE;
}
