# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of this folder share: which files there are, and how a result is told."""

import os
import sys
from pathlib import Path

C_FILES = ('.c', '.h')


def files_below(folder, suffixes=None):
    """The files below folder, sorted, without those of builds, of git and of Python."""
    found = []
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders
                      if name not in ('.git', 'build', '__pycache__')
                      and not name.startswith('_build')]
        found += [Path(here, name) for name in names]
    return sorted(path for path in found if suffixes is None or path.suffix in suffixes)


def tell(results):
    """Prints results, pairs of a name and its problems, as TAP, and ends the program.

    A pair whose problems are None was skipped. Problems go to standard error, since meson shows no
    more of a failed test.
    """
    results = list(results)
    plan = f'1..{len(results)}'
    if all(problems is None for _, problems in results):
        plan = '1..0 # SKIP nothing to check'
        results = []
    print(plan)
    bad = False
    for number, (name, problems) in enumerate(results, 1):
        if problems is None:
            print(f'ok {number} - {name} # SKIP nothing to check')
            continue
        print(f'{"not ok" if problems else "ok"} {number} - {name}')
        for problem in problems:
            bad = True
            print(problem, file=sys.stderr)
    sys.exit(1 if bad else 0)
