/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static AdwToast *
make_toast (const char *words)
{
  /* Titles are markup. */
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  return adw_toast_new (escaped);
}

static void
show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

typedef struct
{
  PackshotToastUndo undo;
  gpointer user_data;
  GDestroyNotify destroy;
} UndoData;

static void
undo_data_free (gpointer data, GClosure *closure)
{
  UndoData *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->user_data);
  g_free (undo);
}

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  UndoData *undo = user_data;

  undo->undo (undo->user_data);
}

/**
 * packshot_toast_show:
 * @widget: a widget of the window
 * @words: plain text
 *
 * Tells something in passing. Does nothing where the window is gone already.
 */
void
packshot_toast_show (GtkWidget *widget, const char *words)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

  show (widget, make_toast (words));
}

/**
 * packshot_toast_show_button:
 * @widget: a widget of the window
 * @words: plain text
 * @label: what the button says
 * @action: the action of the window or the application it activates
 * @target: its target; taken where it is floating
 *
 * Tells something in passing, with something to do about it.
 */
void
packshot_toast_show_button (GtkWidget *widget,
                            const char *words,
                            const char *label,
                            const char *action,
                            GVariant *target)
{
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

  toast = make_toast (words);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  show (widget, toast);
}

/**
 * packshot_toast_show_undo:
 * @widget: a widget of the window
 * @words: plain text
 * @undo: (scope notified): called when somebody wants it undone
 * @user_data: for @undo
 * @destroy: (nullable): called with @user_data when the toast has gone
 *
 * Tells what was done, and offers to undo it.
 */
void
packshot_toast_show_undo (GtkWidget *widget,
                          const char *words,
                          PackshotToastUndo undo,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  AdwToast *toast;
  UndoData *data;

  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL && undo != NULL);

  data = g_new0 (UndoData, 1);
  data->undo = undo;
  data->user_data = user_data;
  data->destroy = destroy;

  toast = make_toast (words);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), data, undo_data_free, 0);
  show (widget, toast);
}
