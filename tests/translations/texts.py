# SPDX-License-Identifier: GPL-3.0-or-later
"""What in a text is the same in all languages."""

import re

RIGHT_TO_LEFT = ('ar', 'fa', 'he', 'ur')
# They put no spaces between words.
WITHOUT_SPACES = ('ja', 'zh_CN')

DIRECTIVE = re.compile(r"%(?:(\d+)\$)?([-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t)?"
                       r"[diouxXeEfFgGcsp]|%)")
# What g_date_time_format() knows.
TIME = re.compile(r'%[-_0OE^#]*[aAbBcCdDeFgGhHIjklmMnpPrRsStTuVwWxXyYzZ%]')
NOTE_OF_TIME = 'g_date_time_format()'
# The letter after an underscore is pressed with Alt; in capitals an underscore is part of a name.
MNEMONIC = re.compile(r'(?<![A-Z](?=_[A-Z]))_(?=\w)')
TAG = re.compile(r'</?[A-Za-z][^<>]*>')
# What people type, and what programs are told by.
TYPED = re.compile(r'--[a-z][a-z-]+|\b[A-Z]+(?:_[A-Z]+)+\b|https?://[\w.:/-]*[\w/]'
                   r'|\bpackshot-cli(?: (?:approve|cancel|delete|image-host|import|jobs|key|limit'
                   r'|make|poll|regenerate|resolve|restore|services|show|spending|trash)\b)?',
                   # Words of other scripts may stand right beside it.
                   re.ASCII)
COMMAND = re.compile(r'[a-z-]+(?= (?:[A-Z]{2,}|\[|--[a-z]))')
WORD = re.compile(r'(?<![\w%\-])[a-z]{2,}(?![\w\-])')

FIRST_STRONG_ISOLATE, POP_ISOLATE = '\u2068', '\u2069'
ISOLATED = re.compile(f'{FIRST_STRONG_ISOLATE}[^{FIRST_STRONG_ISOLATE}{POP_ISOLATE}]*{POP_ISOLATE}')


def directives(text):
    """Which argument is shown how, whatever the order."""
    found, number = [], 0
    for match in DIRECTIVE.finditer(text):
        if match[2] == '%':
            continue
        number += 1
        found.append((int(match[1] or number), match[2]))
    return sorted(found)


def is_time(entry):
    return any(NOTE_OF_TIME in note for note in entry.notes)
