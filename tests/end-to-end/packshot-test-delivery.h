/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-purchase.h"

void packshot_test_delivery_assert (PackshotTestPurchase *purchase, PackshotTestBooks *books);
