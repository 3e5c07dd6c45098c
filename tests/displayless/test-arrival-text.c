/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which pictures are found in texts, as browsers and others write them. */

#include "packshot-arrival-text.h"

#include <string.h>

static void
assert_list (const char *text, const char *expected)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  packshot_arrival_text_list (text, items);
  g_ptr_array_add (items, NULL);
  joined = g_strjoinv ("|", (char **) items->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_list (void)
{
  assert_list ("", "");
  assert_list ("A mug\nfor 5 EUR", "");
  assert_list ("https://shop.example/mug.jpg", "https://shop.example/mug.jpg");
  assert_list (" HTTP://shop.example/a b \n", "HTTP://shop.example/a b");
  assert_list ("ftp://shop.example/mug.jpg\ndata:image/png;base64,AAAA", "");
  /* As text/uri-list ends its lines, and as text/x-moz-url has them: an address and its title. */
  assert_list ("file:///a/1.png\r\nfile:///a/2.png\r\n", "/a/1.png|/a/2.png");
  assert_list ("https://shop.example/mug\nA mug", "https://shop.example/mug");
  /* Names with what has a meaning in addresses; some programs forget to write it so. */
  assert_list ("file:///a/b%20%C3%A4%23%25.png", "/a/b ä#%.png");
  assert_list ("file:///a/b ä.png", "/a/b ä.png");
  assert_list ("file:/a/b.png", "/a/b.png");
  assert_list ("/a/b %20.png", "/a/b %20.png");
  assert_list ("file://", "");
}

static void
assert_image (const char *html, const char *expected)
{
  g_autofree char *image = packshot_arrival_text_find_image (html);

  g_assert_cmpstr (image, ==, expected);
}

static void
test_html (void)
{
  /* As Chromium writes it, and as Firefox does around a link. */
  assert_image ("<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\">"
                "<img src=\"http://shop.example/mug.jpg?a=1&amp;b=2\" alt=\"A &gt; B\"/>",
                "http://shop.example/mug.jpg?a=1&b=2");
  assert_image ("<a href=\"http://shop.example/\"><IMG alt='x' data-src=no\n SRC = "
                "'http://shop.example/mug.jpg'></a>",
                "http://shop.example/mug.jpg");
  assert_image ("<img src=http://shop.example/a/b.jpg>", "http://shop.example/a/b.jpg");
  assert_image ("<img alt=\"src=no\" src=\"data:image/png;base64,AAAA\">",
                "data:image/png;base64,AAAA");
  assert_image ("<img alt=\"first\"><img src=\"https://shop.example/2.png\">",
                "https://shop.example/2.png");
  assert_image ("<img src=\"blob:https://shop.example/1\"><img src=\"mug.png\">", NULL);
  assert_image ("<image src=\"https://shop.example/1.png\">", NULL);
  assert_image ("<a href=\"https://shop.example/1.png\">mug</a>", NULL);
  assert_image ("", NULL);
}

/* Where no address stands in "src", the largest of the others is taken, as far as it is whole. */
static void
test_html_several (void)
{
  assert_image ("<img src=\"https://shop.example/1.jpg\" srcset=\"https://shop.example/2.jpg 9x\">",
                "https://shop.example/1.jpg");
  assert_image ("<img srcset=\"https://shop.example/1.jpg, https://shop.example/3,c=1.jpg 3x ,\n"
                "https://shop.example/2.jpg 2x\" src=\"data:image/gif;base64,AAAA\">",
                "https://shop.example/3,c=1.jpg");
  assert_image ("<img srcset=', https://shop.example/a.jpg?a=1&amp;b=2 400w,b.jpg 2200w'>",
                "https://shop.example/a.jpg?a=1&b=2");
  assert_image (
      "<img src=\"data:image/gif;base64,AAAA\" srcset=\"b.jpg 1x, //shop.example/c.jpg\">",
      "data:image/gif;base64,AAAA");
  assert_image ("<img src=\"blob:https://shop.example/1\" srcset=\"data:image/png;base64,AAAA 2x, "
                "https://shop.example/2.jpg\">",
                "https://shop.example/2.jpg");
  assert_image ("<img src=1 src=https://shop.example/2.jpg>", NULL);
  assert_image (
      "<img srcset=\",\"><img srcset=\" \"><img srcset><img srcset=\"https://shop.example/2.jpg "
      "nan, https://shop.example/3.jpg -1x\">",
      NULL);
}

/* What ends too early, or is no HTML, ends. */
static void
test_html_odd (void)
{
  static const char *const odd[] = {
    "<",        "<img",       "<img ",       "<img =",           "<img src",      "<img src=",
    "<img = =", "<img src= ", "<img src=\"", "<img /=/=/= src>", "<img \"\"\"'>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    assert_image (odd[i], NULL);
}

/* A tag without an end, again and again, is looked through once and not each time to the end. */
static void
test_html_long (void)
{
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; i < 120000; i++)
    g_string_append (html, "<img ");
  assert_image (html->str, NULL);
}

static void
assert_utf8 (const char *bytes, gsize length, const char *expected)
{
  g_autofree char *text = packshot_arrival_text_dup_utf8 (bytes, length);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_utf8 (void)
{
  assert_utf8 ("", 0, "");
  assert_utf8 ("<img>", 5, "<img>");
  assert_utf8 ("<img>\0", 6, "<img>");
  assert_utf8 ("\xff\xfe<\0i\0\xe4\0", 8, "<iä");
  assert_utf8 ("<\0i\0\xe4\0", 6, "<iä");
  assert_utf8 ("<\0i\0", 4, "<i");
  assert_utf8 ("\xe4\xe4\xe4", 3, NULL);
}

static void
assert_decoded (const char *url, const char *expected)
{
  g_autoptr (GBytes) bytes = packshot_arrival_text_decode (url);

  if (expected == NULL)
    {
      g_assert_null (bytes);
      return;
    }

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

static void
test_data (void)
{
  g_assert_true (packshot_arrival_text_is_data ("DATA:image/png;base64,AA"));
  g_assert_false (packshot_arrival_text_is_data ("data:text/html,AA"));
  g_assert_false (packshot_arrival_text_is_data ("https://shop.example/data:image/"));

  assert_decoded ("data:image/png;base64,UGFja3Nob3Q=", "Packshot");
  assert_decoded ("data:image/png;x=y;BASE64,UGFja3Nob3Q%3D", "Packshot");
  assert_decoded ("data:image/svg+xml,%3Csvg%2F%3E", "<svg/>");
  assert_decoded ("data:image/png;base64,", "");
  assert_decoded ("data:image/png", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/arrival-text/list", test_list);
  g_test_add_func ("/arrival-text/html", test_html);
  g_test_add_func ("/arrival-text/html-several", test_html_several);
  g_test_add_func ("/arrival-text/html-odd", test_html_odd);
  g_test_add_func ("/arrival-text/html-long", test_html_long);
  g_test_add_func ("/arrival-text/utf8", test_utf8);
  g_test_add_func ("/arrival-text/data", test_data);

  return g_test_run ();
}
