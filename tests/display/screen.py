# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stories share: a program as a screen reader sees it, and as a hand moves it.

Everything is found by the name a screen reader would speak, so that a story fails where something
has none.
"""

import subprocess
import time

import gi
gi.require_version('Atspi', '2.0')
# pylint: disable=wrong-import-position
from gi.repository import Atspi, GLib

Atspi.init()

LIMIT = 120  # seconds, which only a hang takes


def wait_for(condition, words):
    """The first value of condition() that is true; fails with words where there is none."""
    end = time.monotonic() + LIMIT
    while True:
        # A widget may go while it is looked at.
        try:
            value = condition()
        except GLib.Error:
            value = None
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(words)
        time.sleep(0.02)


def walk(node):
    """Everything below node. GTK 4.8 does not tell which page of a stack is in front, and leaves out
    what is hidden otherwise."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child
            yield from walk(child)


def find_application(name):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        node = desktop.get_child_at_index(index)
        if node is not None and node.get_name() == name:
            return node
    return None


class Program:
    """A program that was started, and what it shows."""

    def __init__(self, *command, name):
        self.process = subprocess.Popen(command)
        self.root = wait_for(lambda: find_application(name), f'{name} does not show up')

    def refresh(self):
        """Forgets what was and hears of what is: GTK 4.8 breaks when asked for a window that went."""
        while GLib.MainContext.default().iteration(False):
            pass
        self.root.clear_cache()

    def look(self, name, role=''):
        """What has a name that begins so, and a role with that word in it, or None."""
        self.refresh()
        return next((node for node in walk(self.root)
                     if role in node.get_role_name() and node.get_name().startswith(name)), None)

    def look_for_button(self, name):
        """A menu button holds another one of its name, and only that can be pressed."""
        self.refresh()
        return next((node for node in walk(self.root)
                     if 'button' in node.get_role_name() and node.get_name() == name
                     and node.get_state_set().contains(Atspi.StateType.SENSITIVE)
                     and node.get_n_actions() > 0), None)

    def find(self, name, role=''):
        return wait_for(lambda: self.look(name, role), f'there is no {role} “{name}”')

    def press(self, name):
        button = wait_for(lambda: self.look_for_button(name),
                          f'there is nothing to press that is called “{name}”')
        assert button.get_action_iface().do_action(0), f'“{name}” can not be pressed'

    def write(self, name, words):
        assert self.find(name, 'text').get_editable_text_iface().set_text_contents(words)

    def choose(self, name, value):
        assert self.find(name, 'slider').get_value_iface().set_current_value(value)

    def end(self):
        self.process.terminate()
        self.process.wait()


def xdotool(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], check=True, text=True,
                          capture_output=True).stdout.strip()


def find_active_window():
    """What the window with the keyboard is called; in between there may be none."""
    run = subprocess.run(['xdotool', 'getactivewindow', 'getwindowname'], text=True,
                         capture_output=True, check=False)
    return run.stdout.strip()


def place_window(title, x, y, width, height):
    def visible():
        run = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', title], text=True,
                             capture_output=True, check=False)
        return run.stdout.split()
    window = wait_for(visible, f'there is no window “{title}”')[-1]
    xdotool('windowsize', '--sync', window, width, height)
    xdotool('windowmove', '--sync', window, x, y)


def drag(start, end):
    """Moves what is at start to end as a hand does: GTK wants more than a jump."""
    xdotool('mousemove', *start)
    xdotool('mousedown', 1)
    for step in range(1, 7):
        xdotool('mousemove', start[0] + 4 * step, start[1] + 3 * step)
        time.sleep(0.04)
    for step in range(1, 11):
        xdotool('mousemove', start[0] + (end[0] - start[0]) * step // 10,
                start[1] + (end[1] - start[1]) * step // 10)
        time.sleep(0.05)
    # The two programs talk about the drop before it may happen.
    for way in (2, -2):
        xdotool('mousemove_relative', '--', way, way)
        time.sleep(0.2)
    xdotool('mouseup', 1)
