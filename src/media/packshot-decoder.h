/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

void packshot_decoder_forbid_direct_rendering (GstBin *bin);

G_END_DECLS
