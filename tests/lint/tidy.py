# SPDX-License-Identifier: GPL-3.0-or-later
"""Has clang-tidy look at each C file of the programs; .clang-tidy says for what.

usage: tidy.py SOURCE_ROOT BUILD_ROOT CLANG_TIDY [PART-OF-A-PATH…]

It reads each file with all its headers, as the compiler was told to: a second or two a file.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from report import tell


def compiled_files(source, build):
    """The C files of src/ that the build compiles; what is generated lies in the build."""
    commands = json.loads((build / 'compile_commands.json').read_text())
    paths = {Path(command['directory'], command['file']).resolve() for command in commands}
    return sorted(path for path in paths
                  if path.suffix == '.c' and path.is_relative_to(source / 'src'))


def look_at(path, source, build, program):
    # What was asked of gcc alone is nothing that clang could tell about.
    run = subprocess.run([program, '-p', build, '--quiet',
                          '--extra-arg=-Wno-unknown-warning-option', path],
                         cwd=source, stdin=subprocess.DEVNULL, text=True, capture_output=True,
                         check=False)
    problems = [line for line in run.stdout.splitlines() if ' error: ' in line]
    if run.returncode and not problems:
        problems = [run.stdout + run.stderr]
    return str(path.relative_to(source)), problems


def check_all(source, build, program, wanted):
    paths = [path for path in compiled_files(source, build)
             if not wanted or any(part in str(path) for part in wanted)]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        yield from threads.map(lambda path: look_at(path, source, build, program), paths)


if __name__ == '__main__':
    source_root, build_root, clang_tidy, *parts = sys.argv[1:]
    tell(check_all(Path(source_root).resolve(), Path(build_root).resolve(), clang_tidy, parts))
