# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees packshot-cli write numbers for people as a country does, and for programs as all do.

usage: numbers.py SOURCE_ROOT PROGRAM
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from report import tell

# Where decimals stand after a comma, and thousands before a point.
LOCALE = 'de_DE'


def run(program, room, locale, *arguments):
    return subprocess.run(
        [program, *arguments], text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, cwd=room, timeout=60, check=False,
        env={**os.environ, 'LC_ALL': locale, 'LANGUAGE': 'en', 'LOCPATH': room, 'HOME': room,
             **{f'XDG_{name}_HOME': f'{room}/{name.lower()}'
                for name in ('CONFIG', 'DATA', 'CACHE', 'STATE')}}).stdout


def check_programs(source, program, room, locale):
    """Each manifest as JSON, with the limits and steps of its options, and prices."""
    for path in sorted((source / 'data' / 'services').glob('*.json')):
        arguments = ('services', path.stem, '--json')
        if run(program, room, locale, *arguments) != run(program, room, 'C.UTF-8', *arguments):
            yield f'packshot-cli {" ".join(arguments)} depends on the country'


def check_people(program, room, locale):
    """An amount is taken either way, kept, and told as the country does."""
    for typed, shown in (('2.5', '2,5'), ('1234,5', '1.234,5')):
        said = run(program, room, locale, 'limit', 'shortvideo', typed)
        said += run(program, room, locale, 'limit', 'shortvideo')
        if shown not in said:
            yield f'packshot-cli limit shortvideo {typed}: no {shown} in {said}'


def check_all(source, program):
    with tempfile.TemporaryDirectory() as room:
        made = shutil.which('localedef') is not None and subprocess.run(
            ['localedef', '--no-archive', '-i', LOCALE, '-f', 'UTF-8', f'{room}/{LOCALE}.UTF-8'],
            stderr=subprocess.DEVNULL, check=False).returncode == 0
        locale = f'{LOCALE}.UTF-8'
        yield 'numbers for programs', (list(check_programs(source, program, room, locale))
                                       if made else None)
        yield 'numbers for people', list(check_people(program, room, locale)) if made else None


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
