# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of HACKING.md that can be seen in the text of the files.

usage: rules.py SOURCE_ROOT
"""

import re
import sys
from pathlib import Path

from report import C_FILES, files_below, tell

SPDX_LINE = '/* SPDX-License-Identifier: GPL-3.0-or-later */'
MOST_LINES = 800

# An include finds its header by the include folders of the module alone. A path would walk past
# them: "../core/…", or "src/core/…" from the top, which is there for config.h.
PATH_IN_INCLUDE = re.compile(r'^\s*#\s*include\s*("[^"]*/|<(\.\.?/|src/))')

VERSION_CHECK = re.compile(
    r'\b(GTK|GDK|ADW)_(CHECK_VERSION|(MAJOR|MINOR|MICRO)_VERSION)\b'
    r'|\b(gtk_check_version|(gtk|adw)_get_(major|minor|micro)_version)\b')

HIDDEN_DEPRECATION = re.compile(
    r'-Wno-(error=)?deprecat|[\'"]-w[\'"]|"-Wdeprecat'
    r'|\bG_GNUC_BEGIN_IGNORE_DEPRECATIONS\b|\w+_DISABLE_DEPRECATION_WARNINGS\b')

# Here the services are known by what data/services says, and not by name; an adapter knows its own,
# and a module that is a service by itself is called as it is.
NAMELESS_MODULES = ('core', 'net', 'picture', 'media', 'services', 'studio', 'app', 'cli')

ADAPTER_INCLUDE = re.compile(r'^\s*#\s*include\s*"packshot-(?P<name>[a-z0-9-]+)\.h"', re.MULTILINE)


def places(pattern, source, paths, words):
    """A problem for each line of the files that pattern is found in."""
    return [f'{path.relative_to(source)}:{number}: {words}: {line.strip()}'
            for path in paths
            for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1)
            if pattern.search(line)]


def c_files(source):
    return files_below(source / 'src', C_FILES) + files_below(source / 'tests', C_FILES)


def check_includes(source):
    return places(PATH_IN_INCLUDE, source, c_files(source), 'an include with a path')


def check_versions(source):
    compat = source / 'src' / 'compat'
    return places(VERSION_CHECK, source,
                  [path for path in c_files(source) if compat not in path.parents],
                  'a version check outside src/compat')


def check_deprecations(source):
    # Prose may name the flags, and this folder has to.
    paths = [path for path in files_below(source)
             if path.suffix not in ('.md', '.po', '.jpg', '.png') and path.name != 'NEWS'
             and Path(__file__).parent.name not in path.relative_to(source).parts]
    problems = []
    for path in paths:
        try:
            problems += places(HIDDEN_DEPRECATION, source, [path], 'a flag that hides warnings')
        except UnicodeDecodeError:
            continue
    return problems


def without_wiring(text, service):
    """The text without the phrases by which a program puts in a service of our own module."""
    text = re.sub(rf'"{service}"(?=, packshot_{service}_service_new\b)', '', text)
    text = re.sub(rf'^#include "packshot-{service}-service\.h"$', '', text, flags=re.MULTILINE)
    return re.sub(rf'\bpackshot_{service}_service_new\b', '', text)


def without_adapter(text, service):
    """The text without the phrases by which the list of adapters takes one in."""
    text = re.sub(rf'^#include "packshot-{service}\.h"$', '', text, flags=re.MULTILINE)
    return re.sub(rf'&packshot_{service}_adapter\b', '', text)


def words_of(line):
    """A line in lower case with the parts of its identifiers set apart: PackshotJob, packshot_job."""
    return re.sub(r'(?<=[a-z0-9])(?=[A-Z])', ' ', line).lower()


def is_adapter(path, service):
    """Whether a file is the place where a service may be known."""
    return path.parent.name == 'services' and re.match(rf'packshot-{service}[-.]', path.name)


def check_service_names(source):
    services = sorted(path.stem for path in (source / 'data' / 'services').glob('*.json'))
    problems = []
    for module in NAMELESS_MODULES:
        for path in files_below(source / 'src' / module, (*C_FILES, '.ui')):
            text = path.read_text(encoding='utf-8')
            for service in services:
                if is_adapter(path, service) or module == service:
                    continue
                name = re.compile(rf'(?<![a-z0-9]){re.escape(service)}(?![a-z0-9])')
                checked = text
                if path == source / 'src' / module / 'main.c':
                    checked = without_wiring(text, service)
                elif path == source / 'src' / 'services' / 'packshot-services.c':
                    checked = without_adapter(text, service)
                problems += [f'{path.relative_to(source)}:{number}: the service {service} by name: '
                             f'{line.strip()}'
                             for number, line in enumerate(checked.splitlines(), 1)
                             if name.search(words_of(line)) or name.search(line.lower())]
    return problems


def check_adapters(source):
    """A problem for each header of an adapter that another service's adapter includes."""
    adapters = [path.stem for path in sorted((source / 'data' / 'services').glob('*.json'))]
    problems = []
    for own in adapters:
        others = tuple(service for service in adapters if service != own)
        for path in files_below(source / 'src' / 'services', C_FILES):
            if not is_adapter(path, own):
                continue
            included = [match['name']
                        for match in ADAPTER_INCLUDE.finditer(path.read_text(encoding='utf-8'))]
            problems += [f'{path.relative_to(source)}: the adapter of {own} includes that of {other}'
                         for other in others for name in included
                         if name == other or name.startswith(f'{other}-')]
    return problems


def check_heads(source):
    return [f'{path.relative_to(source)}:1: the first line is not {SPDX_LINE}'
            for path in c_files(source)
            if path.read_text(encoding='utf-8').split('\n', 1)[0] != SPDX_LINE]


def check_sizes(source):
    problems = []
    for path in c_files(source):
        lines = len(path.read_text(encoding='utf-8').splitlines())
        if lines > MOST_LINES:
            problems.append(f'{path.relative_to(source)}: {lines} lines, more than {MOST_LINES}')
    return problems


def check_all(source):
    yield 'no include has a path', check_includes(source)
    yield 'version checks stay in src/compat', check_versions(source)
    yield 'no deprecation is hidden', check_deprecations(source)
    yield 'no service is known by name', check_service_names(source)
    yield 'no adapter includes another', check_adapters(source)
    yield 'each file begins with its licence', check_heads(source)
    yield f'no file has more than {MOST_LINES} lines', check_sizes(source)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
