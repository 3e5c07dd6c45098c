# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees each check of this folder pass on a good tree and fail on a doctored one.

usage: selftest.py SOURCE_ROOT
"""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from formatting import find_clang_format
from rules import MOST_LINES, SPDX_LINE

HERE = Path(__file__).resolve().parent
SOURCE_ROOT = Path(sys.argv[1]).resolve()

HACKING = '''
| module | holds | may use |
|---|---|---|
| `picture` | opening photos | gdk-pixbuf; nothing of ours |
| `core` | manifest, job, service | gio; nothing of ours |
| `studio` | the offline service | core, picture, Pango |
| `cli` | `packshot-cli` | core, studio |
'''

MAIN = f'''{SPDX_LINE}
#include "packshot-queue.h"
#include "packshot-studio-service.h"

int
main (void)
{{
  return packshot_queue_run (packshot_studio_service_new ());
}}
'''

FILES = {
    'HACKING.md': HACKING,
    'meson.build': "project('tiny', 'c')\nadd_project_arguments('-Wdeprecated', language: 'c')\n",
    'data/services/studio.json': '{}\n',
    'data/services/shortvideo.json': '{}\n',
    'data/services/sophnet.json': '{}\n',
    'src/picture/packshot-picture.h': f'{SPDX_LINE}\n#pragma once\n',
    'src/picture/packshot-picture.c': f'{SPDX_LINE}\n#include "packshot-picture.h"\n',
    'src/core/packshot-queue.h': f'{SPDX_LINE}\n#pragma once\n',
    'src/core/packshot-queue.c': f'{SPDX_LINE}\n#include "packshot-queue.h"\n',
    'src/studio/packshot-studio-service.h': f'{SPDX_LINE}\n#pragma once\n#include "packshot-queue.h"\n',
    'src/studio/packshot-studio-service.c': f'{SPDX_LINE}\n#include "packshot-studio-service.h"\n',
    'src/cli/main.c': MAIN,
    'src/compat/packshot-compat.h': f'{SPDX_LINE}\n#if GTK_CHECK_VERSION(4, 10, 0)\n#endif\n',
    'tests/test-queue.c': f'{SPDX_LINE}\n#include "packshot-queue.h"\n',
}

INCLUDE_FOLDERS = {
    'picture': ['picture'],
    'core': ['core'],
    'studio': ['studio', 'core', 'picture'],
    'cli': ['cli', 'core', 'studio'],
}


class TreeTest(unittest.TestCase):
    """A small good tree in a folder of its own, and how a check judges it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Path(folder.name)
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding='utf-8')

    def add(self, name, text):
        self.write(name, (self.tree / name).read_text(encoding='utf-8') + text)

    def run_check(self, check, *arguments):
        run = subprocess.run([sys.executable, HERE / check, self.tree, *arguments], text=True,
                             stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.assertNotIn('Traceback', run.stderr)
        return run

    def assert_passes(self, *check):
        run = self.run_check(*check)
        self.assertEqual(run.returncode, 0, run.stdout)
        self.assertNotIn('not ok', run.stdout)
        self.assertEqual(run.stderr, '')
        return run.stdout

    def assert_fails(self, words, *check):
        run = self.run_check(*check)
        self.assertEqual(run.returncode, 1, run.stdout)
        self.assertEqual(run.stdout.count('not ok'), 1, run.stdout)
        self.assertIn(words, run.stdout + run.stderr)


class RulesTest(TreeTest):

    def test_good_tree(self):
        self.assertEqual(self.assert_passes('rules.py').count('\nok '), 7)

    def test_path_in_include(self):
        for include in ('#include "../core/packshot-queue.h"',
                        '  #  include "src/core/packshot-queue.h"',
                        '#include <../core/packshot-queue.h>',
                        '#include <src/core/packshot-queue.h>'):
            for name in ('src/picture/packshot-picture.c', 'tests/test-queue.c'):
                with self.subTest(include=include, name=name):
                    self.write(name, f'{SPDX_LINE}\n{include}\n')
                    self.assert_fails(f'{name}:2: an include with a path', 'rules.py')
                    self.write(name, FILES[name])

    def test_version_check(self):
        for check in ('#if GTK_CHECK_VERSION (4, 12, 0)', '#if ADW_MAJOR_VERSION > 1',
                      'if (gtk_get_minor_version () > 8)'):
            with self.subTest(check=check):
                self.write('src/app/packshot-window.c', f'{SPDX_LINE}\n{check}\n')
                self.assert_fails('src/app/packshot-window.c:2: a version check', 'rules.py')

    def test_hidden_deprecation(self):
        for name, text in (
                ('src/core/meson.build', "c_args: '-Wno-deprecated-declarations'\n"),
                ('meson_options.txt', "'-Wno-error=deprecated-declarations'\n"),
                ('src/cli/meson.build', "c_args: ['-w']\n"),
                ('build-aux/test.sh', 'CFLAGS=-Wno-deprecated meson setup _build\n'),
                ('flatpak/app.json', '{"cflags": "-DGLIB_DISABLE_DEPRECATION_WARNINGS"}\n'),
                ('src/core/a.h', f'{SPDX_LINE}\nG_GNUC_BEGIN_IGNORE_DEPRECATIONS\n'),
                ('src/core/a.h', f'{SPDX_LINE}\n#pragma GCC diagnostic ignored "-Wdeprecated"\n')):
            with self.subTest(name=name, text=text):
                self.write(name, text)
                self.assert_fails(f'{name}:', 'rules.py')
                (self.tree / name).unlink()

    def test_service_name(self):
        for name, text in (
                ('src/core/packshot-queue.c', '/* The Studio needs no network. */\n'),
                ('src/core/packshot-queue.c', 'id = "studio";\n'),
                ('src/core/packshot-queue.c', 'PackshotStudioService *service;\n'),
                ('src/core/packshot-queue.h', 'void packshot_studio_start (void);\n'),
                ('src/core/packshot-queue.c', '#include "packshot-studio-service.h"\n'),
                ('src/core/packshot-queue.c', 'packshot_studio_service_new ();\n'),
                ('src/cli/main.c', 'name = "ShortVideo";\n'),
                ('src/cli/main.c', '#include "packshot-studio-service-private.h"\n'),
                ('src/cli/main.c', 'packshot_studio_service_new_full ();\n'),
                ('src/cli/main.c', 'packshot_shortvideo_start ();\n'),
                ('src/picture/packshot-picture.c', '/* SophNet takes no more. */\n'),
                ('src/studio/packshot-studio-service.c', '/* As SophNet does. */\n'),
                ('src/cli/main.c', 'if (g_str_equal (id, "sophnet"))\n')):
            with self.subTest(name=name, text=text):
                self.add(name, text)
                line = len((self.tree / name).read_text(encoding='utf-8').splitlines())
                self.assert_fails(f'{name}:{line}: the service ', 'rules.py')
                self.write(name, FILES[name])

    def test_service_name_within_a_word(self):
        self.add('src/core/packshot-queue.c', '/* A studious comment. */\n')
        self.assert_passes('rules.py')

    def test_service_name_in_adapters(self):
        for name, text, passes in (
                ('packshot-shortvideo.c', '/* What ShortVideo answers. */\n', True),
                ('packshot-shortvideo-list.c', 'packshot_shortvideo_list ();\n', True),
                ('packshot-shortvideo.c', '/* As the Studio does. */\n', False),
                ('packshot-shortvideography.c', '/* What ShortVideo answers. */\n', False),
                ('packshot-services.c', '#include "packshot-shortvideo.h"\n', True),
                ('packshot-services.c', 'list[] = { &packshot_shortvideo_adapter };\n', True),
                ('packshot-services.c', '/* Such as ShortVideo. */\n', False),
                ('packshot-services.c', 'packshot_shortvideo_adapter.read_poll ();\n', False),
                ('packshot-answer.c', '/* ShortVideo says so. */\n', False)):
            with self.subTest(name=name, text=text):
                path = f'src/services/{name}'
                self.write(path, f'{SPDX_LINE}\n{text}')
                if passes:
                    self.assert_passes('rules.py')
                else:
                    self.assert_fails(f'{path}:2: the service ', 'rules.py')
                (self.tree / path).unlink()

    def test_adapter_that_includes_another(self):
        path = 'src/services/packshot-shortvideo.c'
        for header, passes in (('packshot-shortvideo-list.h', True), ('packshot-wire.h', True),
                               ('packshot-sophnetwork.h', True), ('packshot-sophnet.h', False),
                               ('packshot-sophnet-order.h', False)):
            with self.subTest(header=header):
                self.write(path, f'{SPDX_LINE}\n#include "{header}"\n')
                told = self.run_check('rules.py')
                words = f'{path}: the adapter of shortvideo includes that of sophnet'
                self.assertEqual(words in told.stderr, not passes, told.stderr)
                self.assertEqual('not ok 5 - no adapter includes another' in told.stdout, not passes)
                (self.tree / path).unlink()

    def test_licence(self):
        for text in ('#include "packshot-queue.h"\n', f'\n{SPDX_LINE}\n', '',
                     '/* SPDX-License-Identifier: MIT */\n'):
            with self.subTest(text=text):
                self.write('src/core/packshot-queue.c', text)
                self.assert_fails('src/core/packshot-queue.c:1: the first line', 'rules.py')

    def test_size(self):
        self.write('tests/test-queue.c', SPDX_LINE + '\n' * MOST_LINES)
        self.assert_passes('rules.py')
        self.add('tests/test-queue.c', '\n')
        self.assert_fails(f'tests/test-queue.c: {MOST_LINES + 1} lines', 'rules.py')


class DocsTest(TreeTest):

    HEADER = 'src/core/packshot-box.h'
    GOOD = {
        'void packshot_box_open (void);': '/**\n * packshot_box_open:\n *\n * Opens.\n */',
        'const char *packshot_box_get_name (PackshotBox *self);':
            '/**\n * packshot_box_get_name:\n * @self: a box\n *\n * Returns: its name\n */',
        'char **packshot_box_dup_all (PackshotBox *const *boxes,\n  guint n, GError **error);':
            '/*< private >\n * packshot_box_dup_all:\n * @boxes: (array length=n): boxes\n * @n: how many\n'
            ' * @error: return location for a #GIOError\n *\n * Returns: (transfer full): names\n */',
        'void packshot_box_walk (void (*visit) (int, int), guint8 parts[2]) G_GNUC_NONNULL (1);':
            '/**\n * packshot_box_walk:\n * @visit: called\n * @parts: parts\n *\n * Walks.\n */',
    }

    def write_box(self, prototype, comment):
        definition = prototype.split(' G_GNUC')[0].rstrip(';').replace('packshot_', '\npackshot_')
        self.write(self.HEADER, f'{SPDX_LINE}\nG_BEGIN_DECLS\n\n{prototype}\n\nG_END_DECLS\n')
        self.write('src/core/packshot-box.c', f'{SPDX_LINE}\n{comment}\n{definition}\n{{\n}}\n')

    def test_good_comments(self):
        for prototype, comment in self.GOOD.items():
            with self.subTest(prototype=prototype):
                self.write_box(prototype, comment)
                self.assert_passes('docs.py')

    def test_links(self):
        self.write('docs/styles.md', 'A [page](../HACKING.md#modules) of [others](https://a.invalid/b).\n')
        self.assert_fails('docs/styles.md: no page links to it', 'docs.py')
        self.add('HACKING.md', 'A [page](docs/styles.md).\n')
        self.assert_passes('docs.py')
        self.add('HACKING.md', 'Another [page](docs/nothing.md).\n')
        self.assert_fails('HACKING.md: a link to nothing.md leads nowhere', 'docs.py')

    def test_no_comment(self):
        for prototype in self.GOOD:
            with self.subTest(prototype=prototype):
                self.write_box(prototype, '/* Plain. */')
                self.assert_fails('() has no doc comment', 'docs.py')

    def test_faults(self):
        opened, named, listed, _ = self.GOOD.items()
        for (prototype, comment), old, new, words in (
                (opened, 'Opens.', 'Returns: nothing', 'something it returns'),
                (opened, '_open:\n', '_open:\n * @self: a box\n', 'a parameter @self that is not'),
                (opened, 'box_open:', 'box_close:', 'no doc comment'),
                (named, ' * @self: a box\n', '', 'nothing about @self'),
                (named, 'Returns: its', 'Its', 'nothing about what it returns'),
                (listed, '(transfer full): ', '', 'nothing about who owns'),
                (listed, 'return location for a #GIOError', 'an error', 'nothing about the errors')):
            with self.subTest(words=words):
                self.assertIn(old, comment)
                self.write_box(prototype, comment.replace(old, new))
                self.assert_fails(f'() has {words}', 'docs.py')


class ArrowsTest(TreeTest):

    def setUp(self):
        super().setUp()
        shutil.rmtree(self.tree / 'src' / 'compat')
        self.build = self.tree / '_build'
        self.configure(INCLUDE_FOLDERS)

    def configure(self, include_folders):
        """Writes what meson writes of its targets."""
        targets = [{
            'name': f'tiny-{module}',
            'defined_in': str(self.tree / 'src' / module / 'meson.build'),
            'target_sources': [
                {'language': 'c', 'compiler': ['cc'],
                 'parameters': ['-fdiagnostics-color=always', *(f'-I../src/{folder}' for folder in folders)]},
                {'linker': ['cc'], 'parameters': []},
            ],
        } for module, folders in include_folders.items()]
        self.write('_build/meson-info/intro-targets.json', json.dumps(targets))

    def test_good_tree(self):
        told = self.assert_passes('arrows.py', self.build)
        self.assertIn('- picture may not include studio\n', told)
        self.assertIn('- studio may include core\n', told)
        self.assertIn('- cli may not include picture\n', told)

    def test_each_arrow_turned_round(self):
        for user, used in (('picture', 'core'), ('picture', 'studio'), ('core', 'picture'),
                           ('core', 'studio'), ('cli', 'picture')):
            with self.subTest(user=user, used=used):
                self.configure({**INCLUDE_FOLDERS, user: [*INCLUDE_FOLDERS[user], used]})
                self.assert_fails(f'{user} may not include {used}', 'arrows.py', self.build)

    def test_arrow_missing(self):
        self.configure({**INCLUDE_FOLDERS, 'studio': ['studio', 'core']})
        self.assert_fails('studio may include picture', 'arrows.py', self.build)

    def test_header_that_needs_more_than_its_users_have(self):
        self.add('src/studio/packshot-studio-service.h', '#include "packshot-picture.h"\n')
        self.assert_fails('cli may include studio', 'arrows.py', self.build)

    def test_wrong_header_that_is_found_and_broken(self):
        """Failing is not enough: the header must not be found."""
        self.add('src/core/packshot-queue.h', '#error broken\n')
        self.configure({**INCLUDE_FOLDERS, 'picture': ['picture', 'core']})
        told = self.run_check('arrows.py', self.build).stdout
        self.assertRegex(told, r'not ok \d+ - picture may not include core\n')

    def test_unknown_module(self):
        self.write('src/attic/packshot-box.h', f'{SPDX_LINE}\n')
        self.configure({**INCLUDE_FOLDERS, 'attic': ['attic']})
        self.assert_fails('src/attic is not in the table', 'arrows.py', self.build)

    def test_module_that_is_not_built(self):
        self.configure({name: folders for name, folders in INCLUDE_FOLDERS.items()
                        if name != 'core'})
        told = self.run_check('arrows.py', self.build)
        self.assertEqual(told.returncode, 1)
        self.assertIn('src/core has C files, and meson compiles none of them', told.stderr)


class FormattingTest(TreeTest):

    def setUp(self):
        super().setUp()
        if find_clang_format() is None:
            self.skipTest('clang-format 14 is not installed')
        shutil.copy(SOURCE_ROOT / '.clang-format', self.tree)

    def test_good_tree(self):
        self.assert_passes('formatting.py')

    def test_badly_written(self):
        for name, text in (('src/cli/main.c', 'int  x;\n'), ('tests/test-queue.c', '\tint x;\n')):
            with self.subTest(name=name):
                self.add(name, text)
                self.assert_fails(name, 'formatting.py')
                self.write(name, FILES[name])


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], '-v'])
