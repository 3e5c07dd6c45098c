# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs packshot-cli in the pseudo language, and finds words that no translator gets to see.

usage: cli.py SOURCE_ROOT PROGRAM
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from report import tell

HERE = Path(__file__).resolve().parent
SKIPPED = 77
COMMANDS = ('approve', 'cancel', 'delete', 'image-host', 'import', 'jobs', 'key', 'limit', 'make',
            'poll', 'regenerate', 'resolve', 'restore', 'services', 'show', 'spending', 'trash')

SMALLER_COMMANDS = ('set', 'clear', 'test')
# "packshot-cli jobs" is a list for programs, too.
STATES = ('cancelled', 'done', 'failed')

# What is typed, and what is told to programs: the same in all languages.
TYPED = re.compile(r'--?[a-z][a-z-]*|\b[A-Z]+(?:_[A-Z]+)+\b|https?://\S+|~?(?:/[\w.+-]+)+'
                   r'|[\w.+-]+\.(?:jpe?g|png|mp4|webm|json)\b|packshot-cli'
                   r'|\b\d{8}-\d{6}-[0-9a-f]{8}\b')
WORD = re.compile(r'[^\W\d_]{2,}')


def strip(text):
    """What stands in no brackets."""
    rest, depth = [], 0
    for sign in text:
        if sign == '⟧':
            depth = max(depth - 1, 0)
        depth += sign == '⟦'
        if depth == 0 and sign != '⟧':
            rest.append(sign)
    return ''.join(rest)


def names_in(value):
    """The texts in a manifest that are no words for people."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in ('summary', 'help', 'advice', 'note'):
                yield from names_in(child)
    elif isinstance(value, list):
        for child in value:
            yield from names_in(child)
    elif isinstance(value, str):
        yield value


class Speaker:
    """The program in a room of its own, with the catalogue where it looks for it."""

    def __init__(self, source, program, room):
        self.room = Path(room)
        self.names = {'packshot', *COMMANDS, *SMALLER_COMMANDS, *STATES}
        for path in (source / 'data' / 'services').glob('*.json'):
            manifest = json.loads(path.read_text(encoding='utf-8'))
            self.names |= {word for name in names_in(manifest) if ' ' not in name
                           for word in WORD.findall(name)}
        self.services = [path.stem for path in (source / 'data' / 'services').glob('*.json')]
        self.program = self.room / 'src' / 'cli' / 'packshot-cli'
        self.program.parent.mkdir(parents=True)
        shutil.copy(program, self.program)
        run = subprocess.run([sys.executable, HERE / 'language.py', source, self.room / 'po'],
                             text=True, stdout=subprocess.PIPE, check=False)
        self.works = run.returncode != SKIPPED
        self.environment = {
            **{name: value for name, value in os.environ.items()
               if not name.startswith('PACKSHOT_')},
            'HOME': str(room), 'LOCPATH': str(self.room / 'po'), 'LC_ALL': run.stdout.strip(),
            'LANGUAGE': 'xx', 'SHORTVIDEO_API_KEY': '', 'COLUMNS': '80',
            **{f'XDG_{name}_HOME': str(self.room / name.lower())
               for name in ('CONFIG', 'DATA', 'CACHE', 'STATE')}}

    def listen(self, *arguments):
        """The lines with words in them that no translator gets to see."""
        run = subprocess.run([self.program, *arguments], text=True, env=self.environment,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, cwd=self.room, timeout=60, check=False)
        for line in strip(run.stdout).splitlines():
            words = [word for word in WORD.findall(TYPED.sub(' ', line)) if word not in self.names]
            if words:
                yield f'packshot-cli {" ".join(arguments)}: {line.strip()}: {" ".join(words)}'


def check_help(speaker):
    for command in (None, *COMMANDS):
        yield from speaker.listen(*filter(None, (command, '--help')))


def check_services(speaker):
    yield from speaker.listen('services')
    for service in speaker.services:
        yield from speaker.listen('services', service)
        yield from speaker.listen('make', '--service', service, '--help')


def check_empty(speaker):
    for arguments in (['jobs'], ['poll'], ['spending'], ['limit'], ['image-host', 'show'],
                      ['image-host', 'test'], ['restore', '--trash'], ['jobs', '--trash'],
                      ['key', 'show', 'shortvideo'], ['key', 'test', 'creatify']):
        yield from speaker.listen(*arguments)


def check_mistakes(speaker):
    (speaker.room / 'torn.jpg').write_text('no picture', encoding='utf-8')
    for arguments in ([], ['paint'], ['make'], ['make', '--paint'], ['make', '--service', 'paint'],
                      ['make', '--image', 'nothing.jpg'], ['make', '--image', 'torn.jpg'],
                      ['make', '--image', 'torn.jpg', '--duration', 'long'],
                      ['make', '--image', '.', '--aspect-ratio', '7:1'],
                      ['show'], ['show', '99'], ['show', 'x'], ['cancel', '99'], ['resolve', '99'],
                      ['services', 'paint'], ['import'], ['import', '--service', 'studio'],
                      ['limit', 'shortvideo', 'much'], ['limit', 'studio', '5'],
                      ['key', 'set', 'studio'], ['key', 'clear', 'paint'], ['key', 'show'],
                      ['image-host', 'set'], ['image-host', 'set', '--url', 'ftp://a.example'],
                      ['image-host', 'paint'], ['spending', '--month', 'May'],
                      ['jobs', '--json', '--paint'], ['trash', '99'], ['delete', '99', '--yes']):
        yield from speaker.listen(*arguments)


def check_failed_job(speaker):
    """What became of the photo that is none."""
    for arguments in (['jobs'], ['show', '1'], ['trash', '1'], ['jobs', '--trash'],
                      ['restore', '1'], ['trash', '1'], ['delete', '1', '--yes'], ['spending']):
        yield from speaker.listen(*arguments)


def check_all(source, program):
    checks = {'the help': check_help, 'services': check_services, 'what is empty': check_empty,
              'mistakes': check_mistakes, 'a failed job': check_failed_job}
    with tempfile.TemporaryDirectory() as room:
        speaker = Speaker(source, program, room)
        for name, check in checks.items():
            yield f'{name}: translated', list(check(speaker)) if speaker.works else None


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve(), sys.argv[2]))
