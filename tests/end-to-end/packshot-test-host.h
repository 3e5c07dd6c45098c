/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake-host.h"

PackshotFakeHost *packshot_test_host_new (void);
