#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes down the words of the manifests where xgettext, which can not read JSON, finds them.

usage: manifest-words.py [--check]

Run it after a change of data/services, and commit po/manifest-words.h with it. With --check it
writes nothing and fails where that file is not what it would write. What is a word of people in a
manifest is decided twice, here and where src/core asks packshot_manifest_words_get_translated(); the
"pseudo-language" test fails where the two differ. What prices count is read untranslated, for the
money book goes by it: packshot_money_dup_words() translates it with the number, so that a language
has as many forms as it needs, and another after a number with decimals.
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


def words_of_unit(service, unit):
    """The calls that say an amount, see packshot_money_dup_words()."""
    what = f'what prices of the service “{service}” count'
    if isinstance(unit, str):
        return entry(what, unit)
    one, other = quote(unit['one']), quote(unit['other'])
    return (f'/* Translators: {what}, after a whole number: all the forms your language has */\n'
            f'ngettext ({one}, {other}, n)\n\n'
            f'/* Translators: {what}, after a number with decimals: “0.5” */\n'
            f'NC_ ("with decimals", {other})\n')


def words_of_remote(service, remote):
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


def quote(text):
    """JSON's way to write a string is C's as well, for what a manifest may hold."""
    return json.dumps(text, ensure_ascii=False)


def entry(place, text):
    return f'/* Translators: {place} */\nN_ ({quote(text)})\n'


def write_words():
    parts = [HEAD]
    for path in sorted(SERVICES.glob('*.json')):
        manifest = json.loads(path.read_text(encoding='utf-8'))
        parts += [entry(place, text) for place, text in words_of(manifest)]
        if 'unit' in manifest.get('remote', {}):
            parts.append(words_of_unit(manifest['id'], manifest['remote']['unit']))
    return '\n'.join(parts)


if __name__ == '__main__':
    if sys.argv[1:] == ['--check']:
        if OUTPUT.read_text(encoding='utf-8') != write_words():
            sys.exit(f'{OUTPUT} is older than data/services: run po/manifest-words.py')
    elif len(sys.argv) == 1:
        OUTPUT.write_text(write_words(), encoding='utf-8')
    else:
        sys.exit(__doc__)
