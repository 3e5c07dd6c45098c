# SPDX-License-Identifier: GPL-3.0-or-later
"""A language in which everything that translators get to see can be told from what they do not.

Each text stands in ⟦brackets⟧, its letters wear accents, and it is a third longer than English.
What is no word of a language stays: placeholders, tags, what people type.
"""

import re

from catalogue import Entry
from texts import (COMMAND, DIRECTIVE, FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT, TAG, TIME,
                   TYPED, is_time)

LETTERS = dict(zip('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
                   'äƀçðéƒğĥîĵķļɱñöþɋŕšţûṽŵẋýžÄƁÇÐÉƑĞĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ'))
LONGER = 0.3
# So that long texts have places to break.
FILLING = 'öñé ţŵö ţĥŕéé ƒöûŕ ƒîṽé šîẋ šéṽéñ éîğĥţ ñîñé ţéñ éļéṽéñ ţŵéļṽé '

KEPT = re.compile('|'.join((DIRECTIVE.pattern, TAG.pattern, r'&\w+;', TYPED.pattern)))

# What stays outside the brackets: a command, a semicolon at the end, and space.
EDGES = re.compile(f'((?:{COMMAND.pattern})?\\s*)(.*?)(;?\\s*)', re.DOTALL)


def accent(text):
    """The text with accents on all that is not to be kept."""
    result, end = '', 0
    for match in KEPT.finditer(text):
        result += ''.join(LETTERS.get(sign, sign) for sign in text[end:match.start()]) + match[0]
        end = match.end()
    return result + ''.join(LETTERS.get(sign, sign) for sign in text[end:])


def isolate(text):
    """The text with marks around what may run from left to right."""
    return DIRECTIVE.sub(
        lambda match: f'{FIRST_STRONG_ISOLATE}{match[0]}{POP_ISOLATE}' if match[2] == 's'
        else match[0], text)


def change(text, language):
    before, middle, after = EDGES.fullmatch(text).groups()
    n_more = int(LONGER * len(KEPT.sub('', middle)))
    filling = (FILLING * (n_more // len(FILLING) + 1))[:n_more].strip()
    changed = accent(middle)
    if language in RIGHT_TO_LEFT:
        changed = isolate(changed)
    return f'{before}⟦{changed}{" " if filling else ""}{filling}⟧{after}'


def translate(entry, language='xx', n_forms=2):
    """The same entry in the pseudo language."""
    if is_time(entry):
        keep = TIME.search(entry.words) is not None
        forms = [f'⟦{entry.words}⟧' if keep else entry.words]
    elif entry.many is None:
        forms = [change(entry.words, language)]
    else:
        forms = [change(entry.many, language)] * n_forms
    return Entry(entry.words, entry.many, entry.context, forms, entry.flags)


def header(language, plurals):
    return Entry(forms=[f'Project-Id-Version: packshot\nPO-Revision-Date: 2026-01-01 00:00+0000\n'
                        f'Last-Translator: a program <nobody@example.com>\n'
                        f'Language-Team: none <none@example.com>\nLanguage: {language}\n'
                        f'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n'
                        f'Content-Transfer-Encoding: 8bit\nPlural-Forms: {plurals}\n'])
