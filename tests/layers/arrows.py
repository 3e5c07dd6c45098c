# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that an include against the arrows of HACKING.md does not compile.

usage: arrows.py SOURCE_ROOT BUILD_ROOT

The law is the table of modules in HACKING.md. For every two modules, a file that asks for headers
of the second is compiled with the very arguments meson gives the first: where the table forbids it,
none may be found; where it allows it, one has to compile.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from report import C_FILES, files_below, tell

ROW = re.compile(r'^\| `(?P<module>[a-z]+)` \|.*\|(?P<may_use>[^|]*)\|$', re.MULTILINE)


def read_law(source):
    """For each module of the table, the modules it may use."""
    rows = {row['module']: row['may_use'] for row in
            ROW.finditer((source / 'HACKING.md').read_text(encoding='utf-8'))}
    return {module: set(re.findall('[a-z]+', may_use)) & set(rows)
            for module, may_use in rows.items()}


def read_targets(source, build):
    """For each module, (target, command) pairs: how meson compiles its C files."""
    text = (build / 'meson-info' / 'intro-targets.json').read_text(encoding='utf-8')
    commands = {}
    for target in json.loads(text):
        place = Path(os.path.relpath(target['defined_in'], source)).parts
        if len(place) < 3 or place[0] != 'src':
            continue
        for part in target['target_sources']:
            if part.get('language') == 'c':
                command = part['compiler'] + part['parameters']
                commands.setdefault(place[1], []).append((target['name'], command))
    return commands


def compile_probe(command, text, build):
    """Compiles a file of this text: what the compiler said, or None where it was content."""
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder, 'probe.c')
        probe.write_text(text, encoding='utf-8')
        # Meson asks for colours, which would stand between the words we look for.
        run = subprocess.run([*command, '-fdiagnostics-color=never', '-fsyntax-only', str(probe)],
                             cwd=build, text=True, stdin=subprocess.DEVNULL, capture_output=True,
                             check=False, env={**os.environ, 'LC_ALL': 'C'})
    return run.stderr if run.returncode else None


def check_wrong_way(targets, headers, build):
    """Problems where a target of the module finds one of the headers. The compiler is asked for all
    of them at once, and has to come to the end."""
    text = ''.join(f'#if __has_include("{header}")\n#error finds {header};\n#endif\n'
                   for header in headers) + '#error the end;\n'
    problems = []
    for target, command in targets:
        words = compile_probe(command, text, build)
        if words is None or 'the end;' not in words:
            problems.append(f'{target} can not be asked what it includes:\n{words}')
            continue
        problems += [f'{header} can be included in {target}: its include folders reach too far'
                     for header in headers if f'finds {header};' in words]
    return problems


def check_right_way(targets, headers, build):
    """Problems where no target of the module can include a header: a library beside a thin program
    need not use all that its module may."""
    problems = []
    for target, command in targets:
        words = None
        for header in headers:
            words = compile_probe(command, f'#include "{header}"\n', build)
            if words is None:
                break
        else:
            problems.append(f'no header can be included in {target}; of {headers[-1]}:\n{words}')
    return problems if len(problems) == len(targets) else []


def check_all(source, build):
    law = read_law(source)
    targets = read_targets(source, build)
    files = {folder.name: files_below(folder, C_FILES)
             for folder in sorted((source / 'src').iterdir()) if folder.is_dir()}
    headers = {module: [path.name for path in paths if path.suffix == '.h']
               for module, paths in files.items()}

    filled = [module for module, paths in files.items() if paths]
    strangers = [f'src/{module} is not in the table of HACKING.md'
                 for module in files if module not in law]
    idle = [f'src/{module} has C files, and meson compiles none of them'
            for module in filled if module not in targets]
    yield 'each module is known and built', strangers + idle if filled else None
    for user in filled:
        for used in files:
            if user == used or user not in law:
                continue
            allowed = used in law[user]
            name = f'{user} {"may" if allowed else "may not"} include {used}'
            if not headers[used]:
                yield name, None
                continue
            check = check_right_way if allowed else check_wrong_way
            yield name, check(targets.get(user, []), headers[used], build)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
