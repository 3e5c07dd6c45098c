/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-fake.h"

/**
 * PackshotTestWares:
 * @name: of the fake service
 * @base_url: the variable that leads the program to it
 * @make: how a video is ordered, as arguments of the program
 * @price: what a video costs at most with all that can be paid for, in whole units
 * @has_cover: whether the service makes the cover
 * @is_one_call: whether it answers an order with the video, and can't be asked for it afterwards
 * @can_list: whether it tells which orders it has
 * @is_put_online: whether the video gets an address of its own in the end
 *
 * What is bought from a fake service, and how.
 */
typedef struct
{
  const char *name;
  const char *base_url;
  const char *make;
  guint price;
  gboolean has_cover;
  gboolean is_one_call;
  gboolean can_list;
  gboolean is_put_online;
} PackshotTestWares;

const PackshotTestWares *packshot_test_wares_find (PackshotFake *fake);
