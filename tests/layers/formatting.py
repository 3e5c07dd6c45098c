# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each C file is as clang-format 14 would write it, where that version is installed.

usage: formatting.py SOURCE_ROOT
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from report import C_FILES, files_below, tell


def find_clang_format():
    """The program, of the one version .clang-format is written for, or None."""
    for name in ('clang-format-14', 'clang-format'):
        if shutil.which(name):
            words = subprocess.run([name, '--version'], text=True, capture_output=True, check=True)
            if re.search(r'\bversion 14\.', words.stdout):
                return name
    return None


def check_format(program, path, source):
    run = subprocess.run([program, '--dry-run', '-Werror', '--style=file', str(path)], cwd=source,
                         stdin=subprocess.DEVNULL, text=True, capture_output=True, check=False)
    return [run.stderr] if run.returncode else []


def check_all(source):
    program = find_clang_format()
    for folder in ('src', 'tests'):
        for path in files_below(source / folder, C_FILES):
            yield (str(path.relative_to(source)),
                   check_format(program, path, source) if program else None)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
