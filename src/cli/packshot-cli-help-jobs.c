/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* The help of the commands about jobs there are. */

#include "packshot-cli-help-jobs.h"

#include <glib/gi18n.h>

#include "packshot-cli-arguments.h"
#include "packshot-cli-describe.h"
#include "packshot-cli-layout.h"
#include "packshot-cli-say.h"

#define HEAD_WIDTH 24

typedef struct
{
  const char *command;
  const char *usage;
  const char *head; /* in the help of the program, as the next */
  const char *summary;
  const char *body; /* in its own help */
  PackshotCliArgumentSet takes;
} Topic;

static const Topic topics[] = {
  { "poll", N_ ("poll [JOB…]"), N_ ("poll [JOB…]"),
    N_ ("Go on with what was paid for, and bring the videos."),
    N_ ("Goes on with what was paid for until the videos are here: with all of it, or with the "
        "jobs "
        "that are named. A job is named by its id, by the beginning of it, or by what its service "
        "calls it. A video that was ordered elsewhere is brought here by its id at the service. A "
        "job that is ready to be sent is sent when it is named, after its price was accepted."),
    PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_IDS },
  { "jobs", N_ ("jobs"), N_ ("jobs"), N_ ("List all jobs, finished ones too."),
    N_ ("Lists all jobs, the oldest first: id, state, service, age, cost and title. Those in the "
        "trash are left out, and listed by --trash."),
    PACKSHOT_CLI_TAKES_TRASH },
  { "show", N_ ("show JOB"), N_ ("show JOB"), N_ ("Tell all about a job."),
    N_ ("Tells all that is known of a job: what was asked, what it cost, its files, what its "
        "service "
        "said and when."),
    0 },
  { "approve", N_ ("approve JOB"), N_ ("approve JOB"), N_ ("Have the video made of a preview."),
    N_ ("A service that makes a preview first waits for your word before it makes the video of it, "
        "which costs again. This command gives it, after the price was accepted, and waits for the "
        "video. What the service takes at this step can be given or changed."),
    PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_OPTIONS },
  { "regenerate", N_ ("regenerate JOB picture|video"), N_ ("regenerate JOB WHAT"),
    N_ ("Have another preview or another video made."),
    N_ ("Has another preview made of a job whose preview waits for your word, or another video of "
        "a "
        "job that is done, after the price was accepted, and waits for it. It stays the same job; "
        "what was made before is kept."),
    PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_OPTIONS },
  { "cancel", N_ ("cancel JOB…"), N_ ("cancel JOB…"), N_ ("Stop a job."),
    N_ ("Stops jobs. One that was not sent is cancelled at once. One that was sent is cancelled "
        "when "
        "its service confirms it; whether it costs something then is for the service to say, and a "
        "video that comes all the same is kept."),
    PACKSHOT_CLI_TAKES_WAIT },
  { "trash", N_ ("trash JOB…"), N_ ("trash JOB…"), N_ ("Put jobs into the trash."),
    N_ ("Puts jobs that rest or have ended into the trash: all that are named, or none. They keep "
        "their videos there for 30 days, and nothing is done with them. The window deletes what "
        "has been there longer, when it starts."),
    0 },
  { "restore", N_ ("restore JOB… | --trash"), N_ ("restore JOB…"),
    N_ ("Take jobs out of the trash."),
    N_ ("Takes jobs out of the trash: those that are named, or all with --trash."),
    PACKSHOT_CLI_TAKES_TRASH },
  { "delete", N_ ("delete JOB… | --trash"), N_ ("delete JOB…"), N_ ("Delete jobs for good."),
    N_ ("Deletes jobs that rest or have ended for good, with their videos: those that are named, "
        "or all that is in the trash with --trash. Asks first. A video that was put elsewhere "
        "stays there, and what a job cost stays in the spending book."),
    PACKSHOT_CLI_TAKES_TRASH | PACKSHOT_CLI_TAKES_YES },
  { "resolve", N_ ("resolve JOB [--id ID | --not-created]"), N_ ("resolve JOB"),
    N_ ("Find out or say what became of a job whose paid call was not answered."),
    N_ ("When no answer came to the call that orders a video, nobody here knows whether the "
        "service took it, and it is not sent again. A service that can list its jobs is asked, and "
        "the one that can be this job is taken; otherwise please look there. If the video is "
        "there, --id goes on with it; if not, --not-created makes the job rest as it did before "
        "that call. Nothing is ordered by this command."),
    PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_RESOLUTION },
  { "import", N_ ("import --service ID [REMOTE-ID…]"), N_ ("import --service ID"),
    N_ ("Take over what a service has and this computer has not."),
    N_ ("Asks a service which jobs it has, and takes over those that are not here: all of them, or "
        "the ones that are named by their ids there. What is finished is brought here. Costs "
        "nothing."),
    PACKSHOT_CLI_TAKES_WAIT | PACKSHOT_CLI_TAKES_IDS },
};

