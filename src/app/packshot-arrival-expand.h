/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "packshot-arrival-haul.h"

G_BEGIN_DECLS

PackshotArrivalHaul *packshot_arrival_expand (const GPtrArray *items, GCancellable *cancellable);

G_END_DECLS
