# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses the installed Flatpak as a person does, and tells in a line each what was seen.

usage: person.py ID SAMPLE PICTURES NOTIFICATIONS [WHAT…]
"""

import os
import shutil
import subprocess
import sys
import time
import traceback
from pathlib import Path

import screen
from screen import Program, drag, find_active_window, place_window, wait_for, xdotool

ID, SAMPLE, PICTURES, NOTIFICATIONS = (
    sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
HOME = Path(os.environ['HOME'])
ROOM = HOME / '.var' / 'app' / ID
JOBS = ROOM / 'data' / 'packshot' / 'jobs'
KEY = 'sk-flatpak-canary'
CODECS = 'org.freedesktop.Platform.codecs-extra'

# In seconds: what a window takes to do at most, and a film on a machine of any kind.
screen.LIMIT, FILM = 60, 300
# The middle of the first icon in the window of each file manager, and of the stage in ours.
FIRST_ICON = {'nautilus': (100, 130), 'thunar': (230, 135)}
STAGE = (760, 460)
# The middle of the empty part of a folder in Thunar, and of the cover beside its play button.
FOLDER, COVER = (380, 300), (600, 440)


def run(*command, **options):
    return subprocess.run(command, check=True, text=True, capture_output=True, **options).stdout


def in_sandbox(*command, **options):
    return run('flatpak', 'run', f'--command={command[0]}', ID, *command[1:], **options)


def keep_screen(name):
    PICTURES.mkdir(parents=True, exist_ok=True)
    subprocess.run(['import', '-window', 'root', PICTURES / f'{name}.png'], check=False)


def count_windows(title):
    found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title], text=True,
                           capture_output=True, check=False).stdout.split()
    return len(found)


def list_videos():
    return {path for kind in ('mp4', 'webm') for path in JOBS.glob(f'*/*.{kind}')}


class Packshot(Program):
    """The app, started as the desktop starts it."""

    def __init__(self, *arguments):
        super().__init__('flatpak', 'run', '--env=GSK_RENDERER=cairo', '--file-forwarding', ID,
                         *arguments, name='packshot')
        place_window('^Packshot$', 520, 60, 740, 760)

    def end(self):
        """Packshot itself is no child of flatpak run: that only waits for it."""
        subprocess.run(['flatpak', 'kill', ID], check=False, capture_output=True)
        self.process.wait()


def begin_anew():
    shutil.rmtree(ROOM / 'data' / 'packshot', ignore_errors=True)
    config = ROOM / 'config' / 'packshot'
    config.mkdir(parents=True, exist_ok=True)
    # Somebody who was welcomed before.
    (config / 'window.ini').write_text('[window]\nwelcomed=1\n', encoding='utf-8')


def drag_from(manager, folder):
    files = Program(manager, *(['--new-window'] if manager == 'nautilus' else []), str(folder),
                    name=manager if manager == 'thunar' else 'org.gnome.Nautilus')
    try:
        place_window(f'^{folder.name}', 0, 0, 500, 400)
        time.sleep(2)  # its icons come one by one, and are not told by name everywhere
        keep_screen(f'drag-from-{manager}')
        drag(FIRST_ICON[manager], STAGE)
        time.sleep(1)
        keep_screen(f'dropped-from-{manager}')
        yield
    finally:
        files.process.terminate()
        files.process.wait()


def make_folder(name, photo):
    folder = HOME / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(SAMPLE, folder / photo)
    return folder


def see_window():
    packshot = Packshot()
    try:
        packshot.find('Drop a Photo Here')
        keep_screen('window')
        return 'the window opens'
    finally:
        packshot.end()


def measure_light(name):
    """How light our window is on a picture, from 0 to 1."""
    return float(run('convert', PICTURES / f'{name}.png', '-crop', '740x760+520+60', '-colorspace',
                     'gray', '-format', '%[fx:mean]', 'info:'))


def see_dark():
    run('gsettings', 'set', 'org.gnome.desktop.interface', 'color-scheme', 'prefer-dark')
    packshot = Packshot()
    try:
        packshot.find('Drop a Photo Here')
        keep_screen('window-dark')
        assert measure_light('window-dark') < 0.4, 'it is light'
        return 'it is dark where the desktop is (portal Settings)'
    finally:
        packshot.end()
        run('gsettings', 'reset', 'org.gnome.desktop.interface', 'color-scheme')


def see_permissions():
    try:
        in_sandbox('ls', str(HOME / 'Photos to drop'))
        return None
    except subprocess.CalledProcessError:
        return 'in the sandbox the folders of the user are not to be seen'


def see_drop():
    folder = make_folder('Photos to drop', 'mug with ä.jpg')
    packshot = Packshot()
    try:
        packshot.find('Drop a Photo Here')
        for _ in drag_from('nautilus', folder):
            packshot.find('Photo mug with ä.jpg', 'image')
        return 'a photo comes in by a drop from Nautilus (portal FileTransfer)'
    finally:
        packshot.end()


def see_bare_drop():
    """Thunar tells where the file is, and asks no portal to let others have it."""
    folder = make_folder('Photos to drop', 'mug with ä.jpg')
    packshot = Packshot()
    try:
        packshot.find('Drop a Photo Here')
        for _ in drag_from('thunar', folder):
            packshot.find('“mug with ä.jpg” can’t be read. The sandbox keeps out')
        return 'a drop from Thunar, which asks no portal, is told kindly'
    finally:
        packshot.end()


def write_path(path):
    """The first letter has the dialog make the field for the others."""
    for words in (str(path)[:1], str(path)[1:]):
        xdotool('type', '--delay', '50', words)
        time.sleep(1)


def choose_photo(packshot, path):
    xdotool('key', 'ctrl+o')
    wait_for(lambda: count_windows('Photo'), 'there is no dialog')
    time.sleep(1)
    write_path(path)
    keep_screen('file-chooser')
    xdotool('key', 'Return')
    packshot.find(f'Photo {path.name}', 'image')


def see_chooser():
    photo = make_folder('Chosen', 'lamp.jpg') / 'lamp.jpg'
    packshot = Packshot()
    try:
        packshot.find('Drop a Photo Here')
        choose_photo(packshot, photo)
        keep_screen('chosen')
        return 'a photo comes in by the file chooser (portal FileChooser)'
    finally:
        packshot.end()


def wait_for_video(before):
    screen.LIMIT, limit = FILM, screen.LIMIT
    try:
        return wait_for(lambda: list_videos() - before, 'there is no video').pop()
    finally:
        screen.LIMIT = limit


def make_video(packshot, seconds):
    before = list_videos()
    packshot.choose('Duration', seconds)
    packshot.press('Create Video')
    video = wait_for_video(before)
    packshot.find('Save As…', 'button')
    return video


def play(packshot, name):
    packshot.press('Play')
    packshot.find('Pause', 'button')
    time.sleep(1)
    keep_screen(name)


def save(packshot, name):
    packshot.press('Save As…')
    wait_for(lambda: find_active_window() == 'Save Video', 'there is no dialog')
    time.sleep(1)
    keep_screen('save-dialog')
    xdotool('key', 'ctrl+a')
    xdotool('type', '--delay', '20', str(HOME / name))
    xdotool('key', 'Return')
    wait_for((HOME / name).exists, 'nothing is saved')
    packshot.find(f'“{name}” was saved.')


def see_video():
    packshot = Packshot('@@', str(make_folder('Chosen', 'lamp.jpg') / 'lamp.jpg'), '@@')
    saved = HOME / 'saved film.mp4'
    saved.unlink(missing_ok=True)
    try:
        packshot.find('Photo lamp.jpg', 'image')
        video = make_video(packshot, 4)
        assert video.suffix == '.mp4', video
        play(packshot, 'playing-h264')
        save(packshot, saved.name)
        assert saved.read_bytes() == video.read_bytes(), 'another video was saved'
        assert not [path for path in HOME.glob('.packshot*')], 'something was left beside it'
        yield 'a Studio video is rendered as H.264 in MP4, and plays'
        yield 'it is saved by the file chooser, whole and under the name that was chosen'
        before = count_windows('^lamp') + count_windows(video.parent.name)
        packshot.press('Show in Files')
        wait_for(lambda: count_windows('^saved|' + HOME.name) > 0
                 or count_windows('^lamp') + count_windows(video.parent.name) > before,
                 'no file manager comes')
        keep_screen('show-in-files')
        yield 'the file manager shows it (portal OpenURI)'
    finally:
        packshot.end()


def see_drag_out():
    folder = make_folder('Dragged', 'nothing.jpg')
    packshot = Packshot('@@', str(make_folder('Chosen', 'lamp.jpg') / 'lamp.jpg'), '@@')
    files = None
    try:
        packshot.find('Photo lamp.jpg', 'image')
        video = make_video(packshot, 4)
        files = Program('thunar', str(folder), name='thunar')
        place_window(f'^{folder.name}', 0, 0, 480, 400)
        time.sleep(2)
        drag(COVER, FOLDER)
        wait_for(lambda: (folder / 'lamp.mp4').exists()
                 and (folder / 'lamp.mp4').read_bytes() == video.read_bytes(),
                 'the video does not arrive')
        keep_screen('dragged-out')
        return 'a video is dragged out to Thunar'
    finally:
        if files:
            files.end()
        packshot.end()


def see_key():
    in_sandbox('packshot-cli', 'key', 'set', 'shortvideo', input=KEY + '\n')
    subprocess.run(['flatpak', 'kill', ID], check=False, capture_output=True)
    words = in_sandbox('packshot-cli', 'services', 'shortvideo')
    assert 'in the keyring' in words, words
    kept = list((ROOM / 'data' / 'keyrings').glob('*.keyring'))
    assert kept, 'there is no keyring of the sandbox'
    for path in ROOM.rglob('*'):
        assert not path.is_file() or KEY.encode() not in path.read_bytes(), f'{path} has the key'
    return 'a key is kept, encrypted, and found again after a restart (portal Secret)'


def see_background():
    packshot = Packshot('@@', str(make_folder('Chosen', 'lamp.jpg') / 'lamp.jpg'), '@@')
    try:
        packshot.find('Photo lamp.jpg', 'image')
        before = list_videos()
        packshot.choose('Duration', 30)
        packshot.press('Create Video')
        packshot.find('Cancel', 'button')
        xdotool('search', '--onlyvisible', '--name', '^Packshot$', 'windowactivate', '--sync')
        xdotool('key', 'ctrl+w')
        wait_for(lambda: count_windows('^Packshot$') == 0, 'the window stays')
        assert ID in run('flatpak', 'ps', '--columns=application'), 'it ended with its window'
        assert list_videos() == before, 'it was made too soon to tell'
        wait_for(lambda: 'yes' in run('flatpak', 'permissions', 'background', 'background'),
                 'nobody was asked')
        yield 'the desktop is asked whether it may go on without a window (portal Background)'
        wait_for_video(before)
        wait_for(lambda: 'Your Video Is Ready' in NOTIFICATIONS.read_text(encoding='utf-8'),
                 'nobody is told')
        yield 'the video is made with the window closed, and told of (portal Notification)'
        wait_for(lambda: ID not in run('flatpak', 'ps', '--columns=application'), 'it never ends')
        yield 'and then the program ends'
        run('gdbus', 'call', '--session', '--dest', 'org.freedesktop.Notifications', '--object-path',
            '/org/freedesktop/Notifications', '--method', 'org.freedesktop.Notifications.Press')
        packshot.root = wait_for(lambda: screen.find_application('packshot'), 'it does not come back')
        packshot.find('Save As…', 'button')
        keep_screen('from-notification')
        yield 'a press on the notification starts it, and shows the video'
    finally:
        packshot.end()


def see_fallback():
    runtime = next(line for line in run('flatpak', '--user', 'list', '--runtime',
                                        '--columns=application,branch').splitlines()
                   if line.startswith(CODECS)).split()
    run('flatpak', '--user', 'uninstall', '-y', '--noninteractive', '--force-remove',
        '//'.join(runtime))
    packshot = Packshot('@@', str(make_folder('Chosen', 'lamp.jpg') / 'lamp.jpg'), '@@')
    try:
        packshot.find('Photo lamp.jpg', 'image')
        video = make_video(packshot, 4)
        assert video.suffix == '.webm' and video.read_bytes()[:4] == b'\x1a\x45\xdf\xa3', video
        play(packshot, 'playing-vp9')
        return f'without {CODECS} it is VP9 in WebM, and plays'
    finally:
        packshot.end()
        run('flatpak', '--user', 'install', '-y', '--noninteractive', 'stand-in', '//'.join(runtime))


def main():
    failed = 0
    for see in (see_window, see_dark, see_permissions, see_drop, see_bare_drop, see_chooser,
                see_video, see_drag_out, see_key, see_background, see_fallback):
        if sys.argv[5:] and see.__name__[4:] not in sys.argv[5:]:
            continue
        begin_anew()
        try:
            seen = see()
            for words in [seen] if isinstance(seen, str) else seen:
                print('proved:', words, flush=True)
        except (AssertionError, subprocess.SubprocessError) as error:
            keep_screen(f'failed-{see.__name__}')
            traceback.print_exc()
            print(f'NOT SO: {see.__name__[4:]}:', error, flush=True)
            failed += 1
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
