# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each public function, one that a header of src/ declares, is explained, and that the
pages of the documentation are found.

The definition of a function has a doc comment that names each parameter, and says what is returned;
of a pointer also who owns it.

usage: docs.py SOURCE_ROOT
"""

import re
import sys
from pathlib import Path

from report import files_below, tell

COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)

# A function in a header, with its semicolon: of all that G_DECLARE_FINAL_TYPE and the like write.
PROTOTYPE = re.compile(
    r'^(?P<type>[A-Za-z_][\w *]*[ *\n])(?P<name>packshot_\w+)\s*\((?P<parameters>[^()]*(?:\([^()]*\)'
    r'[^()]*)*)\)\s*(?:G_GNUC_\w+(?:\s*\([^()]*\))?\s*)*;', re.MULTILINE)

# A doc comment, and what it says of one function.
BLOCK = re.compile(r'/\*(?:\*|< private >)\n \* (?P<name>packshot_\w+):(?P<words>.*?)\*/\n'
                   r'(?P<after>.*?\))',
                   re.DOTALL)


# A link of Markdown within the tree, without the place in the page.
LINK = re.compile(r'\]\((?!\w+:)([^)#\s]+)')


def read_parameters(text):
    """The names of the parameters, in their order."""
    depth, parts = 0, ['']
    for letter in text:
        depth += {'(': 1, ')': -1}.get(letter, 0)
        if letter == ',' and depth == 0:
            parts.append('')
        else:
            parts[-1] += letter
    # Of a function it takes, the name stands in the midst.
    parts = [re.sub(r'.*\(\*(\w+)\).*|\[.*?\]', r'\1', part, flags=re.DOTALL) for part in parts]
    names = [part.split()[-1].lstrip('*') for part in parts if part.split()]
    return [name for name in names if name not in ('void', '...')]


def read_functions(folder):
    """For each public function the header, what it returns, and what it takes."""
    functions = {}
    for path in files_below(folder, ('.h',)):
        text = COMMENT.sub('', path.read_text(encoding='utf-8'))
        for match in PROTOTYPE.finditer(text):
            # These two are explained where the type and its errors are.
            if match['type'].split()[0] in ('static', 'typedef') or re.search(
                    '_(get_type|error_quark)$', match['name']):
                continue
            functions[match['name']] = (path, ' '.join(match['type'].split()),
                                        match['parameters'])
    return functions


def read_comments(folder):
    """What the doc comments say of functions, each without the stars at its left."""
    comments = {}
    for path in files_below(folder, ('.c', '.h')):
        text = path.read_text(encoding='utf-8')
        for match in BLOCK.finditer(text):
            if re.search(rf'\b{match["name"]}\s*\(', match['after']):
                comments[match['name']] = re.sub(r'^ \* ?', '', match['words'], flags=re.MULTILINE)
    return comments


def read_faults(kind, takes, words):
    """What a doc comment lacks."""
    if words is None:
        return ['no doc comment']
    parameters = read_parameters(takes)
    named = re.findall(r'^@(\w+):', words, re.MULTILINE)
    faults = [f'nothing about @{name}' for name in parameters if name not in named]
    faults += [f'a parameter @{name} that is not there' for name in named if name not in parameters]
    returns = re.search(r'^Returns:(.*)', words, re.MULTILINE | re.DOTALL)
    if kind == 'void':
        return faults + (['something it returns'] if returns else [])
    if not returns:
        return faults + ['nothing about what it returns']
    # What is const can only be looked at.
    if kind.endswith('*') and not kind.startswith('const ') and '(transfer ' not in returns[1]:
        faults.append('nothing about who owns what it returns')
    if 'GError **error' in takes and not re.search('^@error: (return location|not set)', words,
                                                   re.MULTILINE):
        faults.append('nothing about the errors')
    return faults


def check_module(source, module):
    comments = read_comments(source / 'src' / module)
    return [f'{path.relative_to(source)}: {name}() has {fault}'
            for name, (path, kind, takes) in read_functions(source / 'src' / module).items()
            for fault in read_faults(kind, takes, comments.get(name))]


def check_links(source):
    """Pages nobody finds, and links that lead nowhere. What lies at the top is found by itself."""
    pages = files_below(source, ('.md',))
    links = [(page, (page.parent / link).resolve())
             for page in pages for link in LINK.findall(page.read_text(encoding='utf-8'))]
    problems = [f'{page.relative_to(source)}: a link to {target.name} leads nowhere'
                for page, target in links if not target.exists()]
    linked = [target for _, target in links]
    return problems + [f'{page.relative_to(source)}: no page links to it' for page in pages
                       if page.parent != source and page.resolve() not in linked]


def check_all(source):
    yield 'each page is linked, and each link leads somewhere', check_links(source)
    for folder in sorted((source / 'src').iterdir()):
        if folder.is_dir():
            yield f'the public functions of {folder.name} are explained', (
                check_module(source, folder.name))


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