typedef struct
{
  PackshotCliArgumentSet set; /* 0 for what every command takes */
  const char *head;
  const char *body;
} Flag;

static const Flag flags[] = {
  { PACKSHOT_CLI_TAKES_RESOLUTION, N_ ("--id ID"), N_ ("What the service calls the video.") },
  { PACKSHOT_CLI_TAKES_RESOLUTION, "--not-created", N_ ("The service has no such video.") },
  { PACKSHOT_CLI_TAKES_IDS, N_ ("--service ID"),
    N_ ("Which service made the videos; without ids: only its jobs, and all of them.") },
  { PACKSHOT_CLI_TAKES_IDS, N_ ("-o, --output FILE"),
    N_ ("Where to put a video that was ordered elsewhere.") },
  { PACKSHOT_CLI_TAKES_WAIT, N_ ("--interval SECONDS"),
    N_ ("How often to ask the service, from 0.01 to 86400.") },
  { PACKSHOT_CLI_TAKES_WAIT, "--no-poll", N_ ("Ask the service once, and don’t wait for it.") },
  { PACKSHOT_CLI_TAKES_IDS | PACKSHOT_CLI_TAKES_OPTIONS, "-y, --yes",
    N_ ("Accept the price without a question.") },
  { PACKSHOT_CLI_TAKES_IDS | PACKSHOT_CLI_TAKES_OPTIONS, "--over-limit",
    N_ ("Send it even where that goes over the daily limit of the service.") },
  { PACKSHOT_CLI_TAKES_TRASH, "--trash", N_ ("All jobs that are in the trash.") },
  { PACKSHOT_CLI_TAKES_YES, "-y, --yes", N_ ("Delete without a question.") },
  { 0, "--json", N_ ("Print each job as one JSON object on one line.") },
  { 0, "--verbose", N_ ("Tell in detail what is going on.") },
  { 0, "-h, --help", N_ ("Show this help.") },
};

static gboolean
is_of_command (PackshotOption *option, const char *command)
{
  if (g_str_equal (command, "approve"))
    return packshot_option_has_step (option, PACKSHOT_STEP_APPROVE);

  return packshot_option_has_step (option, PACKSHOT_STEP_REGENERATE_PICTURE)
         || packshot_option_has_step (option, PACKSHOT_STEP_REGENERATE_VIDEO);
}

/* The service of the job is not known yet, so each of them is told of. */
static void
append_options (GString *text, PackshotRegistry *registry, const char *command)
{
  GListModel *manifests = packshot_registry_get_manifests (registry);

  for (guint i = 0; i < g_list_model_get_n_items (manifests); i++)
    {
      g_autoptr (PackshotManifest) manifest = g_list_model_get_item (manifests, i);
      gboolean has_head = FALSE;

      for (guint j = 0; j < packshot_manifest_get_n_options (manifest); j++)
        {
          PackshotOption *option = packshot_manifest_get_option (manifest, j);

          if (!is_of_command (option, command))
            continue;

          if (!has_head)
            g_string_append_printf (text, _ ("\nOptions, where the job is one of %s:\n"),
                                    packshot_manifest_get_name (manifest));
          has_head = TRUE;
          packshot_cli_describe_option (text, manifest, option, FALSE);
        }
    }
}

/**
 * packshot_cli_help_jobs_explain:
 * @registry: the services there are
 * @command: one of the commands about jobs there are
 *
 * Prints its help.
 */
void
packshot_cli_help_jobs_explain (PackshotRegistry *registry, const char *command)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const Topic *topic = topics;

  while (!g_str_equal (topic->command, command))
    topic++;

  g_string_append_printf (text, _ ("Usage: packshot-cli %s [FLAG…]\n\n"), _ (topic->usage));
  packshot_cli_layout_append_row (text, 0, "", 0, _ (topic->body));
  g_string_append (text, _ ("\nFlags:\n"));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      if (flags[i].set == 0 || (topic->takes & flags[i].set) != 0)
        packshot_cli_layout_append_row (text, 2, _ (flags[i].head), HEAD_WIDTH, _ (flags[i].body));
    }
  if ((topic->takes & PACKSHOT_CLI_TAKES_OPTIONS) != 0)
    append_options (text, registry, command);
  g_string_append_c (text, '\n');
  packshot_cli_layout_append_row (
      text, 0, "", 0,
      _ ("Exit status: 0 done, 1 failed or not sent on this computer, 2 "
         "bad input, 3 failed at the service, 4 still waiting, for the "
         "service or for your approval, 5 outcome "
         "unknown, 130 interrupted."));

  packshot_cli_explain (text->str);
}

/**
 * packshot_cli_help_jobs_append:
 * @text: where to append
 * @head_width: the width of the left column
 *
 * Appends a row for each command about jobs there are.
 */
void
packshot_cli_help_jobs_append (GString *text, guint head_width)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      packshot_cli_layout_append_row (text, 2, _ (topics[i].head), head_width,
                                      _ (topics[i].summary));
    }
}
