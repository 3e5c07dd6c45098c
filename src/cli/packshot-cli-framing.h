/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-cli-flags.h"

G_BEGIN_DECLS

gboolean packshot_cli_framing_apply (const PackshotCliFlags *flags,
                                     PackshotRequest *request,
                                     GError **error);

G_END_DECLS
