# SPDX-License-Identifier: GPL-3.0-or-later
"""Several photos, and what comes back after a crash, told by what people see and press.

usage: story-create.py PROGRAM SAMPLE ARTEFACTS
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    from screen import Atspi, Program, place_window, wait_for, walk, xdotool
except (ImportError, ValueError) as missing:
    print(f'{missing}: nobody can be asked what is on the screen', file=sys.stderr)
    sys.exit(77)

if not shutil.which('xdotool'):
    print('xdotool is not installed: there is no hand that could press', file=sys.stderr)
    sys.exit(77)

PROGRAM, SAMPLE, ARTEFACTS = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
DRAFT = Path(os.environ['XDG_DATA_HOME'], 'packshot', 'draft', 'draft.json')
NAMES = ['lamp.jpg', 'mug.jpg', 'soap.jpg', 'vase.jpg', 'wren.jpg']


class StoryCreate(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.photos = [Path(folder.name, name) for name in NAMES]
        for photo in self.photos:
            shutil.copy(SAMPLE, photo)
        shutil.rmtree(DRAFT.parent, ignore_errors=True)

    def start(self, *arguments):
        program = Program(PROGRAM, *map(str, arguments), name='packshot')
        self.addCleanup(program.end)
        self.addCleanup(self.keep_screen, f'end-of-{self.id().split(".")[-1]}')
        return program

    def keep_screen(self, name):
        if shutil.which('import'):
            ARTEFACTS.mkdir(parents=True, exist_ok=True)
            subprocess.run(['import', '-window', 'root', ARTEFACTS / f'story-{name}.png'],
                           check=False)

    def listed(self, packshot):
        """The photos of the strip as they are spoken of, in their order."""
        packshot.refresh()
        return [node.get_name() for node in walk(packshot.root)
                if 'list item' in node.get_role_name() and node.get_name().startswith('Photo ')]

    def tab_to(self, packshot, name):
        for _ in range(40):
            if packshot.find(name).get_state_set().contains(Atspi.StateType.FOCUSED):
                return
            xdotool('key', 'Tab')
            time.sleep(0.1)
        self.fail(f'“{name}” does not get the keyboard')

    def wait_for_strip(self, packshot, names):
        expected = [f'Photo {index} of {len(names)}, {name}'
                    for index, name in enumerate(names, 1)]
        wait_for(lambda: self.listed(packshot) == expected,
                 f'{expected} are not in the strip')

    def test_strip_by_keyboard(self):
        packshot = self.start(*self.photos)
        place_window('Packshot', 0, 0, 1024, 740)
        self.wait_for_strip(packshot, NAMES)
        packshot.find('Create 5 Videos')
        packshot.find('Photo lamp.jpg', 'image')
        packshot.find('Product name of lamp.jpg', 'text')
        self.keep_screen('strip')

        # By Tab into the strip, along it, and one of them away.
        self.tab_to(packshot, 'Photo 1 of 5, lamp.jpg')
        xdotool('key', 'Right', 'Right')
        packshot.find('Photo soap.jpg', 'image')
        xdotool('key', 'Delete')
        self.wait_for_strip(packshot, ['lamp.jpg', 'mug.jpg', 'vase.jpg', 'wren.jpg'])
        packshot.find('Create 4 Videos')
        packshot.find('Photo vase.jpg', 'image')
        xdotool('key', 'Left')
        packshot.find('Photo mug.jpg', 'image')

    def test_page_comes_back_after_a_crash(self):
        packshot = self.start(*self.photos[:3])
        self.wait_for_strip(packshot, NAMES[:3])
        self.name_all(packshot).get_editable_text_iface().set_text_contents('Alderwisp')
        packshot.write('Product name of mug.jpg', 'A mug')
        packshot.press('Portrait')
        wait_for(lambda: DRAFT.exists() and 'A mug' in DRAFT.read_text(encoding='utf-8')
                 and '9:16' in DRAFT.read_text(encoding='utf-8'), 'nothing is kept')
        packshot.process.send_signal(signal.SIGKILL)
        packshot.process.wait()

        # The photos were where programs put what they need for a while.
        for photo in self.photos:
            photo.unlink()
        packshot = self.start()
        self.wait_for_strip(packshot, NAMES[:3])
        packshot.find('Photo lamp.jpg', 'image')
        packshot.find('Create 3 Videos')
        self.assertEqual(self.text_of(self.name_all(packshot)), 'Alderwisp')
        self.assertEqual(self.text_of(packshot.find('Product name of mug.jpg', 'text')), 'A mug')
        self.keep_screen('draft')

        packshot.press('Clear the Page')
        wait_for(lambda: not DRAFT.exists(), 'the draft stays')

    def test_damaged_draft(self):
        DRAFT.parent.mkdir(parents=True)
        DRAFT.write_text('{ "format": 1, "photos"', encoding='utf-8')
        packshot = self.start()
        packshot.find('What was on the page last can’t be read, and was set aside as')
        packshot.find('Drop a Photo Here')
        self.assertFalse(DRAFT.exists())
        self.assertTrue(DRAFT.with_name('draft-damaged.json').exists())

    def name_all(self, packshot):
        """The field of the form; those of the photos are called after them."""
        def look():
            packshot.refresh()
            return next((node for node in walk(packshot.root) if node.get_name() == 'Product name'
                         and 'text' in node.get_role_name()), None)
        return wait_for(look, 'there is no field for the name')

    def text_of(self, node):
        # Newer AT-SPI has another method of that name, which it finds first in what a node is.
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
