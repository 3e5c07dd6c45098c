# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completes packshot-cli by what the program itself offers, and by files where that is nothing.

function __packshot_cli_offers
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    command $words[1] complete $words[2..-1] "$typed" 2>/dev/null
end

complete -c packshot-cli -n 'string length -q -- (__packshot_cli_offers)' -f -a '(__packshot_cli_offers)'
