# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the Flatpaks may do, and that the development build differs in name alone.

usage: flatpak.py SOURCE_ROOT
"""

import json
import sys
from pathlib import Path

from report import tell

APP = 'io.github.packshot.Packshot'
# No more, and no less: files come by portals, and nobody is spoken to on a bus.
DOORS = [
    '--share=ipc',
    '--share=network',
    '--socket=wayland',
    '--socket=fallback-x11',
    '--socket=pulseaudio',
    '--device=dri',
]
OLDEST_RUNTIME = 49


def read(folder, name):
    return json.loads((folder / f'{name}.json').read_text(encoding='utf-8'))


def check_doors(manifest):
    doors = manifest['finish-args']
    return ([f'it asks for {door}' for door in doors if door not in DOORS]
            + [f'it does not ask for {door}' for door in DOORS if door not in doors])


def check_runtime(manifest):
    problems = []
    if (manifest['runtime'], manifest['sdk']) != ('org.gnome.Platform', 'org.gnome.Sdk'):
        problems.append('it is not for the runtime of GNOME')
    if int(manifest['runtime-version']) < OLDEST_RUNTIME:
        problems.append(f'its runtime is older than {OLDEST_RUNTIME}')
    return problems


def check_offline(manifest):
    """What is built is what lies here, and nothing is fetched for it."""
    kinds = {source['type'] for module in manifest['modules'] for source in module['sources']}
    return [f'it fetches a source: {kind}' for kind in sorted(kinds - {'dir'})]


def check_development(released, development):
    expected = json.loads(json.dumps(released))
    expected['id'] += '.Devel'
    expected['modules'][-1]['config-opts'].insert(0, '-Dprofile=development')
    return [f'“{key}” of the development build is not as it should be' for key in
            sorted(expected.keys() | development.keys())
            if expected.get(key) != development.get(key)]


def check_all(source):
    folder = source / 'flatpak'
    released, development = read(folder, APP), read(folder, f'{APP}.Devel')
    yield 'it has the doors it needs, and no others', check_doors(released)
    yield 'its runtime is one that is cared for', check_runtime(released)
    yield 'it needs no network to be built', check_offline(released)
    yield 'the development build is the same but for its name', check_development(released,
                                                                                  development)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
