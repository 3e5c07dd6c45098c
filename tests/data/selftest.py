# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees each check of this folder pass on our tree and fail on a doctored copy of it.

usage: selftest.py SOURCE_ROOT
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE_ROOT = Path(sys.argv[1]).resolve()
APP = 'io.github.packshot.Packshot'
PARTS = ('data', 'flatpak', 'po', 'src', 'NEWS', 'meson.build')


class DataTest(unittest.TestCase):
    """A copy of what is checked, and how a check judges it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = Path(folder.name)
        for part in PARTS:
            source = SOURCE_ROOT / part
            if source.is_dir():
                shutil.copytree(source, self.tree / part,
                                ignore=shutil.ignore_patterns('samples', '__pycache__'))
            else:
                shutil.copy(source, self.tree / part)

    def judge(self, check):
        run = subprocess.run([sys.executable, HERE / check, self.tree], text=True,
                             stdin=subprocess.DEVNULL, capture_output=True, check=False)
        self.assertNotIn('Traceback', run.stderr)
        return run

    def assert_passes(self, check):
        run = self.judge(check)
        self.assertEqual(run.returncode, 0, run.stderr)

    def assert_fails(self, check, *words):
        run = self.judge(check)
        self.assertEqual(run.returncode, 1, run.stdout)
        for word in words:
            self.assertIn(word, run.stderr)

    def change(self, name, old, new):
        path = self.tree / name
        text = path.read_text(encoding='utf-8')
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding='utf-8')

    def test_good_tree(self):
        self.assert_passes('flatpak.py')
        self.assert_passes('identity.py')
        self.assert_passes('potfiles.py')
        self.assert_passes('storefront.py')

    def test_identity(self):
        for name, old, new, words in (
                ('NEWS', 'Packshot ', 'Packshot 9', 'the newest version in NEWS'),
                ('meson.build', "version: '", "version: '9", 'the newest version in NEWS'),
                (f'data/{APP}.metainfo.xml.in', 'release version="', 'release version="9',
                 'the newest version in io.github'),
                (f'data/{APP}.metainfo.xml.in', f'<id>{APP}', '<id>org.Else', 'id of the metainfo'),
                (f'data/{APP}.desktop.in', f'Icon={APP}', 'Icon=packshot', 'Icon of the desktop'),
                (f'data/{APP}.desktop.in', 'Name=Packshot', 'Name=Other', 'name of the metainfo'),
                (f'data/{APP}.service.in', f'Name={APP}', 'Name=org.Else', 'Name of the D-Bus'),
                (f'data/{APP}.service.in', ' --gapplication-service', '', 'Exec of the D-Bus'),
                (f'data/icons/hicolor/scalable/apps/{APP}.svg', 'viewBox="0 0 128', 'viewBox="0 0 64',
                 'viewBox'),
                (f'flatpak/{APP}.json', '"command": "packshot"', '"command": "other"',
                 'command of the Flatpak')):
            with self.subTest(name=name, new=new):
                before = (self.tree / name).read_text(encoding='utf-8')
                self.change(name, old, new)
                self.assert_fails('identity.py', words)
                (self.tree / name).write_text(before, encoding='utf-8')
        self.assert_passes('identity.py')

    def test_storefront(self):
        metainfo, entry = f'data/{APP}.metainfo.xml.in', f'data/{APP}.desktop.in'
        for name, old, new, words in (
                (metainfo, '<summary>Turn', '<summary>Turn and turn once more', 'the summary has'),
                (metainfo, '<summary>Turn a', '<summary>A', 'begins with an article'),
                (metainfo, '</summary>', ' Packshot</summary>', 'the name of the app'),
                (metainfo, 'type="default"', 'type="source"', 'is the default'),
                (metainfo, '/0.1.0/', '/main/', 'is not of version'),
                (metainfo, 'create.png', 'nothing.png', 'nothing.png is not in'),
                (metainfo, '<caption>', '<caption> </caption><caption>', 'is missing, too long'),
                (metainfo, 'url type="help"', 'url type="faq"', 'no address for help'),
                (metainfo, 'Packshot/issues', 'Else/issues', 'is not below'),
                (metainfo, '"dark"', '"light"', 'branding is'),
                (metainfo, '<mediatype>image/jpeg</mediatype>', '', 'mediatype is'),
                (metainfo, '>intense<', '>none<', 'services take money'),
                (entry, 'Keywords=photo;', 'Keywords=', 'keyword is'),
                (entry, '--library', '--books', 'the action library runs'),
                (entry, 'packshot %U', 'packshot %F', 'can not be opened'),
                ('src/app/packshot-application.c', '.name = "library"', '.name = "books"',
                 'no action library'),
                ('src/app/packshot-application-options.c', '{ "library", 0', '{ "books", 0',
                 'no option --library')):
            with self.subTest(name=name, new=new):
                before = (self.tree / name).read_text(encoding='utf-8')
                self.change(name, old, new)
                self.assert_fails('storefront.py', words)
                (self.tree / name).write_text(before, encoding='utf-8')
        self.assert_passes('storefront.py')

    def test_flatpak(self):
        for old, new, *words in (
                ('--socket=wayland', '--filesystem=home', 'asks for --filesystem=home',
                 'does not ask for --socket=wayland'),
                ('--device=dri', '--device=all', 'asks for --device=all'),
                ('"49"', '"48"', 'is older than 49'),
                ('org.gnome.Sdk', 'org.kde.Sdk', 'not for the runtime of GNOME'),
                ('"type": "dir"', '"type": "git"', 'fetches a source: git'),
                ('"-Dtests=false"', '"-Dtests=true"', '“modules” of the development build')):
            with self.subTest(new=new):
                path = self.tree / f'flatpak/{APP}.json'
                before = path.read_text(encoding='utf-8')
                self.change(f'flatpak/{APP}.json', old, new)
                self.assert_fails('flatpak.py', *words)
                path.write_text(before, encoding='utf-8')
        self.assert_passes('flatpak.py')

    def test_missing_icon(self):
        (self.tree / f'data/icons/hicolor/symbolic/apps/{APP}-symbolic.svg').unlink()
        self.assert_fails('identity.py', 'there is no icon')

    def test_words_not_listed(self):
        for name, text in (('src/core/new.c', 'say (_ ("Hello"));\n'),
                           ('src/core/new.c', 'static const char *words = N_("Hello");\n'),
                           ('src/core/new.c', 'say (ngettext ("%u video", "%u videos", n));\n'),
                           ('src/core/new.c', 'say (C_ ("verb", "Open"));\n'),
                           ('src/app/new.ui', '<property name="label" translatable="yes">Hi</property>\n'),
                           ('data/new.desktop.in', '[Desktop Entry]\n')):
            with self.subTest(name=name, text=text):
                path = self.tree / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding='utf-8')
                self.assert_fails('potfiles.py', f'{name} has words for people')
                path.unlink()

    def test_type(self):
        for name, old, new in (
                ('src/cli/packshot-cli-help.c', 'Don’t wait', "Don't wait"),
                ('src/cli/packshot-cli-spending.c', 'can’t be given', "can't be given"),
                (f'data/{APP}.desktop.in', 'Comment=', "Comment=It's "),
                ('src/app/packshot-window.ui', 'translatable="yes">',
                 'translatable="yes">Wait...'),
                ('src/core/packshot-settings.c', 'in “%s” can’t', r'in \"%s\" can’t')):
            with self.subTest(name=name, new=new):
                before = (self.tree / name).read_text(encoding='utf-8')
                self.change(name, old, new)
                self.assert_fails('potfiles.py', f'{name}: ’ and “ ” and … are')
                (self.tree / name).write_text(before, encoding='utf-8')

    def test_macro_in_string(self):
        path = self.tree / 'src' / 'cli' / 'packshot-cli-help.c'
        good = path.read_text(encoding='utf-8')
        for text in ('say (_ ("In " PLACE));\n', 'say (_ ("%" G_GINT64_FORMAT " of"), n);\n',
                     'say (ngettext ("a", "b" MANY, n));\n'):
            with self.subTest(text=text):
                path.write_text(good + text, encoding='utf-8')
                self.assert_fails('potfiles.py', 'packshot-cli-help.c: translators would see only')
        path.write_text(good + 'say (ngettext ("a", "b", n), _ ("a"\n "b"));\n', encoding='utf-8')
        self.assert_passes('potfiles.py')

    def test_english_only(self):
        path = self.tree / 'src' / 'core' / 'new.c'
        for text in ('g_set_error (error, MEDIA, MEDIA_FULL,\n   "The disk is full.");\n',
                     'return g_error_new_literal (MEDIA, FULL, "It is full.");\n',
                     'packshot_picture_set_error (error, NO_MEMORY, path, "is too large");\n'):
            with self.subTest(text=text):
                path.write_text(text, encoding='utf-8')
                self.assert_fails('potfiles.py', 'new.c: translators don’t see "')
        path.write_text('g_set_error (error, MEDIA, FULL, "%s: %s", name, words);\n',
                        encoding='utf-8')
        self.assert_passes('potfiles.py')

    def test_extraction(self):
        path = self.tree / 'src' / 'cli' / 'packshot-cli-help.c'
        path.write_text(path.read_text(encoding='utf-8')
                        + 'say (_ ("Ann"), ngettext ("Ann", "%u people", n));\n', encoding='utf-8')
        self.assert_fails('potfiles.py', 'is used without plural and with plural')

    def test_no_words(self):
        path = self.tree / 'src' / 'core' / 'new.c'
        path.write_text('int some_ (void);\nint i = some_ (1) + my_gettext ("x");\n', encoding='utf-8')
        self.assert_passes('potfiles.py')

    def test_listed_in_vain(self):
        self.change('po/POTFILES.in', 'src/cli/packshot-cli.c\n',
                    'src/cli/main.c\nsrc/cli/nothing.c\nsrc/cli/packshot-cli.c\n')
        self.assert_fails('potfiles.py', 'src/cli/main.c is in po/POTFILES.in and has no words',
                          'src/cli/nothing.c is in po/POTFILES.in and does not exist')

    def test_order(self):
        self.change('po/POTFILES.in', 'data/', 'src/cli/packshot-cli.c\ndata/')
        self.assert_fails('potfiles.py', 'po/POTFILES.in is not sorted')

    def test_languages(self):
        (self.tree / 'po' / 'xx.po').touch()
        self.assert_fails('potfiles.py', 'po/LINGUAS and po/*.po differ in xx')

    def test_manifest_words(self):
        self.change('data/services/studio.json', '"label": "Photo"', '"label": "Picture"')
        self.assert_fails('potfiles.py', 'run po/manifest-words.py')


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
