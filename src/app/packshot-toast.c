/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Lines of a length that can be read at one look, and as many as the longest of our own sentences
 * takes in a window as narrow as a phone. */
#define MOST_CHARACTERS 60
#define MOST_LINES      12

/* What is beside the words: the edges of the toast, and the button that closes it. In pixels. */
#define BESIDE 100

/* Bold letters are so much wider than others, at the most. */
#define BOLD 1.2

/* With less room than that beside it, a button goes below the words. In pixels. */
#define WIDTH_FOR_BUTTON 500

static GtkWidget *
find_overlay (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
}

/* Something may have to be told before the window was ever laid out. */
static int
find_width (GtkWidget *overlay)
{
  GtkRoot *root = gtk_widget_get_root (overlay);
  int width = gtk_widget_get_width (overlay);

  if (width == 0 && GTK_IS_WINDOW (root))
    g_object_get (root, "default-width", &width, NULL);

  return width;
}

/* As many letters as there is room for in a line. */
static int
count_characters (GtkWidget *overlay, int width)
{
  PangoContext *context = gtk_widget_get_pango_context (overlay);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                    pango_font_metrics_get_approximate_digit_width (metrics));
  int n_letters = (int) (width * PANGO_SCALE / (letter * BOLD));

  pango_font_metrics_unref (metrics);
  return CLAMP (n_letters, 1, MOST_CHARACTERS);
}

/* An overlay asks a toast how high it is without saying how wide it can be. So words that wrap are
 * told beforehand where their lines end. */
static GtkWidget *
make_label (GtkWidget *overlay, const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  int n_characters = count_characters (overlay, find_width (overlay) - BESIDE);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), n_characters);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_add_css_class (label, "heading");

  return label;
}

/* A toast has one line of its own, and cuts what has no room there. It belongs to the overlay. */
static AdwToast *
show (GtkWidget *overlay, const char *words, GtkWidget *button)
{
  gboolean is_narrow = find_width (overlay) < WIDTH_FOR_BUTTON;
  GtkWidget *box =
      gtk_box_new (is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 6);
  /* Titles are markup. */
  g_autofree char *escaped = g_markup_escape_text (words, -1);
  AdwToast *toast = adw_toast_new (escaped);

  gtk_box_append (GTK_BOX (box), make_label (overlay, words));
  if (button != NULL)
    {
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), button);
      g_signal_connect_object (button, "clicked", G_CALLBACK (adw_toast_dismiss), toast,
                               G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
  adw_toast_set_custom_title (toast, box);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);

  return toast;
}

typedef struct
{
  PackshotToastUndo undo;
  gpointer user_data;
  GDestroyNotify destroy;
} UndoData;

static void
undo_data_free (gpointer data)
{
  UndoData *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->user_data);
  g_free (undo);
}

static void
undo_cb (GtkButton *button, gpointer user_data)
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
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

  overlay = find_overlay (widget);
  if (overlay != NULL)
    show (overlay, words, NULL);
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
  GtkWidget *overlay, *button;

  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL);

  overlay = find_overlay (widget);
  button = g_object_ref_sink (gtk_button_new_with_mnemonic (label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  if (overlay != NULL)
    show (overlay, words, button);
  g_object_unref (button);
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
  GtkWidget *overlay, *button;
  UndoData *data;

  g_return_if_fail (GTK_IS_WIDGET (widget) && words != NULL && undo != NULL);

  data = g_new0 (UndoData, 1);
  data->undo = undo;
  data->user_data = user_data;
  data->destroy = destroy;

  overlay = find_overlay (widget);
  if (overlay == NULL)
    {
      undo_data_free (data);
      return;
    }

  button = gtk_button_new_with_mnemonic (_ ("_Undo"));
  g_signal_connect (button, "clicked", G_CALLBACK (undo_cb), data);
  g_object_set_data_full (G_OBJECT (show (overlay, words, button)), "packshot-undo", data,
                          undo_data_free);
}
