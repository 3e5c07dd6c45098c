# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the manual pages, the help of the programs and what shells are offered agree.

usage: manual.py MANUAL-FOLDER PACKSHOT PACKSHOT-CLI
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from report import tell

# An option at the beginning of a row of a help, and all of them in a manual page.
IN_HELP = re.compile(r'^  (?:-\w, )?(--[a-z][\w-]*)', re.MULTILINE)
AGAIN_IN_HELP = re.compile(r'The\s+same\s+as\s+(--[a-z][\w-]*)')
WITHIN_ROW = re.compile(r'^  \S+ (?:\[?--.*)$', re.MULTILINE)
IN_MANUAL = re.compile(r'\bFl -([a-z][\w-]*)')


class Program:
    """A program that speaks English and has a home of its own."""

    def __init__(self, path, home):
        self.path = path
        self.environment = {
            **os.environ, 'HOME': home, 'XDG_DATA_HOME': home, 'XDG_CONFIG_HOME': home,
            'LC_ALL': 'C.UTF-8', 'COLUMNS': '200'}

    def say(self, *arguments):
        return subprocess.run([self.path, *arguments], env=self.environment, text=True, check=True,
                              stdin=subprocess.DEVNULL, capture_output=True).stdout

    def list_options(self, *arguments):
        words = self.say(*arguments)
        rows = ' '.join(WITHIN_ROW.findall(words))
        return (set(IN_HELP.findall(words)) | set(AGAIN_IN_HELP.findall(words))
                | set(re.findall(r'--[a-z][\w-]*', rows)))

    def list_commands(self):
        rows = self.say('--help').split('Commands:\n', 1)[1].split('\n\n', 1)[0]
        return re.findall(r'^  (\w[\w-]*)', rows, re.MULTILINE)

    def offer(self, *words):
        return [line.split('\t', 1)[0] for line in self.say('complete', *words).splitlines()]


def read_sections(page):
    """The parts of a manual page by their headings, and all of it by None."""
    text = page.read_text(encoding='utf-8')
    sections = {None: text}
    for part in re.split(r'^\.S[hs] ', text, flags=re.MULTILINE)[1:]:
        heading, _, words = part.partition('\n')
        # Several headings may begin with one word: "key set", "key clear".
        name = re.sub(r' (Op|Ar|Cm|Fl)\b.*', '', heading).split()[0]
        sections[name] = f'{sections.get(name, "")}{heading}\n{words}'
    return sections


def list_in_manual(text):
    return {f'--{name}' for name in IN_MANUAL.findall(text)}


def differences(wanted, found, lack, excess):
    return ([f'{lack} {name}' for name in sorted(set(wanted) - set(found))]
            + [f'{excess} {name}' for name in sorted(set(found) - set(wanted))])


def check_window(sections, packshot):
    # How a session bus starts it is a part of that help.
    found = list_in_manual(sections[None])
    return differences(packshot.list_options('--help-all') | {'--help-gapplication'}, found,
                       'packshot.1 lacks', 'packshot.1 has, and --help-all lacks,')


def check_commands(sections, cli):
    return [f'packshot-cli.1 has no section {command}'
            for command in cli.list_commands() if command not in sections]


def check_options(sections, cli, services):
    problems, all_options = [], {'--version', '--help', '--video-ids', '--task-id'}
    for command in cli.list_commands():
        options = cli.list_options(command, '--help')
        all_options |= options
        problems += [f'packshot-cli.1 lacks {name} of {command}'
                     for name in sorted(options - list_in_manual(sections[None]))]
    common = cli.list_options('make', '--help')
    for service in services:
        options = cli.list_options('make', '--help', '--service', service)
        all_options |= options
        common &= options
    for service in services:
        own = cli.list_options('make', '--help', '--service', service) - common
        found = list_in_manual(sections.get(service, ''))
        problems += differences(own | ({'--image'} & found), found,
                                f'the section {service} of packshot-cli.1 lacks',
                                f'the section {service} of packshot-cli.1 has, and its help lacks,')
    return problems + [f'packshot-cli.1 has {name}, which no help has'
                       for name in sorted(list_in_manual(sections[None]) - all_options)]


def check_offers(cli):
    """What shells are offered for each command, which the options of services come to."""
    wanted = [*cli.list_commands(), '--help', '--version']
    problems = differences(wanted, cli.offer(''), 'not offered:', 'offered, and not in --help:')
    for command in cli.list_commands():
        options = cli.list_options(command, '--help')
        offered = set(cli.offer(command, '--'))
        aliases = {'--video-ids', '--task-id'} & offered
        problems += differences(options | aliases | ({'--help'} & offered), offered,
                                f'not offered for {command}:',
                                f'offered for {command}, and not in its --help:')
    return problems


def check_format(folder):
    """What groff warns of, which ends well all the same."""
    run = subprocess.run(['groff', '-ww', '-mdoc', '-Tutf8', '-z', *sorted(folder.glob('*.1'))],
                         text=True, capture_output=True, check=False)
    return run.stderr.splitlines()


def check_all(folder, packshot, cli):
    services = cli.offer('services', '')
    window, command_line = (read_sections(folder / name) for name in ('packshot.1', 'packshot-cli.1'))
    yield 'packshot.1 has each option', check_window(window, packshot)
    yield 'packshot-cli.1 has each command', check_commands(command_line, cli)
    yield 'packshot-cli.1 has each option', check_options(command_line, cli, services)
    yield 'groff formats them', check_format(folder) if shutil.which('groff') else None
    yield 'shells are offered each command and option', check_offers(cli)


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as home:
        tell(check_all(Path(sys.argv[1]), Program(os.path.abspath(sys.argv[2]), home),
                       Program(os.path.abspath(sys.argv[3]), home)))
