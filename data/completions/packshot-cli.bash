# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Completes packshot-cli by what the program itself offers.

_packshot_cli() {
  local line=${COMP_LINE:0:COMP_POINT} typed candidate
  local -a words
  # By hand, since bash cuts words at colons, as in 16:9. A backslash is taken as the shell takes it.
  # shellcheck disable=SC2162
  read -a words <<<"$line"
  if [[ $line == *[[:space:]] ]]; then
    words+=('')
  fi
  typed=${words[-1]}
  COMPREPLY=()
  while IFS=$'\t' read -r candidate _; do
    if [[ $typed == *:* ]]; then
      candidate=${candidate#"${typed%"${typed##*:}"}"}
    fi
    printf -v candidate '%q' "$candidate"
    COMPREPLY+=("$candidate")
  done < <("${words[0]}" complete "${words[@]:1}" 2>/dev/null)
}

# Files where the program has nothing to offer.
complete -o default -F _packshot_cli packshot-cli
