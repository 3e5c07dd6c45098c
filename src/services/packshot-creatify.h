/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-adapter.h"

G_BEGIN_DECLS

extern const PackshotAdapter packshot_creatify_adapter;

G_END_DECLS
