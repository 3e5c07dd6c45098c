# SPDX-License-Identifier: GPL-3.0-or-later
"""How people make a video, told by what they see and press.

usage: story.py PROGRAM SAMPLE ARTEFACTS FAKE-SERVICE
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import threading
import unittest
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

try:
    from screen import Program, drag, place_window, wait_for, xdotool
except (ImportError, ValueError) as missing:
    print(f'{missing}: nobody can be asked what is on the screen', file=sys.stderr)
    sys.exit(77)

if not shutil.which('xdotool'):
    print('xdotool is not installed: there is no hand that could press or drag', file=sys.stderr)
    sys.exit(77)

PROGRAM, SAMPLE, ARTEFACTS = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
FAKE_SERVICE = sys.argv[4]


# The middle of the first icon, below the warning root gets as well as without it; of the empty part
# of the folder; and of the left half of the window.
FIRST_ICON, FOLDER, STAGE = (230, 150), (380, 300), (700, 440)


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

        packshot.press('Save As…')
        # The dialog is GTK's own, and so are the names in it.
        wait_for(lambda: xdotool('getactivewindow', 'getwindowname') == 'Save Video',
                 'the dialog does not get the keyboard')
        self.keep_screen('saving')
        xdotool('key', 'Return')
        saved = Path(os.environ['HOME'], 'Alderwisp.mp4')
        wait_for(saved.exists, 'nothing is saved')
        packshot.find('“Alderwisp.mp4” was saved.')
        self.assertEqual(saved.read_bytes()[4:8], b'ftyp')

        packshot.press('Play')
        packshot.find('Pause', 'button')
        self.keep_screen('playing')
        packshot.find('Play', 'button')
        self.assert_rest(packshot)

    def serve(self):
        """The folder of the test as a web site; gives its address."""
        server = ThreadingHTTPServer(
            ('127.0.0.1', 0),
            lambda *arguments: QuietHandler(*arguments, directory=self.folder))
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever).start()
        return f'http://127.0.0.1:{server.server_port}'

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
        journal = self.folder / f'journal-{service}'
        said = self.start_fake('--service', service, '--polls', 1, '--journal', journal, *arguments)
        self.set_variable(f'{service.upper()}_BASE_URL', said['BASE_URL'])
        return journal

    def write_config(self, name, words):
        path = Path(os.environ['XDG_CONFIG_HOME'], 'packshot', name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(words, encoding='utf-8')
        self.addCleanup(path.unlink)

    def choose_service(self, service):
        """As somebody chose before: GTK 4.8 lets nobody press a list of choices by its name."""
        self.write_config('window.ini', f'[window]\nservice={service}\n')

    def count_orders(self, journal):
        return journal.read_text(encoding='utf-8').count('"order":true')

    def test_paid(self):
        journal = self.start_service('shortvideo', '--key', 'sk-story')
        self.choose_service('shortvideo')
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
        packshot.press('Play')
        packshot.find('Pause', 'button')
        self.keep_screen('paid')
        self.assertEqual(self.count_orders(journal), 1)

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
        return self.start_service('creatify', '--id', 'id-story', '--key', 'sk-story')

    @unittest.skipUnless(shutil.which('thunar'), 'there is no file manager to drag from')
    def test_review(self):
        journal = self.start_two_steps()
        packshot = self.start()
        packshot.find('Drop a Photo Here')
        shutil.copy(SAMPLE, self.folder / 'mug.jpg')
        journal.rename(self.folder / '.journal')
        journal = self.folder / '.journal'
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
        packshot.find('The preview', 'image')
        self.keep_screen('review')
        self.assertEqual(self.count_orders(journal), 1)

        packshot.press('Make Video · from 3 credits')
        packshot.find('The word to go on goes to Creatify at 127.0.0.1')
        self.keep_screen('send-approval')
        xdotool('key', 'Return')
        packshot.press('Play')
        packshot.find('Pause', 'button')
        self.keep_screen('reviewed')
        self.assertEqual(self.count_orders(journal), 2)

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

    def assert_rest(self, program):
        wait_for(lambda: count_wakings(program.process.pid, seconds=3) == 0, 'it does not rest')

    def place_side_by_side(self):
        """The folder of the test in a file manager, and beside it the window."""
        files = Program('thunar', str(self.folder), name='thunar')
        self.addCleanup(files.end)
        place_window(f'^{self.folder.name}', 0, 0, 480, 400)
        place_window('^Packshot$', 520, 60, 740, 760)

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
        drag(STAGE, FOLDER)
        video = self.folder / 'video.mp4'
        wait_for(lambda: video.exists() and video.read_bytes()[4:8] == b'ftyp',
                 'the video does not arrive')


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2)
