/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-job.h"

G_BEGIN_DECLS

/**
 * PackshotCliOrder:
 * @job: a job
 * @step: a paid step of it
 * @request: (nullable): what is asked for with the step, where that is known
 * @yes: whether its price was accepted beforehand
 * @over_limit: whether it may lead over the daily limit
 *
 * What a person is asked to pay for. Owns nothing.
 */
typedef struct
{
  PackshotJob *job;
  PackshotStep step;
  PackshotRequest *request;
  gboolean yes;
  gboolean over_limit;
} PackshotCliOrder;

gint64 packshot_cli_order_get_price (const PackshotCliOrder *self);
char *packshot_cli_order_dup_price (const PackshotCliOrder *self);
void packshot_cli_order_append_price (const PackshotCliOrder *self, GString *text);
gboolean packshot_cli_order_has_option (const PackshotCliOrder *self, PackshotOption *option);
void packshot_cli_order_append_later (const PackshotCliOrder *self, GString *text);
char *packshot_cli_order_dup_refusal (const PackshotCliOrder *self);
char *packshot_cli_order_dup_question (const PackshotCliOrder *self);

G_END_DECLS
