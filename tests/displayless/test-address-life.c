/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Until when a signed address works. */

#include "packshot-address-life.h"

/* 2025-05-30T04:11:05Z, and an hour later. */
#define BEGIN G_GINT64_CONSTANT (1748578265)
#define END   (BEGIN + 3600)

#define HOST "https://bucket.example.com/a%20photo.jpg"

static void
test_known (void)
{
  static const char *const urls[] = {
    /* Amazon Signature Version 4, in any order and in any case. */
    HOST "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20250530T041105Z&X-Amz-Expires=3600"
         "&X-Amz-SignedHeaders=host&X-Amz-Signature=abc",
    HOST "?x-amz-expires=3600&x-amz-date=20250530T041105Z",
    HOST "?X-Goog-Date=20250530T041105Z&X-Goog-Expires=3600&X-Goog-Signature=abc",
    HOST "?x-oss-date=20250530T041105Z&x-oss-expires=3600&x-oss-signature=abc",
    HOST "?X-Tos-Date=20250530T041105Z&X-Tos-Expires=3600&X-Tos-Signature=abc",
    /* Amazon Signature Version 2, and Alibaba's first. */
    HOST "?AWSAccessKeyId=abc&Signature=abc%3D&Expires=1748581865",
    HOST "?Expires=1748581865&OSSAccessKeyId=abc&Signature=abc%3D",
    /* CloudFront. */
    HOST "?Expires=1748581865&Signature=abc~&Key-Pair-Id=K1",
    HOST "?sv=2022-11-02&se=2025-05-30T05%3A11%3A05Z&sr=b&sp=r&sig=abc%3D",
    HOST "?q-sign-algorithm=sha1&q-ak=a&q-sign-time=1748578265;1748581865&q-signature=abc",
    HOST "?q-sign-time=1748578265%3B1748581865",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_test_message ("%s", urls[i]);
      g_assert_cmpint (packshot_address_life_find_end (urls[i]), ==, END * G_TIME_SPAN_SECOND);
    }
}

/* What is no promise of an end is not taken for one. */
static void
test_unknown (void)
{
  static const char *const urls[] = {
    HOST,
    HOST "?",
    HOST "?expires=1748581865",
    HOST "?se=2025-05-30T05%3A11%3A05Z",
    HOST "?X-Amz-Expires=3600",
    HOST "?X-Amz-Date=20250530T041105Z",
    HOST "?X-Amz-Date=20250530T041105Z&X-Amz-Expires=-5",
    HOST "?X-Amz-Date=20250530T041105Z&X-Amz-Expires=99999999999999999999",
    HOST "?X-Amz-Date=yesterday&X-Amz-Expires=3600",
    HOST "?Expires=soon&Signature=abc",
    HOST "?Expires=&Signature=abc",
    HOST "?Expires=9223372036854775807&Signature=abc",
    HOST "?q-sign-time=1748581865",
    HOST "?q-sign-time=1;",
    HOST "#X-Amz-Date=20250530T041105Z&X-Amz-Expires=3600",
    "",
    "no address",
    "https://",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_test_message ("%s", urls[i]);
      g_assert_cmpint (packshot_address_life_find_end (urls[i]), ==, PACKSHOT_ADDRESS_LIFE_UNKNOWN);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/address-life/known", test_known);
  g_test_add_func ("/address-life/unknown", test_unknown);

  return g_test_run ();
}
