# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads of built programs what compiler and linker did against mistakes that somebody would use.

usage: hardening.py [--no-fortify] GUARDED PROGRAM…

GUARDED is tests/hardening/hardened.c, built as the programs are: it has a frame on the stack of more
than a page, and the programs may have none.
"""

import platform
import re
import subprocess
import sys
from pathlib import Path

from report import tell


def words_of(*command):
    return subprocess.run(command, text=True, capture_output=True, check=True,
                          env={'PATH': '/usr/bin:/bin', 'LC_ALL': 'C'}).stdout


def header_flags(program, header):
    """The flags of a program header such as GNU_STACK, or None where there is none."""
    found = re.search(rf'^ +{header}(?: +0x[0-9a-f]+){{5}} ([RWE ]{{3}})',
                      words_of('readelf', '-W', '-l', program), re.MULTILINE)
    return found and found.group(1)


def dynamic_flags(program):
    found = re.findall(r'\((?:FLAGS|FLAGS_1)\) +(?:Flags:)?(.*)',
                       words_of('readelf', '-W', '-d', program))
    return ' '.join(found).split()


def imports(program):
    """The functions it takes from libraries, without their versions."""
    return re.findall(r' UND (\w+)', words_of('readelf', '-W', '--dyn-syms', program))


def instructions_of_main(program):
    lines = words_of('objdump', '-d', '--no-show-raw-insn', '--disassemble=main', program)
    return re.findall(r'^ *[0-9a-f]+:\t(.*?) *$', lines, re.MULTILINE)


def is_position_independent(program):
    return 'PIE' in dynamic_flags(program)


def has_read_only_relocations(program):
    return header_flags(program, 'GNU_RELRO') is not None


def binds_now(program):
    return 'NOW' in dynamic_flags(program)


def keeps_stack_from_running(program):
    flags = header_flags(program, 'GNU_STACK')
    return flags is not None and 'E' not in flags


def guards_stack(program):
    return '__stack_chk_fail' in imports(program)


def is_fortified(program):
    return any(re.fullmatch(r'__(?!stack)\w+_chk', name) for name in imports(program))


def marks_targets_of_jumps(program):
    return instructions_of_main(program)[:1] == ['endbr64']


def touches_each_page(program):
    """gcc touches a page by "or", clang by "mov"."""
    return any(re.fullmatch(r'(or|mov)[ql] +\$0x0,\S*\(%rsp\)', line)
               for line in instructions_of_main(program))


CHECKS = {
    'position-independent': is_position_independent,
    'read-only relocations': has_read_only_relocations,
    'bound at the start': binds_now,
    'stack is no code': keeps_stack_from_running,
    'stack protector': guards_stack,
    'fortified': is_fortified,
}
CHECKS_OF_X86 = {'control flow': marks_targets_of_jumps}
CHECKS_OF_LARGE_FRAMES = {'stack clash': touches_each_page}


def check(program, checks):
    for name, passes in checks.items():
        yield (f'{Path(program).name}: {name}',
               [] if passes(program) else [f'{program}: not built with: {name}'])


def check_all(guarded, programs, want_fortify):
    checks = {name: passes for name, passes in CHECKS.items()
              if want_fortify or passes is not is_fortified}
    if platform.machine() == 'x86_64':
        checks |= CHECKS_OF_X86
        yield from check(guarded, CHECKS_OF_LARGE_FRAMES)
    for program in programs:
        yield from check(program, checks)


if __name__ == '__main__':
    words = sys.argv[1:]
    fortify = '--no-fortify' not in words
    guarded_program, *others = [word for word in words if word != '--no-fortify']
    tell(check_all(guarded_program, others, fortify))
