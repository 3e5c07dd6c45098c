# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees a program that was not installed speak each language there is a translation for.

usage: programs.py SOURCE_ROOT PROGRAM
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from catalogue import parse
from report import tell

# What "packshot-cli --help" begins with.
FIRST = 'Packshot turns a product photo into a finished video.\n\n'
# See language.py.
LOCALE = Path('/usr/lib/locale/C.utf8')


def check_language(source, program, language):
    entries = parse((source / 'po' / f'{language}.po').read_text(encoding='utf-8'))
    expected = next(entry.forms[0] for entry in entries if entry.words == FIRST)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(LOCALE, Path(folder, 'xx_XX.UTF-8'))
        run = subprocess.run([program, '--help'], text=True, capture_output=True, check=False,
                             env={**os.environ, 'LOCPATH': folder, 'LC_ALL': 'xx_XX.UTF-8',
                                  'LANGUAGE': language})
    said = ' '.join((run.stdout + run.stderr).split())
    # The command line breaks lines where they are too long.
    return [] if ' '.join(expected.split()) in said else [f'“{expected.strip()}” is not in {said}']


def check_all(source, program):
    languages = [line for line in (source / 'po' / 'LINGUAS').read_text('utf-8').split('\n')
                 if line and not line.startswith('#')]
    if not languages or not LOCALE.is_dir():
        yield 'programs speak', None
    for language in languages:
        yield f'{program.name} speaks {language}', check_language(source, program, language)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
