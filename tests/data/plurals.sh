#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# plurals.sh FOLDER
#
# Makes languages with more forms of a word than English has: in FOLDER the locale xx_XX.UTF-8, for
# LOCPATH, and the catalogues of ru and ar with the words for credits, for bindtextdomain(). Ends
# with 77 where no locale can be made.
set -eu

# A locale is a folder that libc looks for by name. Ending in "C.utf8" it would have no languages.
cp -r /usr/lib/locale/C.utf8 "$1/xx_XX.UTF-8" || exit 77

# What stands between words and sentences that are put together, each as one language has it.
cat > "$1/joints.po" <<END

msgctxt "list"
msgid ", "
msgstr "、"

msgctxt "sentences"
msgid "%s %s"
msgstr "%s%s"

msgctxt "sentence"
msgid "%s."
msgstr "%s。"
END

# forms ENDING FORM…
forms () {
  ending=$1
  shift
  index=0
  for form; do
    printf 'msgstr[%d] "%s%s"\n' "$index" "$form" "$ending"
    index=$((index + 1))
  done
}

# catalogue LANGUAGE RULE FORM-WITH-DECIMALS FORM…
catalogue () {
  folder=$1
  name=$1/$2/LC_MESSAGES/packshot
  rule=$3
  decimals=$4
  mkdir -p "$1/$2/LC_MESSAGES"
  shift 4
  {
    printf 'msgid ""\nmsgstr ""\n'
    printf '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: %s\\n"\n\n' "$rule"
    printf 'msgctxt "with decimals"\nmsgid "credits"\nmsgstr "%s"\n\n' "$decimals"
    printf 'msgid "credit"\nmsgid_plural "credits"\n'
    forms "" "$@"
    printf '\nmsgctxt "alone"\nmsgid "credit"\nmsgid_plural "credits"\n'
    forms "!" "$@"
    cat "$folder/joints.po"
  } > "$name.po"
  msgfmt --output-file="$name.mo" "$name.po"
}

# The rules are those of GNU gettext's manual and of its list of languages.
catalogue "$1" ru 'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);' \
  'кредита' 'кредит' 'кредита' 'кредитов'
catalogue "$1" ar 'nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);' \
  'رصيد' 'لا أرصدة' 'رصيد واحد' 'رصيدان' 'أرصدة' 'رصيدًا' 'رصيد'
