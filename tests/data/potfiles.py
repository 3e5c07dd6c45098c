# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that translators get to see all words for people.

usage: potfiles.py SOURCE_ROOT
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from report import files_below, tell

# The keywords that meson's "glib" preset gives to xgettext, and that of packshot-plural.h.
KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3', 'NP_:1c,2,3')
IN_C = re.compile(r'(?<!#define )(?<!\w)(N?_|N?C_|NP_|Q_|g_d(n|c|p)?gettext2?|(n|p)gettext)\s*\(\s*[^)\s]')
IN_XML = re.compile(r'\btranslatable="(yes|true)"')
DATA_SUFFIXES = ('.desktop.in', '.metainfo.xml.in')

# The strings themselves, those of C with what stands between two of them.
STRINGS_IN_C = re.compile(IN_C.pattern[:-len(r'[^)\s]')] + r'(?P<words>(\s|,|"(\\.|[^"\\])*")*)')
# What an error says, where it is a sentence and not a mere frame such as "%s: %s". What is wrong
# with a manifest is said in English, as the manifest is.
SENTENCES = re.compile(
    r'\b(g_set_error(_literal)?|g_error_new(_literal)?|packshot_picture_set_error)\s*\('
    r'[^";]*,\s*(?P<words>"(?!request: |%s: id: )[^"]*[A-Za-z]{2} [a-z][^"]*")')
STRINGS_IN_XML = re.compile(IN_XML.pattern + r'[^>]*>(?P<words>[^<]*)')
LINES = re.compile(r'^(?!#)(?P<words>.*)', re.MULTILINE)
PLAIN_TYPE = re.compile(r'\w\'|\'\w|\.\.\.|\\"')


def has_words(path):
    if path.name.endswith(DATA_SUFFIXES):
        return True
    if path.suffix in ('.c', '.h'):
        return IN_C.search(path.read_text(encoding='utf-8')) is not None
    if path.suffix in ('.ui', '.blp'):
        return IN_XML.search(path.read_text(encoding='utf-8')) is not None
    return False


def read_list(path):
    lines = path.read_text(encoding='utf-8').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def check_missing(source, listed):
    found = [str(path.relative_to(source)) for folder in ('data', 'src', 'po')
             for path in files_below(source / folder) if has_words(path)]
    return [f'{name} has words for people and is not in po/POTFILES.in'
            for name in found if name not in listed]


def check_listed(source, listed):
    problems = []
    for name in listed:
        path = source / name
        if not path.is_file():
            problems.append(f'{name} is in po/POTFILES.in and does not exist')
        elif not has_words(path):
            problems.append(f'{name} is in po/POTFILES.in and has no words for people')
    return problems


def check_type(source, listed):
    """A problem for each string with signs of a typewriter, where print has ’ and “ ” and …"""
    problems = []
    for name in listed:
        path = source / name
        if not path.is_file():
            continue
        strings = STRINGS_IN_XML
        if path.suffix in ('.c', '.h'):
            strings = STRINGS_IN_C
        elif name.endswith(DATA_SUFFIXES):
            strings = LINES
        text = path.read_text(encoding='utf-8')
        problems += [f'{name}: ’ and “ ” and … are what people read: {match["words"].strip()}'
                     for match in strings.finditer(text) if PLAIN_TYPE.search(match['words'])]
    return problems


def check_whole(source, listed):
    """A problem for each string that xgettext sees a part of, since a macro stands in it."""
    problems = []
    for name in listed:
        path = source / name
        if not path.is_file() or path.suffix not in ('.c', '.h'):
            continue
        text = path.read_text(encoding='utf-8')
        problems += [f'{name}: translators would see only {match["words"].strip()}'
                     for match in STRINGS_IN_C.finditer(text)
                     if match['words'].rstrip().endswith('"') and text[match.end()] != ')']
    return problems


def check_sentences(source):
    """A problem for each error that speaks English only."""
    problems = []
    for path in files_below(source / 'src', ('.c',)):
        text = path.read_text(encoding='utf-8')
        problems += [f'{path.relative_to(source)}: translators don’t see {match["words"]}'
                     for match in SENTENCES.finditer(text)]
    return problems


def check_extraction(source, listed):
    """What xgettext warns of: a string with and without a plural, a format that is none."""
    if shutil.which('xgettext') is None:
        return None
    run = subprocess.run(
        ['xgettext', '--files-from=-', '--from-code=UTF-8', '--output=/dev/null',
         *(f'--keyword={keyword}' for keyword in KEYWORDS)],
        cwd=source, text=True, input='\n'.join(listed), capture_output=True, check=False)
    return [run.stderr] if run.returncode or run.stderr else []


def check_order(names, where):
    return [] if names == sorted(set(names)) else [f'{where} is not sorted, or has a line twice']


def check_languages(source):
    listed = read_list(source / 'po' / 'LINGUAS')
    there = sorted(path.stem for path in (source / 'po').glob('*.po'))
    return check_order(listed, 'po/LINGUAS') + [
        f'po/LINGUAS and po/*.po differ in {name}' for name in sorted(set(listed) ^ set(there))]


def check_manifest_words(source):
    run = subprocess.run([sys.executable, source / 'po' / 'manifest-words.py', '--check'],
                         text=True, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return [run.stderr] if run.returncode else []


def check_all(source):
    listed = read_list(source / 'po' / 'POTFILES.in')
    yield 'each file with words is listed', check_missing(source, listed)
    yield 'each file listed has words', check_listed(source, listed)
    yield 'words are set in type', check_type(source, listed)
    yield 'no macro stands in a string', check_whole(source, listed)
    yield 'no error speaks English only', check_sentences(source)
    yield 'xgettext warns of nothing', check_extraction(source, listed)
    yield 'the list is sorted', check_order(listed, 'po/POTFILES.in')
    yield 'each translation is listed', check_languages(source)
    yield 'the words of the manifests are those of data/services', check_manifest_words(source)


if __name__ == '__main__':
    tell(check_all(Path(sys.argv[1]).resolve()))
