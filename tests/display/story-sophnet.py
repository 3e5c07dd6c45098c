# SPDX-License-Identifier: GPL-3.0-or-later
"""How people have a video made of words alone, and of a photo."""

from stories import SAMPLE, Story, main


class SophNetStory(Story):

    def start_sophnet(self):
        self.set_variable('SOPH_API_KEY', 'sk-story')
        self.choose_service('sophnet')
        self.hasten('sophnet')
        return self.start_service('sophnet', '--key', 'sk-story')

    def test_words_alone(self):
        journal = self.start_sophnet()
        packshot = self.start()
        packshot.find('Without one, words alone become a video.')
        packshot.write('Prompt', 'A lamp in the rain')
        self.keep_screen('sophnet-words')
        packshot.press('Create Video')
        packshot.find('This goes to SophNet at 127.0.0.1')
        packshot.press('Create')
        self.watch_and_save(packshot, 'A lamp in the rain')
        self.assertEqual(self.count_orders(journal), 1)

    def test_photo(self):
        journal = self.start_sophnet()
        packshot = self.start(SAMPLE)
        packshot.find(f'Photo {SAMPLE.name}', 'image')
        packshot.press('Create Video')
        packshot.find('This goes to SophNet at 127.0.0.1')
        self.keep_screen('sophnet-send')
        packshot.press('Create')
        self.watch_and_save(packshot, SAMPLE.stem)
        self.assertEqual(self.count_orders(journal), 1)


if __name__ == '__main__':
    main()
