/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-test-wares.h"

#include "packshot-fake-creatify.h"

#define QUICKLY " --yes --interval 0.02 -o film.mp4"

static const PackshotTestWares all[] = {
  {
      .name = "shortvideo",
      .base_url = "SHORTVIDEO_BASE_URL",
      .make = "make --service shortvideo --image photo.jpg --product-name Mug" QUICKLY,
      .price = 100,
      .has_cover = TRUE,
  },
  {
      .name = "sophnet",
      .base_url = "SOPHNET_BASE_URL",
      .make = "make --service sophnet --first-frame photo.jpg --prompt Mug --upload-oss" QUICKLY,
      .is_put_online = TRUE,
  },
  {
      .name = "creatify",
      .base_url = "CREATIFY_BASE_URL",
      .make = "make --service creatify --image https://example.com/mug.jpg --image-prompt Mug-{n} "
              "--type product_avatar --aspect-ratio 16:9" QUICKLY,
      .price = PACKSHOT_FAKE_CREATIFY_PICTURE + 2 * PACKSHOT_FAKE_CREATIFY_VIDEO,
      .can_list = TRUE,
  },
  {
      .name = "aog",
      .base_url = "AOG_BASE_URL",
      .make = "make --service aog --image photo.jpg --prompt Mug" QUICKLY,
      .is_one_call = TRUE,
  },
};

/**
 * packshot_test_wares_find:
 * @fake: a service
 *
 * Returns: what is bought from it
 */
const PackshotTestWares *
packshot_test_wares_find (PackshotFake *fake)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_str_equal (all[i].name, packshot_fake_get_service (fake)->name))
        return &all[i];
    }

  g_assert_not_reached ();
}
