# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks each translation: whole, of today, and with all in it that is no word of a language.

usage: translations.py SOURCE_ROOT
"""

import gettext
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

from catalogue import extract, parse
from report import tell
from texts import (COMMAND, DIRECTIVE, FIRST_STRONG_ISOLATE, ISOLATED, MNEMONIC, POP_ISOLATE,
                   RIGHT_TO_LEFT, TAG, TIME, TYPED, WITHOUT_SPACES, WORD, directives, is_time)

# How many forms a word has after a number, and which of them; from GNU gettext's manual.
PLURALS = {
    'ar': (6, lambda n: 0 if n == 0 else 1 if n == 1 else 2 if n == 2
           else 3 if 3 <= n % 100 <= 10 else 4 if n % 100 >= 11 else 5),
    'de': (2, lambda n: int(n != 1)),
    'es': (2, lambda n: int(n != 1)),
    'fr': (2, lambda n: int(n > 1)),
    'ja': (1, lambda n: 0),
    'pt_BR': (2, lambda n: int(n > 1)),
    'ru': (3, lambda n: 0 if n % 10 == 1 and n % 100 != 11
           else 1 if 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14 else 2),
    'zh_CN': (1, lambda n: 0),
}

def shorten(text):
    return repr(text if len(text) <= 70 else text[:69] + '…')


def edges(text):
    """Whether a text goes on before or after it. A no-break space belongs to the mark it is at."""
    return text[:1] in (' ', '\n'), text[-1:] in (' ', '\n')


def check_form(language, entry, form):
    """What is wrong with one form of an entry, in words."""
    words = entry.words
    is_markup = TAG.search(words) is not None or re.search(r'&\w+;', words) is not None

    if not form.strip():
        yield 'is not translated'
        return
    if is_time(entry):
        if '%' in TIME.sub('', form) or bool(TIME.search(words)) != bool(TIME.search(form)):
            yield 'is no format of g_date_time_format()'
        return

    if entry.many is None and directives(words) != directives(form):
        yield 'has other placeholders'
    if len(MNEMONIC.findall(words)) != len(MNEMONIC.findall(form)):
        yield 'has a letter for Alt more, or less'
    if Counter(TAG.findall(words)) != Counter(TAG.findall(form)):
        yield 'has other tags'
    if is_markup:
        try:
            ElementTree.fromstring(f'<all>{form}</all>')
        except ElementTree.ParseError as error:
            yield f'is no markup: {error}'
    if set(TYPED.findall(words)) - set(TYPED.findall(form)):
        yield ('lacks what people type: '
               + ' '.join(sorted(set(TYPED.findall(words)) - set(TYPED.findall(form)))))
    command = COMMAND.match(words)
    if command is not None and not form.startswith(command[0]):
        yield f'does not begin with {command[0]}'
    if language not in WITHOUT_SPACES and edges(words) != edges(form):
        yield 'has a space more, or less, at its beginning or end'
    if words.endswith(';') and not form.endswith(';'):
        yield 'lacks the semicolon at its end'
    if '\ufffd' in form:
        yield 'has a sign that was not UTF-8'
    if form == words and len(WORD.findall(TYPED.sub('', words))) > 3:
        yield 'is still English'
    if language in RIGHT_TO_LEFT:
        yield from check_direction(words, form)


def check_direction(words, form):
    """Names and addresses that run the other way would tear the sentence around them apart."""
    around = ISOLATED.sub('', form)
    if form.count(FIRST_STRONG_ISOLATE) != form.count(POP_ISOLATE):
        yield 'opens an isolate (U+2068) that it does not close (U+2069)'
    if re.search(r'\w', DIRECTIVE.sub('', words)) and re.search(r'%(\d+\$)?s', around):
        yield 'has a %s that is not between U+2068 and U+2069'


def check_plural(entry):
    """Numbers may be words in the forms of one and two, but nowhere else."""
    several = directives(entry.many)
    for number, form in enumerate(entry.forms):
        found = directives(form)
        if found != several and any(directive not in several for directive in found):
            yield f'form {number} has other placeholders'
    if directives(entry.forms[-1]) != several:
        yield 'has other placeholders in its last form'


def read_header(entries):
    lines = [line.split(':', 1) for line in entries[0].forms[0].splitlines() if ':' in line]
    return {name.strip(): value.strip() for name, value in lines}


def check_header(language, entries):
    header = read_header(entries)
    match = re.fullmatch(r'nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?);?',
                         header.get('Plural-Forms', ''))
    if header.get('Language') != language:
        yield f'Language: {header.get("Language")}'
    if header.get('Content-Type') != 'text/plain; charset=UTF-8':
        yield 'Content-Type is not UTF-8'
    if language not in PLURALS:
        yield 'nobody told this test the plural forms of the language'
    elif match is None:
        yield 'Plural-Forms can’t be read'
    else:
        count, rule = PLURALS[language]
        form_of = gettext.c2py(match[2])
        if int(match[1]) != count or any(form_of(n) != rule(n) for n in range(1200)):
            yield f'Plural-Forms are wrong: {match[0]}'


def check_tool(path):
    """What msgfmt says, which knows more of each format."""
    run = subprocess.run(['msgfmt', '--check', '--statistics', '--output-file=/dev/null', path],
                         text=True, capture_output=True, check=False,
                         env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''})
    lines = run.stderr.strip().splitlines()
    if run.returncode or len(lines) != 1 or re.search('fuzzy|untranslated', lines[-1]):
        yield run.stderr.strip()


def check_entries(language, entries, wanted):
    found = {entry.key(): entry for entry in entries}
    for entry in wanted:
        translation = found.get(entry.key())
        if translation is None:
            yield f'{shorten(entry.words)} is not there'
            continue
        if 'fuzzy' in translation.flags:
            yield f'{shorten(entry.words)} is only a guess'
        for form in translation.forms:
            yield from (f'{shorten(entry.words)} → {shorten(form)} {problem}'
                        for problem in check_form(language, entry, form))
        if entry.many is not None:
            yield from (f'{shorten(entry.words)}: {problem}'
                        for problem in check_plural(translation))


def check_language(source, language, wanted):
    path = source / 'po' / f'{language}.po'
    if not path.is_file():
        return [f'there is no {path.name}']
    entries = parse(path.read_text(encoding='utf-8'))
    return [*check_tool(path), *check_header(language, entries),
            *check_entries(language, entries[1:], wanted)]


def check_all(source):
    languages = [line for line in (source / 'po' / 'LINGUAS').read_text('utf-8').split('\n')
                 if line and not line.startswith('#')]
    if not languages or shutil.which('msgfmt') is None or shutil.which('xgettext') is None:
        yield 'translations', None
        return
    wanted = extract(source)
    for language in languages:
        yield f'{language} is whole and right', check_language(source, language, wanted)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
