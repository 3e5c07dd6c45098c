# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that all files of data/ and the Flatpak speak of one and the same app and version.

usage: identity.py SOURCE_ROOT
"""

import configparser
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from report import tell

ICONS = {'scalable/apps/{}.svg': '128', 'symbolic/apps/{}-symbolic.svg': '16'}
SVG = '{http://www.w3.org/2000/svg}svg'


def read_build(source, pattern):
    text = (source / 'meson.build').read_text(encoding='utf-8')
    return re.search(pattern, text, re.MULTILINE)[1]


def read_ini(path, group):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding='utf-8')
    return parser[group]


def differences(pairs):
    return [f'{place} is “{found}” and not “{wanted}”' for place, found, wanted in pairs
            if found != wanted]


def check_version(source):
    version = read_build(source, r"^\s*version: '([^']*)'")
    news = (source / 'NEWS').read_text(encoding='utf-8').split('\n', 1)[0]
    metainfo = next((source / 'data').glob('*.metainfo.xml.in'))
    release = ElementTree.parse(metainfo).find('releases/release').get('version')
    return differences([('the newest version in NEWS', news, f'Packshot {version}'),
                        (f'the newest version in {metainfo.name}', release, version)])


def check_desktop_entry(data, app):
    entry = read_ini(data / f'{app}.desktop.in', 'Desktop Entry')
    service = read_ini(data / f'{app}.service.in', 'D-BUS Service')
    program = entry['Exec'].split()[0]
    return differences([
        ('Icon of the desktop entry', entry['Icon'], app),
        ('Name of the D-Bus service', service['Name'], app),
        ('Exec of the D-Bus service', service['Exec'], f'@bindir@/{program} --gapplication-service'),
        ('DBusActivatable', entry['DBusActivatable'], 'true'),
    ])


def check_metainfo(data, app):
    root = ElementTree.parse(data / f'{app}.metainfo.xml.in').getroot()
    entry = read_ini(data / f'{app}.desktop.in', 'Desktop Entry')
    return differences([
        ('id of the metainfo', root.findtext('id'), app),
        ('launchable of the metainfo', root.findtext('launchable'), f'{app}.desktop'),
        ('name of the metainfo', root.findtext('name'), entry['Name']),
        ('summary of the metainfo', root.findtext('summary'), entry['Comment']),
    ])


def check_icons(data, app):
    problems = []
    for pattern, side, name in ((*icon, name) for icon in ICONS.items()
                                for name in (app, f'{app}.Devel')):
        path = data / 'icons' / 'hicolor' / pattern.format(name)
        if not path.is_file():
            problems.append(f'there is no icon {path.name}')
            continue
        root = ElementTree.parse(path).getroot()
        problems += differences([
            (f'root of {path.name}', root.tag, SVG),
            (f'viewBox of {path.name}', root.get('viewBox'), f'0 0 {side} {side}'),
        ])
    return problems


def check_flatpak(source, app):
    path = source / 'flatpak' / f'{app}.json'
    manifest = json.loads(path.read_text(encoding='utf-8'))
    entry = read_ini(source / 'data' / f'{app}.desktop.in', 'Desktop Entry')
    return differences([
        ('id of the Flatpak', manifest['id'], app),
        ('command of the Flatpak', manifest['command'], entry['Exec'].split()[0]),
    ])


def check_all(source):
    app = read_build(source, r"^application_id = '([^']*)'")
    data = source / 'data'
    yield 'the version is one', check_version(source)
    yield 'desktop entry and D-Bus service are of one app', check_desktop_entry(data, app)
    yield 'the metainfo is of this app', check_metainfo(data, app)
    yield 'the icons are there', check_icons(data, app)
    yield 'the Flatpak is of this app', check_flatpak(source, app)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
