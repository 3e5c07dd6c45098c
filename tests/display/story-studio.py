# SPDX-License-Identifier: GPL-3.0-or-later
"""How people make a video on this computer, told by what they see and press."""

import os
import shutil
from pathlib import Path

from screen import wait_for
from stories import SAMPLE, Story, main


class StudioStory(Story):

    def test_from_a_photo_to_a_saved_video(self):
        packshot = self.start(SAMPLE)
        packshot.find(f'Photo {SAMPLE.name}', 'image')
        packshot.write('Product name', 'Alderwisp')
        packshot.press('Portrait')
        packshot.choose('Duration', 4)
        packshot.press('Create Video')

        progress = packshot.find('Progress of the video', 'progress')
        packshot.find('Cancel', 'button')
        wait_for(lambda: 0 < progress.get_value_iface().get_current_value() < 1,
                 'the progress does not move')
        self.keep_screen('making')

        self.watch_and_save(packshot, 'Alderwisp')
        packshot.find('Play', 'button')
        self.assert_rest(packshot)

    def test_web_address(self):
        site = self.serve()
        shutil.copy(SAMPLE, self.folder / 'mug.jpg')
        (self.folder / 'page.html').write_text('<p>No pixels.</p>', encoding='utf-8')
        packshot = self.start()

        packshot.press('From Web Address…')
        packshot.write('Address of the picture', f'{site}/page.html')
        self.keep_screen('web-address')
        packshot.press('Get Picture')
        packshot.find('“127.0.0.1” sent a web page')
        packshot.find('Drop a Photo Here')

        packshot.press('From Web Address…')
        packshot.write('Address of the picture', f'{site}/mug.jpg')
        packshot.press('Get Picture')
        packshot.find('Photo mug.jpg', 'image')

    def test_opened_web_address(self):
        site = self.serve()
        shutil.copy(SAMPLE, self.folder / 'mug.jpg')
        packshot = self.start(f'{site}/mug.jpg')
        packshot.find('Photo mug.jpg', 'image')

    def test_stop(self):
        jobs = Path(os.environ['XDG_DATA_HOME'], 'packshot', 'jobs')
        before = set(jobs.glob('*/*'))
        packshot = self.start(SAMPLE)
        packshot.press('Create Video')
        packshot.press('Cancel')
        packshot.find('Stopped; no video was made.')
        self.assertEqual(set(jobs.glob('*/*')), before)

    def test_rest(self):
        """A window that nobody uses sleeps."""
        packshot = self.start(SAMPLE)
        packshot.find(f'Photo {SAMPLE.name}', 'image')
        self.assert_rest(packshot)


if __name__ == '__main__':
    main()
