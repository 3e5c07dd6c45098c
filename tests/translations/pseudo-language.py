#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pseudo language, see pseudo.py.

usage: pseudo-language.py SOURCE_ROOT FOLDER

In FOLDER there is the locale xx_XX.UTF-8 then, for LOCPATH, and the catalogue of xx, for
bindtextdomain(). Ends with 77 where no locale can be made.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pseudo
from catalogue import extract, write

SKIPPED = 77
# A locale is a folder that libc looks for by name. Ending in "C.utf8" it would have no languages.
LOCALE = Path('/usr/lib/locale/C.utf8')


def main(source, folder):
    if not LOCALE.is_dir():
        sys.exit(SKIPPED)
    shutil.copytree(LOCALE, folder / 'xx_XX.UTF-8', dirs_exist_ok=True)
    catalogues = folder / 'xx' / 'LC_MESSAGES'
    catalogues.mkdir(parents=True, exist_ok=True)
    entries = [pseudo.header('xx', 'nplurals=2; plural=(n != 1);'),
               *(pseudo.translate(entry) for entry in extract(source))]
    path = catalogues / 'packshot.po'
    path.write_text(write(entries), encoding='utf-8')
    subprocess.run(['msgfmt', '--check-format', f'--output-file={path.with_suffix(".mo")}', path],
                   check=True)


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
