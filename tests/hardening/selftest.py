# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a program without each protection, and sees hardening.py miss that one and no other.

usage: selftest.py SOURCE COMPILER…
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import hardening

# What asks for each protection, and what leaves it out.
FLAGS = {
    'position-independent': (['-fPIE', '-pie'], ['-fno-pie', '-no-pie']),
    'read-only relocations': (['-Wl,-z,relro'], ['-Wl,-z,norelro']),
    'bound at the start': (['-Wl,-z,now'], ['-Wl,-z,lazy']),
    'stack is no code': (['-Wl,-z,noexecstack'], ['-Wl,-z,execstack']),
    'stack protector': (['-fstack-protector-strong'], ['-fno-stack-protector']),
    'fortified': (['-U_FORTIFY_SOURCE', '-D_FORTIFY_SOURCE=2'], ['-U_FORTIFY_SOURCE']),
    'control flow': (['-fcf-protection'], ['-fcf-protection=none']),
    'stack clash': (['-fstack-clash-protection'], ['-fno-stack-clash-protection']),
}
OF_X86 = ('control flow', 'stack clash')


class Hardening(unittest.TestCase):
    def names(self):
        return [name for name in FLAGS
                if hardening.platform.machine() == 'x86_64' or name not in OF_X86]

    def missing(self, without):
        """The names of what is missing in a program that is built without some protections."""
        flags = [flag for name in self.names() for flag in FLAGS[name][name in without]]
        with tempfile.TemporaryDirectory() as folder:
            program = str(Path(folder, 'program'))
            subprocess.run([*compiler, '-O2', *flags, source, '-o', program], check=True)
            return [name.partition(': ')[2]
                    for name, faults in hardening.check_all(program, [program], True) if faults]

    def test_all(self):
        self.assertEqual(self.missing([]), [])

    def test_each(self):
        for name in self.names():
            with self.subTest(name):
                self.assertEqual(self.missing([name]), [name])


if __name__ == '__main__':
    _, source, *compiler = sys.argv
    unittest.main(argv=sys.argv[:1])
