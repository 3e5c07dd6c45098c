# SPDX-License-Identifier: GPL-3.0-or-later
"""How a desktop starts the program: by its icon, by the menu of the icon, by photos put onto it.

usage: story-start.py PROGRAM SAMPLE ARTEFACTS DESKTOP-FILE SERVICE-FILE
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    from gi.repository import Gio
    from screen import Atspi, GLib, find_application, wait_for, walk
except (ImportError, ValueError) as missing:
    print(f'{missing}: nobody can be asked what is on the screen', file=sys.stderr)
    sys.exit(77)

PROGRAM, SAMPLE = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
ENTRY, SERVICE = Path(sys.argv[4]), Path(sys.argv[5])
APP = ENTRY.stem
PATH = os.environ['PATH']
# Where the bus of this display looks for what it may start.
SERVICES = Path(os.environ['PACKSHOT_TEST_SERVICES'])
# Held, since a bus starts nothing for one who left it in the meantime.
BUS = Gio.bus_get_sync(Gio.BusType.SESSION, None)


def call_bus(method, arguments, answer):
    """What the bus itself answers."""
    return BUS.call_sync(
        'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
        arguments, GLib.VariantType(answer), 0, -1, None)[0]


class StoryStart(unittest.TestCase):
    """A program as after its installation, and what is done to its icon."""

    @classmethod
    def setUpClass(cls):
        """Makes the bus know the program, as after its installation."""
        words, count = re.subn(r'^Exec=\S+', f'Exec={PROGRAM}', SERVICE.read_text(encoding='utf-8'),
                               flags=re.MULTILINE)
        assert count == 1
        SERVICES.joinpath(SERVICE.name).write_text(words, encoding='utf-8')
        wait_for(lambda: APP in call_bus('ListActivatableNames', None, '(as)'),
                 'the bus does not hear of the program')

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        # A program that is asked while it starts tells of no change of what it told.
        Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)
        (self.folder / PROGRAM.name).symlink_to(PROGRAM)
        os.environ['PATH'] = f'{self.folder}:{PATH}'
        self.addCleanup(self.end_program)

    def take_icon(self, by_bus=True):
        """The icon, as a desktop that knows D-Bus sees it, or one that does not."""
        words = ENTRY.read_text(encoding='utf-8')
        if not by_bus:
            words = words.replace('DBusActivatable=true', 'DBusActivatable=false')
        path = self.folder / ENTRY.name
        path.write_text(words, encoding='utf-8')
        return Gio.DesktopAppInfo.new_from_filename(str(path))

    def find_process(self):
        return call_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (APP,)), '(u)')

    def runs(self):
        return call_bus('NameHasOwner', GLib.Variant('(s)', (APP,)), '(b)')

    def end_program(self):
        if self.runs():
            os.kill(self.find_process(), signal.SIGTERM)
        wait_for(lambda: not self.runs() and find_application('packshot') is None,
                 'it does not end')

    def walk(self):
        """All the program has, in sight or not; nothing where it does not run."""
        while GLib.MainContext.default().iteration(False):
            pass
        root = find_application('packshot')
        if root is None:
            return []
        # Not every change is told.
        root.clear_cache()
        return walk(root)

    def is_on(self, page):
        return any('tab' in node.get_role_name() and node.get_name() == page
                   and node.get_state_set().contains(Atspi.StateType.SELECTED)
                   for node in self.walk())

    def wait_for_page(self, page):
        wait_for(lambda: self.is_on(page), f'the page “{page}” is not in front')

    def wait_for_name(self, name):
        wait_for(lambda: any(node.get_name() == name for node in self.walk()),
                 f'there is no “{name}”')

    def test_icon(self):
        for by_bus in (True, False):
            with self.subTest(by_bus=by_bus):
                self.assertTrue(self.take_icon(by_bus).launch([], None))
                self.wait_for_page('Create')
                self.end_program()

    def test_photo_on_the_icon(self):
        for by_bus in (True, False):
            with self.subTest(by_bus=by_bus):
                self.assertTrue(self.take_icon(by_bus).launch_uris([SAMPLE.as_uri()], None))
                self.wait_for_name(f'Photo {SAMPLE.name}')
                self.end_program()

    def test_menu_of_the_icon(self):
        for by_bus in (True, False):
            with self.subTest(by_bus=by_bus):
                self.take_icon(by_bus).launch_action('library', None)
                self.wait_for_page('Library')
                process = self.find_process()
                # The same program hears of the next, whichever way it comes.
                self.take_icon(by_bus).launch_action('new-video', None)
                self.wait_for_page('Create')
                self.take_icon(not by_bus).launch_action('library', None)
                self.wait_for_page('Library')
                self.assertEqual(self.find_process(), process)
                self.end_program()

    def test_menu_is_complete(self):
        self.assertEqual(self.take_icon().list_actions(), ['new-video', 'library'])


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
