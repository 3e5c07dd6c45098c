#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes down the words of the manifests where xgettext, which can not read JSON, finds them.

usage: manifest-words.py [--check]

Run it after a change of data/services, and commit po/manifest-words.h with it. With --check it
writes nothing and fails where that file is not what it would write. What is a word of people in a
manifest is decided twice, here and where src/core asks packshot_manifest_words_get_translated(); the
"pseudo-language" test fails where the two differ.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVICES = HERE.parent / 'data' / 'services'
OUTPUT = HERE / 'manifest-words.h'

HEAD = '''/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made by manifest-words.py from data/services: not to be edited, and never compiled. */
'''


def words_of(manifest):
    """Pairs of a place and a text, in the order of the file."""
    service = manifest['id']
    for key in ('name', 'summary'):
        yield f'{key} of the service “{service}”', manifest[key]
    for option in manifest['options']:
        place = f'the option “{option["name"]}” of the service “{service}”'
        for key in ('label', 'help', 'unit'):
            if key in option:
                yield f'{key} of {place}', option[key]
        for choice in option.get('choices', []):
            for key in ('label', 'help'):
                if key in choice:
                    yield f'{key} of the choice “{choice["value"]}” in {place}', choice[key]
    yield from words_of_remote(service, manifest.get('remote', {}))


def words_of_remote(service, remote):
    if 'unit' in remote:
        yield f'what prices of the service “{service}” count', remote['unit']
    if 'advice' in remote:
        yield f'what has to be known before one pays the service “{service}”', remote['advice']
    for credential in remote.get('credentials', []):
        for key in ('label', 'help'):
            if key in credential:
                yield (f'{key} of the secret “{credential["name"]}” of the service “{service}”',
                       credential[key])
    for model in remote.get('models', []):
        for key in ('label', 'note'):
            if key in model:
                yield f'{key} of the model “{model["id"]}” of “{service}”', model[key]
    for price in remote.get('prices', []):
        yield f'what the service “{service}” is paid for', price['label']


def write_words():
    parts = [HEAD]
    for path in sorted(SERVICES.glob('*.json')):
        for place, text in words_of(json.loads(path.read_text(encoding='utf-8'))):
            # JSON's way to write a string is C's as well, for what a manifest may hold.
            parts.append(f'/* Translators: {place} */\n'
                         f'N_ ({json.dumps(text, ensure_ascii=False)})\n')
    return '\n'.join(parts)


if __name__ == '__main__':
    if sys.argv[1:] == ['--check']:
        if OUTPUT.read_text(encoding='utf-8') != write_words():
            sys.exit(f'{OUTPUT} is older than data/services: run po/manifest-words.py')
    elif len(sys.argv) == 1:
        OUTPUT.write_text(write_words(), encoding='utf-8')
    else:
        sys.exit(__doc__)
