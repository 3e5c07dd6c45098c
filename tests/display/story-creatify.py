# SPDX-License-Identifier: GPL-3.0-or-later
"""How people buy a video in two steps, and look at what comes first."""

import shutil
import unittest

from screen import drag, wait_for, xdotool
from stories import FIRST_ICON, SAMPLE, STAGE, Story, main


class CreatifyStory(Story):

    def start_two_steps(self):
        """A service that makes a preview first, and a place where it can fetch photos."""
        host = self.start_fake('--service', 'image-host', '--id', 'seller', '--key', 'pw-story')
        self.write_config('settings.ini',
                          '[image-host]\nkind=put\nuser=seller\n'
                          f'url={host["URL"]}\npublic-url={host["PUBLIC_URL"]}\n')
        self.set_variable('PACKSHOT_IMAGE_HOST_PASSWORD', 'pw-story')
        self.set_variable('CREATIFY_API_ID', 'id-story')
        self.set_variable('CREATIFY_API_KEY', 'sk-story')
        self.choose_service('creatify')
        self.hasten('creatify')
        return self.start_service('creatify', '--id', 'id-story', '--key', 'sk-story')

    @unittest.skipUnless(shutil.which('thunar'), 'there is no file manager to drag from')
    def test_review(self):
        journal = self.start_two_steps()
        packshot = self.start()
        packshot.find('Drop a Photo Here')
        shutil.copy(SAMPLE, self.folder / 'mug.jpg')
        self.place_side_by_side()
        drag(FIRST_ICON, STAGE)
        packshot.find('Photo mug.jpg', 'image')

        packshot.press('Create Preview · from 1 credit')
        packshot.find('The picture is put on your image host first')
        self.keep_screen('send-preview')
        packshot.press('Create · from 1 credit')
        # The page is there before the preview is, but nothing on it can be pressed.
        wait_for(lambda: packshot.look_for_button('Make Video · from 3 credits'),
                 'there is nothing to approve')
        packshot.find('Do You Like the Preview?')
        packshot.find('Preview', 'image')
        self.keep_screen('review')
        self.assertEqual(self.count_orders(journal), 1)

        packshot.press('Make Video · from 3 credits')
        packshot.find('Your order goes to Creatify at 127.0.0.1')
        self.keep_screen('send-approval')
        xdotool('key', 'Return')
        self.watch_and_save(packshot, 'mug')
        self.assertEqual(self.count_orders(journal), 2)


if __name__ == '__main__':
    main()
