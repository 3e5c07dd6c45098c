# SPDX-License-Identifier: GPL-3.0-or-later
"""How photos come from a file manager and videos go there."""

import shutil
import unittest

from screen import drag, wait_for
from stories import COVER, FIRST_ICON, FOLDER, SAMPLE, STAGE, Story, main


class DropStory(Story):

    @unittest.skipUnless(shutil.which('thunar'), 'there is no file manager to drag from')
    def test_drop(self):
        packshot = self.start()
        packshot.find('Drop a Photo Here')
        shutil.copy(SAMPLE, self.folder / 'mug with ä.jpg')
        self.place_side_by_side()
        drag(FIRST_ICON, STAGE)
        packshot.find('Photo mug with ä.jpg', 'image')
        self.keep_screen('dropped')

    @unittest.skipUnless(shutil.which('thunar'), 'there is no file manager to drag from')
    def test_bad_drop(self):
        packshot = self.start()
        packshot.find('Drop a Photo Here')
        (self.folder / 'notes.txt').write_text('These are no pixels.\n', encoding='utf-8')
        self.place_side_by_side()
        drag(FIRST_ICON, STAGE)
        packshot.find('“notes.txt” is not a picture')
        packshot.find('Drop a Photo Here')
        self.keep_screen('bad-drop')

    @unittest.skipUnless(shutil.which('thunar'), 'there is no file manager to drag to')
    def test_drag_out(self):
        packshot = self.start(SAMPLE)
        packshot.choose('Duration', 4)
        packshot.press('Create Video')
        packshot.find('Save As…', 'button')
        self.place_side_by_side()
        drag(COVER, FOLDER)
        video = self.folder / f'{SAMPLE.stem}.mp4'
        wait_for(lambda: video.exists() and video.read_bytes()[4:8] == b'ftyp',
                 'the video does not arrive')


if __name__ == '__main__':
    main()
