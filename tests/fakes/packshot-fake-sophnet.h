/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/* What an order of this model and size costs, and all others. */
#define PACKSHOT_FAKE_SOPHNET_PRICE 2

/* A finished one that was ordered elsewhere, and a finished draft. */
#define PACKSHOT_FAKE_SOPHNET_TASK  "task-old-1"
#define PACKSHOT_FAKE_SOPHNET_DRAFT "task-draft-1"

extern const PackshotFakeService packshot_fake_sophnet;
