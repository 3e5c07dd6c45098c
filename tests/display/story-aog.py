# SPDX-License-Identifier: GPL-3.0-or-later
"""How people have a video made by the gateway on their own computer, which needs no key."""

from stories import SAMPLE, Story, main


class AogStory(Story):

    def test_gateway(self):
        journal = self.start_service('aog', '--seconds-to-finish', 2)
        self.choose_service('aog')
        packshot = self.start(SAMPLE)
        packshot.find(f'Photo {SAMPLE.name}', 'image')
        packshot.press('Create Video')
        packshot.find('This goes to AOG at 127.0.0.1')
        self.keep_screen('aog-send')
        packshot.press('Create')
        self.keep_screen('aog-waiting')
        self.watch_and_save(packshot, SAMPLE.stem)
        self.assertEqual(self.count_orders(journal), 1)


if __name__ == '__main__':
    main()
