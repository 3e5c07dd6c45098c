/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-net-answer.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

PackshotNetAnswer *packshot_net_answer_new_from_message (SoupMessage *message, GBytes *body);

G_END_DECLS
