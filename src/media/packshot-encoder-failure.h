/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

GError *packshot_encoder_read_failure (GstMessage *message);

G_END_DECLS
