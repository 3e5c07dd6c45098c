#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pseudo-language.sh SOURCE_ROOT FOLDER
#
# Makes a language in which every text that translators get to see stands in ⟦brackets⟧: in FOLDER
# the locale xx_XX.UTF-8, for LOCPATH, and its catalogue, for bindtextdomain(). Ends with 77 where
# no locale can be made.
set -eu

# A locale is a folder that libc looks for by name. Ending in "C.utf8" it would have no languages.
mkdir -p "$2/xx/LC_MESSAGES"
cp -r /usr/lib/locale/C.utf8 "$2/xx_XX.UTF-8" || exit 77

cd "$1"
name=$2/xx/LC_MESSAGES/packshot
sed '/^#/d' po/POTFILES.in \
  | xgettext --files-from=- --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=C_:1c,2 \
    --keyword=NC_:1c,2 --keyword=ngettext:1,2 --output="$name.pot"
msgen --output="$name.plain" "$name.pot"
# shellcheck disable=SC2016 # That is sed's $, the last line.
msgfilter --keep-header --input="$name.plain" --output="$name.po" \
  sed -e '0,/./s//⟦&/' -e '$s/$/⟧/'
msgfmt --check-format --output-file="$name.mo" "$name.po"
