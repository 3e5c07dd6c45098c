/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-registry.h"

G_BEGIN_DECLS

/**
 * PackshotCliArgumentSet:
 * @PACKSHOT_CLI_TAKES_WAIT: `--interval`, `--no-poll`, `--yes` and `--over-limit`
 * @PACKSHOT_CLI_TAKES_IDS: `--service`, `--output`, and the names services have for their ids
 * @PACKSHOT_CLI_TAKES_RESOLUTION: `--id` and `--not-created`
 * @PACKSHOT_CLI_TAKES_OPTIONS: the options of all services, since it is not known yet which service
 *   has the job
 * @PACKSHOT_CLI_TAKES_TRASH: `--trash`
 * @PACKSHOT_CLI_TAKES_YES: `--yes` alone
 *
 * What a command takes beside `--json`, `--verbose` and `--help`.
 */
typedef enum
{
  PACKSHOT_CLI_TAKES_WAIT = 1 << 0,
  PACKSHOT_CLI_TAKES_IDS = 1 << 1,
  PACKSHOT_CLI_TAKES_RESOLUTION = 1 << 2,
  PACKSHOT_CLI_TAKES_OPTIONS = 1 << 3,
  PACKSHOT_CLI_TAKES_TRASH = 1 << 4,
  PACKSHOT_CLI_TAKES_YES = 1 << 5,
} PackshotCliArgumentSet;

/**
 * PackshotCliRemoteId:
 * @id: what a service calls a job
 * @alias: the flag it was given with
 *
 * An id that was named as one of a service.
 */
typedef struct
{
  char *id;
  char *alias;
} PackshotCliRemoteId;

/**
 * PackshotCliArguments:
 * @jobs: what has no flag before it
 * @remote_ids: (element-type PackshotCliRemoteId): ids of services, in their order
 * @options: (element-type utf8): names of options and their values, by turns
 * @service: (nullable): the id of the service asked for
 * @output: (nullable) (type filename): where to put the video
 * @interval: seconds between two polls, or 0 for what the service wants
 * @id: (nullable): what the service calls the job
 * @not_created: the service has no such job
 * @trash: it is about what is in the trash
 * @yes: the price is accepted, or what is asked otherwise
 * @over_limit: the daily limit may be exceeded
 * @no_poll: do not wait
 * @json: print JSON
 * @verbose: log in detail
 * @help: explain instead
 *
 * The arguments of a command about jobs there are.
 */
typedef struct
{
  GStrv jobs;
  GPtrArray *remote_ids;
  GPtrArray *options;
  char *service;
  char *output;
  double interval;
  char *id;
  gboolean not_created;
  gboolean trash;
  gboolean yes;
  gboolean over_limit;
  gboolean no_poll;
  gboolean json;
  gboolean verbose;
  gboolean help;
} PackshotCliArguments;

gboolean packshot_cli_arguments_parse (PackshotCliArguments *self,
                                       char **args,
                                       PackshotCliArgumentSet takes,
                                       PackshotRegistry *registry,
                                       GError **error);
gboolean packshot_cli_arguments_check_interval (double seconds, GError **error);
void packshot_cli_arguments_clear (PackshotCliArguments *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotCliArguments, packshot_cli_arguments_clear)

G_END_DECLS
