# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a desktop that portals ask and that a bare X server lacks.

usage: portals.py

Says on the session bus that programs may go on in the background, as GNOME's shell does; and shows
no notification, but writes a line for each: NOTIFICATION TITLE. The method Press of its own does what
a press on the last one does. Ends when it is terminated.
"""

import sys

import gi
gi.require_version('Gio', '2.0')
# pylint: disable=wrong-import-position
from gi.repository import Gio, GLib

NAME = 'org.freedesktop.impl.portal.desktop.packshot'
PORTAL = '/org/freedesktop/portal/desktop'
BACKGROUND = '''<node><interface name="org.freedesktop.impl.portal.Background">
  <method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
  <method name="NotifyBackground">
    <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
  </method>
  <method name="EnableAutostart">
    <arg type="s" direction="in"/><arg type="b" direction="in"/><arg type="as" direction="in"/>
    <arg type="u" direction="in"/><arg type="b" direction="out"/>
  </method>
  <signal name="RunningApplicationsChanged"/>
</interface></node>'''
NOTIFICATIONS = '''<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/>
  </method>
  <method name="Press"/>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>'''


class Desktop:

    def __init__(self):
        self.count = 0
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        for path, words in ((PORTAL, BACKGROUND), ('/org/freedesktop/Notifications', NOTIFICATIONS)):
            info = Gio.DBusNodeInfo.new_for_xml(words).interfaces[0]
            self.bus.register_object(path, info, self.answer, None, None)
        for name in (NAME, 'org.freedesktop.Notifications'):
            Gio.bus_own_name_on_connection(self.bus, name, Gio.BusNameOwnerFlags.NONE, None, None)

    def answer(self, _bus, _sender, _path, _interface, method, parameters, invocation):
        answers = {
            'GetAppState': ('(a{sv})', ({},)),
            # 1 allows it.
            'NotifyBackground': ('(ua{sv})', (0, {'result': GLib.Variant('u', 1)})),
            'EnableAutostart': ('(b)', (False,)),
            'GetCapabilities': ('(as)', (['body', 'actions'],)),
            'GetServerInformation': ('(ssss)', ('none', 'Packshot', '1', '1.2')),
        }
        if method == 'Notify':
            self.count += 1
            print('NOTIFICATION', parameters.unpack()[3], flush=True)
            invocation.return_value(GLib.Variant('(u)', (self.count,)))
        elif method == 'Press':
            self.bus.emit_signal(None, '/org/freedesktop/Notifications',
                                 'org.freedesktop.Notifications', 'ActionInvoked',
                                 GLib.Variant('(us)', (self.count, 'default')))
            invocation.return_value(None)
        elif method in answers:
            invocation.return_value(GLib.Variant(*answers[method]))
        else:
            invocation.return_value(None)


if __name__ == '__main__':
    desktop = Desktop()
    print('READY', flush=True)
    try:
        GLib.MainLoop().run()
    except KeyboardInterrupt:
        sys.exit(130)
