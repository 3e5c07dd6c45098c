# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that shells complete the command line, by typing into those that are installed.

usage: completion.py COMPLETIONS-FOLDER PACKSHOT-CLI SAMPLE
"""

import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

FOLDER, PROGRAM, SAMPLE = (Path(argument).resolve() for argument in sys.argv[1:4])
LIMIT = 60  # seconds, which only a hang takes

BASH = '''
PS1='> '
source "$COMPLETIONS/packshot-cli.bash"
say() { printf '<%s>' "$@"; }
'''

ZSH = '''
PS1='> '
fpath=("$COMPLETIONS" $fpath)
autoload -Uz compinit
compinit -u -d "$HOME/compdump"
bindkey -e
say() { printf '<%s>' "$@"; }
'''


class CompletionTest(unittest.TestCase):
    """A home with one job in it, in which a shell is used."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name)
        (self.home / 'bin').mkdir()
        (self.home / 'bin' / 'packshot-cli').symlink_to(PROGRAM)
        (self.home / 'a photo.jpg').symlink_to(SAMPLE)
        # What a shell makes of 1280*720 where nobody quotes it.
        (self.home / '1280 by 720').touch()
        self.environment = {
            'HOME': folder.name, 'ZDOTDIR': folder.name, 'COMPLETIONS': str(FOLDER),
            'PATH': f'{self.home}/bin:{os.environ["PATH"]}', 'LC_ALL': 'C.UTF-8', 'TERM': 'xterm',
            'COLUMNS': '400', 'SECRET_BACKEND': 'file', 'GIO_USE_PROXY_RESOLVER': 'dummy',
            # Nobody listens there, and the photo is one that the service has already: the order
            # is kept, and not sent.
            'SHORTVIDEO_BASE_URL': 'http://127.0.0.1:1', 'SHORTVIDEO_API_KEY': 'none'}
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'LSAN_OPTIONS'):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        run = self.run_program('make', '--service', 'shortvideo', '--image', 'photo-1.jpg',
                               '--product-name', 'A mug: blue', '--yes')
        self.assertEqual(run.returncode, 1, run.stderr)
        self.job = self.run_program('jobs', '--json').stdout.split('"job":"', 1)[1].split('"', 1)[0]

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], cwd=self.home, env=self.environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def type_into(self, shell, keys, expected):
        """Types keys into a shell at a terminal until it says what is expected."""
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.home)
            os.execvpe(shell[0], shell, self.environment)
        said = ''
        try:
            # A shell throws away what was typed before it is ready.
            for wanted, typed in (('> ', keys), (expected, '')):
                while wanted not in said:
                    ready, _, _ = select.select([terminal], [], [], LIMIT)
                    self.assertTrue(ready, f'{shell[0]} says no “{wanted}”: {said}')
                    said += os.read(terminal, 65536).decode(errors='replace')
                said = ''
                os.write(terminal, typed.encode())
        except OSError as error:
            self.fail(f'{shell[0]} has ended ({error}): {said}')
        finally:
            os.close(terminal)
            os.waitpid(child, 0)

    def type_all(self, shell):
        for keys, expected in (
                ('serv\tstud\t--js\t', '<services><studio><--json>'),
                ('make --sty\tdr\t', '<make><--style><drift>'),
                # One with a colon, and one that shells would expand.
                ('make --aspect-ratio 9:\t', '<make><--aspect-ratio><9:16>'),
                ('make --service sophnet --si\t1280\t', '<--size><1280*720>'),
                ('make --image a\t', '<make><--image><a photo.jpg>'),
                ('sho\t2\t', f'<show><{self.job}>')):
            with self.subTest(keys=keys):
                # Back at the beginning of the line, it becomes one that says what it has become.
                self.type_into(shell, f'packshot-cli {keys}\x01say \r', expected)

    def need(self, shell):
        if not shutil.which(shell):
            self.skipTest(f'{shell} is not installed')

    def test_bash(self):
        self.need('bash')
        (self.home / 'rc').write_text(BASH, encoding='utf-8')
        self.type_all(['bash', '--noprofile', '--rcfile', str(self.home / 'rc'), '-i'])

    def test_zsh(self):
        self.need('zsh')
        (self.home / '.zshrc').write_text(ZSH, encoding='utf-8')
        self.type_all(['zsh', '-d', '-i'])

    def test_fish(self):
        self.need('fish')

        def complete(line):
            run = subprocess.run(
                ['fish', '--no-config', '-c',
                 'source $COMPLETIONS/packshot-cli.fish; complete -C $argv[1]', '--', line],
                cwd=self.home, env=self.environment, text=True, capture_output=True, check=True,
                stdin=subprocess.DEVNULL)
            return [found.split('\t')[0] for found in run.stdout.splitlines()]

        self.assertEqual(complete('packshot-cli serv'), ['services'])
        self.assertEqual(complete('packshot-cli services stud'), ['studio'])
        self.assertEqual(complete('packshot-cli make --sty'), ['--style'])
        self.assertEqual(complete('packshot-cli make --style '), ['drift', 'showcase'])
        self.assertEqual(complete('packshot-cli make --aspect-ratio 9:'), ['9:16'])
        self.assertEqual(complete('packshot-cli make --service sophnet --size 1280'), ['1280*720'])
        self.assertEqual(complete('packshot-cli make --image a'), ['a photo.jpg'])
        self.assertEqual(complete('packshot-cli show '), [self.job])


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
