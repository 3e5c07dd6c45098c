/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-compat"

#include "packshot-compat-confirm.h"

#include <adwaita.h>

#define KEEP    "keep"
#define DESTROY "destroy"

#if ADW_CHECK_VERSION(1, 5, 0)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  g_task_return_boolean (task, g_strcmp0 (response, DESTROY) == 0);
}

static void
ask (GtkWindow *parent,
     const char *heading,
     const char *body,
     const char *keep_label,
     const char *destroy_label,
     GTask *task)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_responses (dialog, KEEP, keep_label, DESTROY, destroy_label, NULL);
  adw_alert_dialog_set_response_appearance (dialog, DESTROY, ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, KEEP);
  adw_alert_dialog_set_close_response (dialog, KEEP);
  /* It is no window, and would come back with its own. */
  g_signal_connect_object (parent, "hide", G_CALLBACK (adw_dialog_force_close), dialog,
                           G_CONNECT_SWAPPED);
  adw_alert_dialog_choose (dialog, GTK_WIDGET (parent), g_task_get_cancellable (task), chosen_cb,
                           g_object_ref (task));
}

#else

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  /* A second answer is possible while the dialog closes. */
  g_signal_handlers_disconnect_by_data (dialog, task);
  g_task_return_boolean (task, g_str_equal (response, DESTROY));
}

static void
ask (GtkWindow *parent,
     const char *heading,
     const char *body,
     const char *keep_label,
     const char *destroy_label,
     GTask *task)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  GCancellable *cancellable = g_task_get_cancellable (task);

  adw_message_dialog_add_responses (dialog, KEEP, keep_label, DESTROY, destroy_label, NULL);
  adw_message_dialog_set_response_appearance (dialog, DESTROY, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, KEEP);
  adw_message_dialog_set_close_response (dialog, KEEP);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), g_object_ref (task));
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (gtk_window_close), dialog,
                             G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

/**
 * packshot_compat_confirm_async:
 * @parent: the window that asks
 * @heading: the question
 * @body: what is at stake
 * @keep_label: the answer that changes nothing, which closing the question gives as well
 * @destroy_label: the answer by which something is lost
 * @cancellable: (nullable): closes the question, which counts as the answer that changes nothing
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks before something is lost.
 */
void
packshot_compat_confirm_async (GtkWindow *parent,
                               const char *heading,
                               const char *body,
                               const char *keep_label,
                               const char *destroy_label,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, packshot_compat_confirm_async);
  ask (parent, heading, body, keep_label, destroy_label, task);
}

/**
 * packshot_compat_confirm_finish:
 * @parent: the window that asked
 * @result: the result the callback got
 *
 * Returns: whether it may be lost
 */
gboolean
packshot_compat_confirm_finish (GtkWindow *parent, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, packshot_compat_confirm_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
