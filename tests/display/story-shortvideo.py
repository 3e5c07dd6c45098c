# SPDX-License-Identifier: GPL-3.0-or-later
"""How people buy a video, from the first key on."""

from screen import wait_for, xdotool
from stories import SAMPLE, Story, main


class ShortVideoStory(Story):

    def test_paid(self):
        journal = self.start_service('shortvideo', '--key', 'sk-story')
        self.choose_service('shortvideo')
        self.hasten('shortvideo')
        packshot = self.start(SAMPLE)
        packshot.find(f'Photo {SAMPLE.name}', 'image')
        packshot.write('Product name', 'Alderwisp')
        packshot.find('100 credits · No key yet')

        # First the key, without which nothing is asked.
        packshot.press('Create Video · 100 credits')
        packshot.write('API key', 'sk-story')
        xdotool('key', 'Return')
        packshot.find('Kept until Packshot ends')
        packshot.press('Test Connection')
        packshot.find('It works.')
        self.keep_screen('accounts')
        xdotool('key', 'Escape')

        packshot.press('Create Video · 100 credits')
        packshot.find('This goes to ShortVideo at 127.0.0.1')
        packshot.find('3600 × 2700 pixels')
        self.keep_screen('send')
        xdotool('key', 'Escape')
        wait_for(lambda: packshot.look_for_button('Create Video · 100 credits'),
                 'the question does not go away')
        self.assertEqual(self.count_orders(journal), 0)

        packshot.press('Create Video · 100 credits')
        packshot.press('Create · 100 credits')
        self.watch_and_save(packshot, 'Alderwisp')
        self.assertEqual(self.count_orders(journal), 1)


if __name__ == '__main__':
    main()
