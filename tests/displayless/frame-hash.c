/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "packshot-test-frame.h"
#include "packshot-test-photo.h"
#include "packshot-test-show.h"

/* Prints checksums of the frames of a film with all that a frame can have: backdrop, titles, mixes,
 * opacity. It is built twice, with and without the clones of the hot loops, for test-clones. */

static void
print_hashes (GdkPixbuf *photo)
{
  g_autoptr (PackshotTestShow) show =
      packshot_test_show_new (photo, "showcase", 642, 362, 24, 4, 2);

  packshot_test_show_set_titles (show, "Name", "Info");
  for (int i = 0; i < show->storyboard->n_frames; i += 2)
    {
      g_autofree PackshotVideoFrame *frame = packshot_test_show_paint (show, i);
      g_autofree char *hash = packshot_test_frame_hash (frame);

      g_print ("%s\n", hash);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GdkPixbuf) detailed = packshot_test_photo_new_detailed (1501, 1003, 1);
  g_autoptr (GdkPixbuf) cut_out = packshot_test_photo_new_plain (403, 501, 0x00000000);

  packshot_test_photo_add_box (cut_out, 101, 77, 203, 333, 0xc04030ff, 0x2060d0a0);
  print_hashes (detailed);
  print_hashes (cut_out);

  return 0;
}
