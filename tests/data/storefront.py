# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the metainfo and the desktop entry by what Flathub and software centres ask for.

usage: storefront.py SOURCE_ROOT [METAINFO]

METAINFO is the file that is installed; appstreamcli judges it where that is there.
"""

import json
import re
import shutil
import struct
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from identity import read_build, read_ini
from report import tell

LONGEST_NAME, LONGEST_SUMMARY, LONGEST_CAPTION = 20, 35, 100
LARGEST_WINDOW = (1000, 700)
URLS = ('homepage', 'bugtracker', 'help', 'translate', 'contribute', 'vcs-browser')

# An id of GitHub has the name of the project as it is written there; older validators do not know
# the name of the developer that newer ones ask for.
HARMLESS = ('cid-contains-uppercase-letter', 'unknown-tag')


def read_list(text):
    return [part for part in text.split(';') if part]


def texts(root, path):
    return [''.join(element.itertext()).strip() for element in root.findall(path)]


def check_words(root):
    name, summary = root.findtext('name'), root.findtext('summary')
    problems = []
    if len(name) > LONGEST_NAME:
        problems.append(f'the name has {len(name)} letters, more than {LONGEST_NAME}')
    if len(summary) > LONGEST_SUMMARY:
        problems.append(f'the summary has {len(summary)} letters, more than {LONGEST_SUMMARY}')
    if name.lower() in summary.lower():
        problems.append('the summary has the name of the app')
    if summary.endswith('.') or re.match('(A|An|The) ', summary):
        problems.append('the summary is a sentence, or begins with an article')
    paragraphs = texts(root, 'description/p')
    if len(paragraphs) < 2 or not 3 <= len(texts(root, 'description/ul/li')) <= 10:
        problems.append('the description is not two paragraphs and a list of 3 to 10')
    return problems


def check_screenshots(source, root, version, home):
    prefix = home.replace('https://github.com/', 'https://raw.githubusercontent.com/')
    shots = root.findall('screenshots/screenshot')
    problems = [] if len(shots) >= 3 else ['fewer than three screenshots']
    if [shot.get('type') for shot in shots].count('default') != 1:
        problems.append('not one screenshot is the default')
    for shot in shots:
        caption = (shot.findtext('caption') or '').strip()
        address = shot.findtext('image').strip()
        name = address.rsplit('/', 1)[1]
        # A branch would change behind the back of who shows it.
        if address != f'{prefix}/{version}/data/screenshots/{name}':
            problems.append(f'{address} is not of version {version}')
        if not caption or len(caption) > LONGEST_CAPTION or caption.endswith('.'):
            problems.append(f'the caption of {name} is missing, too long, or a sentence')
        path = source / 'data' / 'screenshots' / name
        if not path.is_file():
            problems.append(f'{name} is not in data/screenshots')
            continue
        size = struct.unpack('>II', path.read_bytes()[16:24])
        if size[0] > LARGEST_WINDOW[0] or size[1] > LARGEST_WINDOW[1]:
            problems.append(f'{name} is {size[0]} × {size[1]}, larger than a window may be')
    return problems


def check_urls(root, home):
    found = {url.get('type'): url.text for url in root.findall('url')}
    return [f'there is no address for {kind}' for kind in URLS if kind not in found] + [
        f'{address} is not below {home}' for address in [
            *found.values(), *texts(root, 'releases/release/url')] if not address.startswith(home)]


def check_facts(source, root, entry):
    colors = [(color.get('type'), color.get('scheme_preference'))
              for color in root.findall('branding/color')]
    binaries = re.findall(r"^packshot_\w+ = executable\('([\w-]+)'", '\n'.join(
        (source / 'src' / folder / 'meson.build').read_text(encoding='utf-8')
        for folder in ('app', 'cli')), re.MULTILINE)
    wanted = (
        ('branding', colors, [('primary', 'light'), ('primary', 'dark')]),
        ('mediatype', texts(root, 'provides/mediatype'), read_list(entry['MimeType'])),
        ('keyword', texts(root, 'keywords/keyword'), read_list(entry['Keywords'])),
        ('binary', texts(root, 'provides/binary'), binaries),
        ('dbus', texts(root, 'provides/dbus'), texts(root, 'id')),
        ('translation', texts(root, 'translation'), [read_build(source, r"^project\('([^']*)'")]),
        ('control', texts(root, 'supports/control'), ['pointing', 'keyboard', 'touch']),
        ('display_length', texts(root, 'requires/display_length'), ['360']),
        ('developer', [bool(root.findtext('developer/name'))], [True]),
        ('content_rating', [rating.get('type') for rating in root.findall('content_rating')],
         ['oars-1.1']),
    )
    return [f'{name} is {found} and not {expected}' for name, found, expected in wanted
            if found != expected]


def check_rating(source, root):
    """A service that asks for money has to be told of."""
    sells = any('prices' in path.read_text(encoding='utf-8')
                for path in (source / 'data' / 'services').glob('*.json'))
    told = {attribute.get('id'): attribute.text
            for attribute in root.findall('content_rating/content_attribute')}
    return ['services take money, and the rating does not tell'] if (
        sells and told.get('money-purchasing') != 'intense') else []


def check_actions(source, data, app):
    """Each action of the menu is one of the program, and an option of the same name."""
    entry = read_ini(data / f'{app}.desktop.in', 'Desktop Entry')
    program = (source / 'src' / 'app' / 'packshot-application.c').read_text(encoding='utf-8')
    options = (source / 'src' / 'app' / 'packshot-application-options.c').read_text(
        encoding='utf-8')
    problems = []
    for name in read_list(entry['Actions']):
        action = read_ini(data / f'{app}.desktop.in', f'Desktop Action {name}')
        if action['Exec'] != f'{entry["Exec"].split()[0]} --{name}':
            problems.append(f'the action {name} runs “{action["Exec"]}”')
        if f'{{ .name = "{name}", .activate' not in program:
            problems.append(f'the program has no action {name}')
        if f'{{ "{name}", 0, 0, G_OPTION_ARG_NONE' not in options:
            problems.append(f'the program has no option --{name}')
    if not entry['Exec'].endswith(' %U') or entry['StartupNotify'] != 'true':
        problems.append('photos on the web can not be opened, or a start is not shown')
    return problems


def check_validity(metainfo):
    run = subprocess.run(['appstreamcli', 'validate', '--no-net', '--pedantic', '--format', 'yaml',
                          metainfo], text=True, capture_output=True, check=False)
    tags = re.findall(r'^ *- tag: (\S+)', run.stdout, re.MULTILINE)
    found = [tag for tag in tags if tag not in HARMLESS]
    if 'unknown-tag' in tags and tags.count('unknown-tag') > 1:
        found.append('unknown-tag')
    return [f'appstreamcli: {json.dumps(found)}: {run.stdout}{run.stderr}'] if found or (
        run.returncode != 0) else []


def check_all(source, metainfo):
    app = read_build(source, r"^application_id = '([^']*)'")
    version = read_build(source, r"^\s*version: '([^']*)'")
    data = source / 'data'
    root = ElementTree.parse(data / f'{app}.metainfo.xml.in').getroot()
    entry = read_ini(data / f'{app}.desktop.in', 'Desktop Entry')
    owner, project = app.split('.')[2:4]
    home = f'https://github.com/{owner}/{project}'
    yield 'name, summary and description are short and clear', check_words(root)
    yield 'each screenshot is there, with a caption', check_screenshots(source, root, version, home)
    yield 'all addresses are there, and of this project', check_urls(root, home)
    yield 'what is provided and needed is told', check_facts(source, root, entry)
    yield 'the content rating tells of paid services', check_rating(source, root)
    yield 'the menu of the icon does what the program can', check_actions(source, data, app)
    yield 'appstreamcli finds nothing', (
        check_validity(metainfo) if metainfo and shutil.which('appstreamcli') else None)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else None))
