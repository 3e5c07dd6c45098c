/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-toggles-row.h"

#include <math.h>

#include "packshot-plain-row.h"
#include "packshot-words.h"

/* One is nothing to choose from, and more would be cut in a narrow window: there a list is better.
 */
#define FEWEST_CHOICES 2
#define MOST_CHOICES   4
#define MOST_CHARS     34

/* The longer side of a drawn shape, in pixels. */
#define SHAPE_SIZE 26

struct _PackshotTogglesRow
{
  AdwPreferencesRow parent_instance;

  GtkBox *buttons;
  GtkLabel *help;
  PackshotOption *option; /* (owned) */
  guint chosen;           /* which choice, or GTK_INVALID_LIST_POSITION */
};

static char *
dup_text (PackshotOptionRow *row)
{
  PackshotTogglesRow *self = PACKSHOT_TOGGLES_ROW (row);

  if (self->chosen == GTK_INVALID_LIST_POSITION)
    return NULL;

  return g_strdup (packshot_option_get_choice (self->option, self->chosen)->value);
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  PackshotTogglesRow *self = PACKSHOT_TOGGLES_ROW (row);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));

  for (guint i = 0; button != NULL; i++, button = gtk_widget_get_next_sibling (button))
    {
      if (packshot_choice_matches (packshot_option_get_choice (self->option, i), text))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
    }
}

static void
offer (PackshotOptionRow *row, PackshotRequest *request)
{
  PackshotTogglesRow *self = PACKSHOT_TOGGLES_ROW (row);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));

  for (guint i = 0; button != NULL; i++, button = gtk_widget_get_next_sibling (button))
    {
      const PackshotChoice *choice = packshot_option_get_choice (self->option, i);
      g_autofree char *why_not = packshot_request_explain (request, self->option, choice);

      gtk_widget_set_sensitive (button, why_not == NULL || i == self->chosen);
      /* Each tooltip asks the display where the pointer is. */
      if (why_not != NULL || choice->help != NULL || gtk_widget_get_has_tooltip (button))
        gtk_widget_set_tooltip_text (button, why_not != NULL ? why_not : choice->help);
    }
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
  iface->offer = offer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotTogglesRow,
                               packshot_toggles_row,
                               ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  PackshotTogglesRow *self = user_data;
  GtkWidget *sibling = GTK_WIDGET (button);
  const char *help;

  /* The one that goes off has nothing to tell. */
  if (!gtk_toggle_button_get_active (button))
    return;

  self->chosen = 0;
  while ((sibling = gtk_widget_get_prev_sibling (sibling)) != NULL)
    self->chosen++;

  help = packshot_option_get_choice (self->option, self->chosen)->help;
  gtk_label_set_label (self->help, help != NULL ? help : "");
  gtk_widget_set_visible (GTK_WIDGET (self->help), help != NULL);

  packshot_option_row_edited (PACKSHOT_OPTION_ROW (self));
}

/* A plain box: the style sheet gives it its outline, in the colour of the text. */
static GtkWidget *
make_shape (double ratio)
{
  GtkWidget *shape = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  double width = ratio >= 1 ? SHAPE_SIZE : SHAPE_SIZE * ratio;

  gtk_widget_set_size_request (shape, (int) round (width), (int) round (width / ratio));
  gtk_widget_set_halign (shape, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (shape, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (shape, TRUE);
  gtk_widget_add_css_class (shape, "shape");

  return shape;
}

static GtkWidget *
make_button (const PackshotChoice *choice)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (choice->label);
  double ratio;

  if (packshot_words_parse_shape (choice->value, &ratio))
    {
      GtkWidget *shape = make_shape (ratio);
      GtkWidget *room = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_size_request (room, -1, SHAPE_SIZE);
      gtk_box_append (GTK_BOX (room), shape);
      gtk_box_append (GTK_BOX (box), room);
      gtk_widget_add_css_class (label, "caption");
    }
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  gtk_button_set_child (GTK_BUTTON (button), box);
  /* Long names get more room than short ones, rather than being cut. */
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);

  return button;
}

static void
add_buttons (PackshotTogglesRow *self)
{
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < packshot_option_get_n_choices (self->option); i++)
    {
      GtkWidget *button = make_button (packshot_option_get_choice (self->option, i));

      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      else
        first = GTK_TOGGLE_BUTTON (button);

      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (self->buttons, button);
    }
}

static void
packshot_toggles_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PACKSHOT_TYPE_TOGGLES_ROW);

  G_OBJECT_CLASS (packshot_toggles_row_parent_class)->dispose (object);
}

static void
packshot_toggles_row_finalize (GObject *object)
{
  g_clear_object (&PACKSHOT_TOGGLES_ROW (object)->option);

  G_OBJECT_CLASS (packshot_toggles_row_parent_class)->finalize (object);
}

static void
packshot_toggles_row_class_init (PackshotTogglesRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_toggles_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_toggles_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, PACKSHOT_RESOURCE_PREFIX
                                               "/app/packshot-toggles-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotTogglesRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, PackshotTogglesRow, help);
}

static void
packshot_toggles_row_init (PackshotTogglesRow *self)
{
  self->chosen = GTK_INVALID_LIST_POSITION;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_toggles_row_fits:
 * @option: a choice option
 *
 * Returns: whether its choices are few and short enough to stand side by side; one of them is
 *   always pressed, so that it needs a value
 */
gboolean
packshot_toggles_row_fits (PackshotOption *option)
{
  guint n_choices = packshot_option_get_n_choices (option);
  glong n_chars = 0;

  for (guint i = 0; i < n_choices; i++)
    n_chars += g_utf8_strlen (packshot_option_get_choice (option, i)->label, -1);

  return n_choices >= FEWEST_CHOICES && n_choices <= MOST_CHOICES && n_chars <= MOST_CHARS
         && (packshot_option_get_default (option) != NULL || packshot_option_get_required (option));
}

/**
 * packshot_toggles_row_new:
 * @option: a choice option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_toggles_row_new (PackshotOption *option)
{
  const char *label = packshot_option_get_label (option);
  PackshotTogglesRow *self = packshot_plain_row_new (PACKSHOT_TYPE_TOGGLES_ROW, label);

  self->option = g_object_ref (option);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  add_buttons (self);

  return PACKSHOT_OPTION_ROW (self);
}
