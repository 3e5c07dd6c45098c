# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and writes catalogues of gettext, and makes the one that translators begin with."""

import ast
import re
import subprocess
from dataclasses import dataclass, field

# The keywords that meson's "glib" preset gives to xgettext, and that of packshot-plural.h.
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3', 'NP_:1c,2,3')


@dataclass
class Entry:
    """A message: its own words, those for many where there are some, and what it became."""

    words: str = ''
    many: str | None = None
    context: str | None = None
    forms: list = field(default_factory=list)
    flags: set = field(default_factory=set)
    notes: list = field(default_factory=list)

    def key(self):
        return self.context, self.words, self.many


def parse(text):
    """The entries of a catalogue in order, without those that are out of use."""
    entries = []
    for block in re.split(r'\n\s*\n', text):
        entry, target = Entry(), None
        for line in block.splitlines():
            if line.startswith('#,'):
                entry.flags |= {flag.strip() for flag in line[2:].split(',')}
            elif line.startswith('#.'):
                entry.notes.append(line[2:].strip())
            elif line.startswith('msgid_plural '):
                target, entry.many = 'many', ast.literal_eval(line[13:])
            elif line.startswith('msgid '):
                target, entry.words = 'words', ast.literal_eval(line[6:])
            elif line.startswith('msgctxt '):
                target, entry.context = 'context', ast.literal_eval(line[8:])
            elif line.startswith('msgstr'):
                target = 'forms'
                entry.forms.append(ast.literal_eval(line[line.index('"'):]))
            elif line.startswith('"') and target == 'forms':
                entry.forms[-1] += ast.literal_eval(line)
            elif line.startswith('"') and target is not None:
                setattr(entry, target, getattr(entry, target) + ast.literal_eval(line))
        if entry.forms:
            entries.append(entry)
    return entries


def quote(text):
    for sign, escape in (('\\', '\\\\'), ('"', '\\"'), ('\n', '\\n'), ('\t', '\\t')):
        text = text.replace(sign, escape)
    return f'"{text}"'


def write(entries):
    """The text of a catalogue."""
    blocks = []
    for entry in entries:
        lines = [f'#, {", ".join(sorted(entry.flags))}'] if entry.flags else []
        if entry.context is not None:
            lines.append(f'msgctxt {quote(entry.context)}')
        lines.append(f'msgid {quote(entry.words)}')
        if entry.many is None:
            lines.append(f'msgstr {quote(entry.forms[0])}')
        else:
            lines.append(f'msgid_plural {quote(entry.many)}')
            lines += [f'msgstr[{number}] {quote(form)}' for number, form in enumerate(entry.forms)]
        blocks.append('\n'.join(lines))
    return '\n\n'.join(blocks) + '\n'


def extract(source):
    """The entries that are to be translated, without the header."""
    names = [line for line in (source / 'po' / 'POTFILES.in').read_text('utf-8').splitlines()
             if line and not line.startswith('#')]
    run = subprocess.run(
        ['xgettext', '--files-from=-', '--from-code=UTF-8', '--add-comments', '--output=-',
         '--flag=g_strdup_printf:1:c-format', '--flag=g_string_append_printf:2:c-format',
         '--flag=g_string_printf:2:c-format', '--flag=g_set_error:4:c-format',
         '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format', '--flag=NC_:2:pass-c-format',
         *(f'--keyword={keyword}' for keyword in KEYWORDS)],
        cwd=source, text=True, input='\n'.join(names), capture_output=True, check=True)
    return [entry for entry in parse(run.stdout) if entry.words]
