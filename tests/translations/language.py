#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a language that programs can be run in, whether or not this machine has its locale.

usage: language.py SOURCE_ROOT FOLDER [LANGUAGE]

In FOLDER there is a locale then, for LOCPATH, whose name is printed, and the catalogue of LANGUAGE,
for bindtextdomain(). Without LANGUAGE it is the pseudo language xx, see pseudo.py. Ends with 77
where no locale can be made.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pseudo
from catalogue import extract, write

SKIPPED = 77
# A locale is a folder that libc looks for by name. Ending in "C.utf8" it would have no languages.
PLAIN_LOCALE = Path('/usr/lib/locale/C.utf8')
SOURCES_OF_LOCALES = Path('/usr/share/i18n/locales')
COUNTRIES = {'ar': 'ar_EG', 'de': 'de_DE', 'es': 'es_ES', 'fr': 'fr_FR', 'ja': 'ja_JP',
             'ru': 'ru_RU'}


def make_locale(folder, name):
    """Makes it as the system has it, or else one that writes dates and numbers as C does."""
    path = folder / f'{name}.UTF-8'
    if (SOURCES_OF_LOCALES / name).is_file() and shutil.which('localedef') is not None:
        subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', path], check=True)
    elif PLAIN_LOCALE.is_dir():
        shutil.copytree(PLAIN_LOCALE, path, dirs_exist_ok=True)
    else:
        sys.exit(SKIPPED)
    return path.name


def write_pseudo(source, path):
    entries = [pseudo.header('xx', 'nplurals=2; plural=(n != 1);'),
               *(pseudo.translate(entry) for entry in extract(source))]
    path.write_text(write(entries), encoding='utf-8')


def main(source, folder, language='xx'):
    catalogues = folder / language / 'LC_MESSAGES'
    catalogues.mkdir(parents=True, exist_ok=True)
    path = catalogues / 'packshot.po'
    if language == 'xx':
        name = make_locale(folder, 'xx_XX')
        write_pseudo(source, path)
    else:
        name = make_locale(folder, COUNTRIES.get(language, language))
        shutil.copy(source / 'po' / f'{language}.po', path)
    subprocess.run(['msgfmt', '--check-format', f'--output-file={path.with_suffix(".mo")}', path],
                   check=True)
    print(name)


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
