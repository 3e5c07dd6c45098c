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


def find_faults(program, paths, source):
    """What the program says of each path, in one run: a start of it takes longer than a file."""
    run = subprocess.run([program, '--dry-run', '-Werror', '--style=file', *paths], cwd=source,
                         stdin=subprocess.DEVNULL, text=True, capture_output=True, check=False)
    faults = {path: [] for path in paths}
    for line in run.stderr.splitlines():
        path, colon, _ = line.partition(':')
        if colon and path in faults:
            faults[path].append(line)
    if run.returncode and not any(faults.values()):
        raise RuntimeError(run.stderr)
    return faults


def check_all(source):
    program = find_clang_format()
    paths = [str(path.relative_to(source)) for folder in ('src', 'tests')
             for path in files_below(source / folder, C_FILES)]
    faults = find_faults(program, paths, source) if program else dict.fromkeys(paths)
    yield from faults.items()


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
