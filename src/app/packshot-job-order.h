/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PackshotJobOrder:
 * @PACKSHOT_JOB_ORDER_NEWEST: the newest first
 * @PACKSHOT_JOB_ORDER_OLDEST: the oldest first
 * @PACKSHOT_JOB_ORDER_NAME: by title, as the user's language has it
 * @PACKSHOT_JOB_ORDER_PRICE: what cost most first; amounts of different units are not compared
 * @PACKSHOT_JOB_ORDER_STATE: what needs somebody first, then what is under way, what failed, and
 *   what is done
 *
 * How a list of jobs is sorted; what is equal otherwise has the newest first.
 */
typedef enum
{
  PACKSHOT_JOB_ORDER_NEWEST,
  PACKSHOT_JOB_ORDER_OLDEST,
  PACKSHOT_JOB_ORDER_NAME,
  PACKSHOT_JOB_ORDER_PRICE,
  PACKSHOT_JOB_ORDER_STATE,
} PackshotJobOrder;

#define PACKSHOT_TYPE_JOB_ORDER (packshot_job_order_get_type ())
GType packshot_job_order_get_type (void);

GtkSorter *packshot_job_order_make_sorter (PackshotJobOrder order);
gboolean packshot_job_order_depends_on_state (PackshotJobOrder order);

G_END_DECLS
