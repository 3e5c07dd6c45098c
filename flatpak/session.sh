#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# session.sh ID SAMPLE PICTURES [WHAT…]
#
# Part of try.sh: what a desktop starts when somebody logs in, and then the person, whose words go to
# descriptor 3.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
openbox >&2 &
desktop=($!)
trap 'kill "${desktop[@]}" 2>/dev/null || true' EXIT

# The keyring is open, as it is after a login by password.
printf packshot | gnome-keyring-daemon --unlock --components=secrets >/dev/null
exec {line}< <(exec /usr/bin/python3 "$here/portals.py" 2>&1)
desktop+=($!)
read -r -t 30 -u "$line" ready && [[ $ready == READY ]]
while read -r -u "$line" words; do printf '%s\n' "$words"; done >"$XDG_RUNTIME_DIR/notifications" &
desktop+=($!)

export PYTHONPATH=$here/../tests/display PYTHONDONTWRITEBYTECODE=1
status=0
/usr/bin/python3 "$here/person.py" "$1" "$2" "$3" "$XDG_RUNTIME_DIR/notifications" "${@:4}" \
  >&3 3>&- || status=$?
exit "$status"
