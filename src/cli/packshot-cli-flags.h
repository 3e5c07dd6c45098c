/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-request.h"

G_BEGIN_DECLS

/**
 * PackshotCliFlags:
 * @service: (nullable): the id of the service asked for
 * @output: (nullable) (type filename): where to put the video
 * @framing: (nullable): how the photo comes into the shape of the video
 * @focus: (nullable): what of it stays in view
 * @zoom: (nullable): how close
 * @interval: seconds between two polls, or 0 for what the service wants
 * @no_poll: end as soon as the service has taken the job
 * @yes: the price is accepted
 * @over_limit: the daily limit may be exceeded
 * @json: print JSON
 * @verbose: log in detail
 * @help: explain instead
 *
 * The flags that are the same for every service.
 */
typedef struct
{
  char *service;
  char *output;
  char *framing;
  char *focus;
  char *zoom;
  double interval;
  gboolean no_poll;
  gboolean yes;
  gboolean over_limit;
  gboolean json;
  gboolean verbose;
  gboolean help;
} PackshotCliFlags;

void packshot_cli_flags_peek (PackshotCliFlags *flags, char **args);
gboolean packshot_cli_flags_parse (PackshotCliFlags *flags,
                                   char **args,
                                   PackshotRequest *request,
                                   GError **error);
void packshot_cli_flags_clear (PackshotCliFlags *flags);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PackshotCliFlags, packshot_cli_flags_clear)

G_END_DECLS
