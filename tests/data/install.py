# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what an installation brings, and that it can be taken away again.

usage: install.py SOURCE_ROOT BUILD_ROOT PREFIX APPLICATION_ID
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from report import tell

BROUGHT = (
    'bin/packshot', 'bin/packshot-cli',
    'share/applications/{app}.desktop', 'share/metainfo/{app}.metainfo.xml',
    'share/dbus-1/services/{app}.service',
    'share/icons/hicolor/scalable/apps/{app}.svg',
    'share/icons/hicolor/symbolic/apps/{app}-symbolic.svg',
    'share/man/man1/packshot.1', 'share/man/man1/packshot-cli.1',
    'share/bash-completion/completions/packshot-cli', 'share/zsh/site-functions/_packshot-cli',
    'share/fish/vendor_completions.d/packshot-cli.fish',
)


def list_files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob('*') if not path.is_dir()}


def list_expected(source, app):
    languages = [line for line in (source / 'po' / 'LINGUAS').read_text(encoding='utf-8').split('\n')
                 if line and not line.startswith('#')]
    return {name.format(app=app) for name in BROUGHT} | {
        f'share/locale/{language}/LC_MESSAGES/packshot.mo' for language in languages}


def run(*command, **environment):
    """What a command says when it fails, or nothing."""
    done = subprocess.run(command, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, env={**os.environ, **environment})
    return [done.stdout] if done.returncode else []


def check_all(source, build, prefix, app, room):
    # Somebody may have installed this build for real: what it takes to undo that is kept.
    log = build / 'meson-logs' / 'install-log.txt'
    kept = log.read_bytes() if log.exists() else None
    try:
        problems = run('meson', 'install', '-C', build, '--no-rebuild', '--destdir', room)
        found = list_files(room / prefix.lstrip('/'))
        expected = list_expected(source, app)
        problems += [f'{name} is not installed' for name in sorted(expected - found)]
        problems += [f'{name} is installed as well' for name in sorted(found - expected)]
        problems += [f'{name} lies outside of {prefix}' for name in sorted(list_files(room))
                     if not f'/{name}'.startswith(f'{prefix}/')]
        yield 'all is installed, and nothing else', problems

        programs = [room / prefix.lstrip('/') / 'bin' / name for name in ('packshot', 'packshot-cli')]
        yield 'what is installed runs', [
            words for program in programs for words in run(program, '--version')]

        service = room / prefix.lstrip('/') / f'share/dbus-1/services/{app}.service'
        line = f'Exec={prefix}/bin/packshot --gapplication-service'
        yield 'the session bus starts what is installed', [
            f'{service.name} has no line {line}'] if line not in service.read_text(
                encoding='utf-8').splitlines() else []

        problems = run('ninja', '-C', build, 'uninstall', DESTDIR=str(room))
        problems += [f'{name} stays' for name in sorted(list_files(room))]
        yield 'nothing stays', problems
    finally:
        if kept is None:
            log.unlink(missing_ok=True)
        else:
            log.write_bytes(kept)


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as folder:
        tell(check_all(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4],
                       Path(folder)))
