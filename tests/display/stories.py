# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stories share: how a person starts the program, and the services it meets.

usage of a story: story-NAME.py PROGRAM SAMPLE ARTEFACTS FAKE-SERVICE MANIFESTS [TEST…]
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

try:
    from screen import Program, drag, find_active_window, place_window, wait_for, xdotool
except (ImportError, ValueError) as missing:
    print(f'{missing}: nobody can be asked what is on the screen', file=sys.stderr)
    sys.exit(77)

if not shutil.which('xdotool'):
    print('xdotool is not installed: there is no hand that could press or drag', file=sys.stderr)
    sys.exit(77)

PROGRAM, SAMPLE, ARTEFACTS, FAKE_SERVICE, MANIFESTS = (
    sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], Path(sys.argv[5]))

# The middle of the first icon, below the warning root gets as well as without it; of the empty part
# of the folder; of the left half of the window; and of the cover there, beside the play button.
FIRST_ICON, FOLDER, STAGE, COVER = (230, 150), (380, 300), (700, 440), (600, 440)


def count_wakings(pid, seconds):
    """How often a program had something to do within that time."""
    def count():
        status = Path(f'/proc/{pid}/status').read_text(encoding='ascii')
        return int(re.search(r'^voluntary_ctxt_switches:\s+(\d+)$', status, re.MULTILINE)[1])
    before = count()
    time.sleep(seconds)
    return count() - before


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Story(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def start(self, *arguments):
        program = Program(PROGRAM, *map(str, arguments), name='packshot')
        self.addCleanup(program.end)
        # Before the program ends, whether all went well or not.
        self.addCleanup(self.keep_screen, f'end-of-{self.id().split(".")[-1]}')
        return program

    def keep_screen(self, name):
        if shutil.which('import'):
            ARTEFACTS.mkdir(parents=True, exist_ok=True)
            subprocess.run(['import', '-window', 'root', ARTEFACTS / f'story-{name}.png'],
                           check=False)

    def serve(self):
        """The folder of the test as a web site; gives its address."""
        server = ThreadingHTTPServer(
            ('127.0.0.1', 0),
            lambda *arguments: QuietHandler(*arguments, directory=self.folder))
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever).start()
        return f'http://127.0.0.1:{server.server_port}'

    def start_fake(self, *arguments):
        """A service on loopback; gives what it says of itself, by names."""
        fake = subprocess.Popen([FAKE_SERVICE, *map(str, arguments)], stdout=subprocess.PIPE,
                                text=True)
        self.addCleanup(fake.stdout.close)
        self.addCleanup(fake.wait)
        self.addCleanup(fake.terminate)
        lines = [fake.stdout.readline().strip()]
        if 'image-host' in arguments:
            lines.append(fake.stdout.readline().strip())
        return dict(line.split('=', 1) for line in lines)

    def set_variable(self, name, value):
        os.environ[name] = value
        self.addCleanup(os.environ.pop, name)

    def start_service(self, service, *arguments):
        """A service that wants to be paid; gives where it writes what it was asked."""
        journal = self.folder / f'.journal-{service}'
        said = self.start_fake('--service', service, '--polls', 1, '--journal', journal, *arguments)
        self.set_variable(f'{service.upper()}_BASE_URL', said['BASE_URL'])
        return journal

    def write_config(self, name, words):
        path = Path(os.environ['XDG_CONFIG_HOME'], 'packshot', name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, encoding='utf-8')
        self.addCleanup(path.unlink)

    def hasten(self, service):
        """The service as it is described, but asked each second."""
        words = (MANIFESTS / f'{service}.json').read_text(encoding='utf-8')
        quick, count = re.subn(r'"poll_interval": \d+', '"poll_interval": 1', words)
        assert count == 1
        self.write_config(f'services/{service}.json', quick)

    def choose_service(self, service):
        """As somebody chose before: GTK 4.8 lets nobody press a list of choices by its name."""
        self.write_config('window.ini', f'[window]\nservice={service}\n')

    def count_orders(self, journal):
        return journal.read_text(encoding='utf-8').count('"order":true')

    def assert_rest(self, program):
        wait_for(lambda: count_wakings(program.process.pid, seconds=3) == 0, 'it does not rest')

    def place_side_by_side(self):
        """The folder of the test in a file manager, and beside it the window."""
        files = Program('thunar', str(self.folder), name='thunar')
        self.addCleanup(files.end)
        place_window(f'^{self.folder.name}', 0, 0, 480, 400)
        place_window('^Packshot$', 520, 60, 740, 760)

    def watch_and_save(self, packshot, name):
        """Plays the video that is there, and keeps it where the dialog offers to."""
        packshot.press('Play')
        packshot.find('Pause', 'button')
        self.keep_screen(f'playing-{name}')
        packshot.press('Save As…')
        # The dialog is GTK's own, and so are the names in it.
        wait_for(lambda: find_active_window() == 'Save Video',
                 'the dialog does not get the keyboard')
        xdotool('key', 'Return')
        saved = Path(os.environ['HOME'], f'{name}.mp4')
        wait_for(saved.exists, 'nothing is saved')
        packshot.find(f'“{name}.mp4” was saved.')
        self.assertEqual(saved.read_bytes()[4:8], b'ftyp')


def main():
    unittest.main(module='__main__', argv=[sys.argv[0], *sys.argv[6:]], verbosity=2)
