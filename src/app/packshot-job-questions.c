/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What a person is asked before something is done to a job that can't be undone. */

#include "config.h"

#include "packshot-job-questions.h"

#include <glib/gi18n.h>

#include "packshot-compat-confirm.h"

/**
 * packshot_job_questions_ask_cancel:
 * @widget: a widget of the window that asks
 * @cancellable: (nullable): closes the question, which counts as no
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether to stop a job that is ordered. It can only be asked to stop, and nobody here knows
 * what its service gives back: P8.
 */
void
packshot_job_questions_ask_cancel (GtkWidget *widget,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  packshot_compat_confirm_async (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Ask the Service to Stop?"),
      _ ("The video is ordered already. Whether anything is given back is for the service to say, "
         "and if the video comes nevertheless, it is kept here."),
      _ ("_Keep Waiting"), _ ("_Ask to Stop"), cancellable, callback, user_data);
}

/**
 * packshot_job_questions_ask_reject:
 * @widget: a widget of the window that asks
 * @cancellable: (nullable): closes the question, which counts as no
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether to have no video made of a preview.
 */
void
packshot_job_questions_ask_reject (GtkWidget *widget,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  packshot_compat_confirm_async (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Stop Without a Video?"),
      _ ("No video is made of this preview, and nothing more is paid. The preview stays paid for, "
         "and its picture is kept here."),
      _ ("_Keep It"), _ ("_Stop"), cancellable, callback, user_data);
}

/**
 * packshot_job_questions_ask_delete:
 * @widget: a widget of the window that asks
 * @cancellable: (nullable): closes the question, which counts as no
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks whether to delete a job with its files.
 */
void
packshot_job_questions_ask_delete (GtkWidget *widget,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  packshot_compat_confirm_async (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Delete This for Good?"),
      _ ("Its files in the library are deleted as well. Copies you saved elsewhere stay, and so "
         "does the record of what it cost."),
      _ ("_Keep"), _ ("_Delete"), cancellable, callback, user_data);
}

/**
 * packshot_job_questions_ask_finish:
 * @source: what the callback got
 * @result: the result the callback got
 *
 * Returns: whether the answer is yes
 */
gboolean
packshot_job_questions_ask_finish (GObject *source, GAsyncResult *result)
{
  return packshot_compat_confirm_finish (GTK_WINDOW (source), result);
}
