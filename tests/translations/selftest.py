# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees the check of translations pass on translations made by a program, and fail on doctored ones.

usage: selftest.py SOURCE_ROOT
"""

import sys
import unittest
from pathlib import Path

import pseudo
import translations
from catalogue import Entry, extract, parse, write

SOURCE_ROOT = Path(sys.argv[1]).resolve()
GERMAN = 'nplurals=2; plural=(n != 1);'
ARABIC = ('nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 '
          ': n%100>=11 ? 4 : 5;')


def judge(words, form, language='de', **rest):
    return ' '.join(translations.check_form(language, Entry(words, **rest), form))


class TranslationsTest(unittest.TestCase):
    """What a translator may do, and what not."""

    def assert_header(self, language, plurals, wrong):
        self.assertEqual(bool(list(translations.check_header(
            language, [pseudo.header(language, plurals)]))), wrong)

    def test_catalogue(self):
        wanted = extract(SOURCE_ROOT)
        for language, plurals, n_forms in (('de', GERMAN, 2), ('ar', ARABIC, 6)):
            entries = [pseudo.header(language, plurals),
                       *(pseudo.translate(entry, language, n_forms) for entry in wanted)]
            self.assertEqual(list(translations.check_header(language, entries)), [])
            self.assertEqual(list(translations.check_entries(language, entries, wanted)), [])
            self.assertEqual([entry.key() for entry in parse(write(entries))],
                             [entry.key() for entry in entries])

    def test_missing(self):
        wanted = [Entry('Hello', forms=['']), Entry('Bye', forms=[''])]
        for form, flags, problem in (('Hallo', set(), 'Bye'), ('Hallo', {'fuzzy'}, 'only a guess'),
                                     ('', set(), 'is not translated')):
            entries = [Entry('Hello', forms=[form], flags=flags)]
            self.assertIn(problem, ' '.join(translations.check_entries('de', entries, wanted)))

    def test_header(self):
        self.assert_header('de', GERMAN, False)
        self.assert_header('ar', ARABIC, False)
        self.assert_header('ar', GERMAN, True)
        self.assert_header('fr', GERMAN, True)
        self.assert_header('fr', 'nplurals=2; plural=n>1;', False)
        self.assert_header('ja', 'nplurals=1; plural=0;', False)
        self.assert_header('ru', 'nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 '
                           '&& (n%100<10 || n%100>=20) ? 1 : 2;', False)
        self.assert_header('tlh', GERMAN, True)

    def test_placeholders(self):
        self.assertEqual(judge('%s of %d', '%2$d von %1$s'), '')
        self.assertEqual(judge('%d %% of “%s”', '%d %% von „%s“'), '')
        self.assertIn('placeholders', judge('%s of %d', '%s von %s'))
        self.assertIn('placeholders', judge('%s of %d', 'ein Teil von %s'))
        self.assertIn('placeholders', judge('%s', 's'))

    def test_plural(self):
        for forms, wrong in ((['ein Video', '%u Videos'], False), (['%u Video', '%u Videos'], False),
                             (['%s Video', '%u Videos'], True), (['%u Video', 'viele'], True)):
            entry = Entry('%u video', '%u videos', forms=forms)
            self.assertEqual(bool(list(translations.check_plural(entry))), wrong, forms)

    def test_letters_for_alt(self):
        self.assertEqual(judge('Create _Video', '_Video machen'), '')
        self.assertEqual(judge('_Open', '開く(_O)', 'ja'), '')
        self.assertEqual(judge('Set PACKSHOT_TEST_KEY', 'PACKSHOT_TEST_KEY setzen'), '')
        self.assertIn('letter for Alt', judge('Create _Video', 'Video machen'))
        self.assertIn('letter for Alt', judge('Create', '_Machen'))

    def test_markup(self):
        self.assertEqual(judge('<b>Bold</b> &amp; small', '<b>Fett</b> &amp; klein'), '')
        self.assertIn('tags', judge('<b>Bold</b>', 'Fett'))
        self.assertIn('tags', judge('<b>Bold</b>', '<i>Fett</i>'))
        self.assertIn('no markup', judge('<b>Bold</b>', '</b>Fett<b>'))
        self.assertIn('no markup', judge('This &amp; that', 'Dies & das'))

    def test_what_is_typed(self):
        self.assertEqual(judge('See “packshot-cli key --json”', '„packshot-cli key --json“ sagt es'), '')
        for form in ('„packshot-cli Schlüssel --json“', '„packshot-cli key --jason“', 'Siehe dort'):
            self.assertIn('people type', judge('See “packshot-cli key --json”', form))
        self.assertIn('people type', judge('Set PACKSHOT_TEST_KEY', 'PACKSHOT_KEY setzen'))
        self.assertIn('people type', judge('See https://example.com/a.', 'Siehe https://example.de/a.'))

        self.assertEqual(judge('Such as “http://127.0.0.1:8”', '「http://127.0.0.1:8」のような', 'ja'), '')
        self.assertEqual(judge('Set PACKSHOT_TEST_KEY', 'PACKSHOT_TEST_KEYを設定', 'ja'), '')
        self.assertEqual(judge('trash JOB…', 'trash AUFTRAG…'), '')
        self.assertIn('begin with', judge('trash JOB…', 'papierkorb AUFTRAG…'))

    def test_edges(self):
        self.assertIn('space', judge('Sent as ', 'Gesendet als'))
        self.assertEqual(judge('; at most %s', '\u00a0; au plus %s', 'fr'), '')
        self.assertEqual(judge(' and %u more', 'ほか %u 件', 'ja'), '')
        self.assertIn('semicolon', judge('photo;video;', 'Foto;Video'))

    def test_time(self):
        notes = ['Translators: a day, see g_date_time_format().']
        self.assertEqual(judge('%-d %B', '%-d. %B', notes=notes), '')
        self.assertEqual(judge('%-d %B', '%B%-d日', 'ja', notes=notes), '')
        for form in ('%-d. %v', 'Tag', '%'):
            self.assertIn('g_date_time_format', judge('%-d %B', form, notes=notes))

    def test_english(self):
        self.assertEqual(judge('AOG Gateway', 'AOG Gateway'), '')
        self.assertEqual(judge('make --url URL', 'make --url URL'), '')
        self.assertIn('English', judge('Nothing was sent to the service', 'Nothing was sent to the service'))

    def test_direction(self):
        self.assertEqual(judge('Open “%s”', 'فتح «\u2068%s\u2069»', 'ar'), '')
        self.assertEqual(judge('%s', '%s', 'ar'), '')
        self.assertIn('U+2068', judge('Open “%s”', 'فتح «%s»', 'ar'))
        self.assertIn('does not close', judge('Open “%s”', 'فتح «\u2068%s»', 'ar'))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
