/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-player-keys.h"

/**
 * packshot_player_keys_add:
 * @widget_class: the class of a widget that has the actions of a player
 *
 * Binds the keys that players are used to. They reach the widget when no widget inside wants them.
 */
void
packshot_player_keys_add (GtkWidgetClass *widget_class)
{
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
    const char *parameter;
  } keys[] = {
    { GDK_KEY_space, 0, "player.play-or-pause", NULL },
    { GDK_KEY_Left, 0, "player.move", "-5.0" },
    { GDK_KEY_Right, 0, "player.move", "5.0" },
    { GDK_KEY_Left, GDK_SHIFT_MASK, "player.move", "-1.0" },
    { GDK_KEY_Right, GDK_SHIFT_MASK, "player.move", "1.0" },
    { GDK_KEY_comma, 0, "player.step", "-1" },
    { GDK_KEY_period, 0, "player.step", "1" },
    { GDK_KEY_Home, 0, "player.go", "0.0" },
    { GDK_KEY_End, 0, "player.go", "1.0" },
    { GDK_KEY_m, 0, "player.toggle", "'muted'" },
    { GDK_KEY_l, 0, "player.toggle", "'loop'" },
    { GDK_KEY_f, 0, "player.toggle-fullscreen", NULL },
    { GDK_KEY_F11, 0, "player.toggle-fullscreen", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GtkShortcut) shortcut =
          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                            gtk_named_action_new (keys[i].action));

      if (keys[i].parameter != NULL)
        gtk_shortcut_set_arguments (shortcut, g_variant_new_parsed (keys[i].parameter));
      gtk_widget_class_add_shortcut (widget_class, shortcut);
    }
}
