/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-list-row.h"

#include <string.h>

#include <glib/gi18n.h>

#include "packshot-plain-row.h"
#include "packshot-whole-value.h"

struct _PackshotListRow
{
  AdwComboRow parent_instance;

  PackshotOption *option; /* (owned) */
  GPtrArray *shown;       /* (element-type PackshotChoice) (owned by the option): a choice for each
                           * line; NULL for the one that says that nothing is chosen */
  const PackshotChoice *chosen; /* (unowned) (nullable) */
  gboolean filling;
};

/* A line for whoever does not want to choose, where there is no need to. */
static gboolean
can_be_empty (PackshotListRow *self)
{
  return packshot_option_get_default (self->option) == NULL
         && !packshot_option_get_required (self->option);
}

static char *
dup_text (PackshotOptionRow *row)
{
  const PackshotChoice *chosen = PACKSHOT_LIST_ROW (row)->chosen;

  return chosen != NULL ? g_strdup (chosen->value) : NULL;
}

static void
show_help (PackshotListRow *self)
{
  const char *help = packshot_option_get_help (self->option);

  if (self->chosen != NULL && self->chosen->help != NULL)
    help = self->chosen->help;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), help);
}

static void
select_chosen (PackshotListRow *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->shown->len; i++)
    {
      if (self->shown->pdata[i] == self->chosen)
        position = i;
    }

  self->filling = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
  self->filling = FALSE;
  show_help (self);
}

static gboolean
has_letters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return TRUE;
    }

  return FALSE;
}

/* "1280 × 720" has no direction of its own, and would be turned round among words from right to
 * left: then it begins with a mark that gives it one. */
static char *
dup_line (const PackshotChoice *choice)
{
  if (choice == NULL)
    return g_strdup (_ ("Not Set"));

  return g_strconcat (has_letters (choice->label) ? "" : "\u200e", choice->label, NULL);
}

/* Shows these choices; the list drops down as it did where they are the same. */
static void
show_choices (PackshotListRow *self, GPtrArray *choices)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  if (choices->len != self->shown->len
      || memcmp (choices->pdata, self->shown->pdata, choices->len * sizeof (gpointer)) != 0)
    {
      g_ptr_array_unref (self->shown);
      self->shown = g_ptr_array_ref (choices);
      for (guint i = 0; i < choices->len; i++)
        {
          g_autofree char *line = dup_line (choices->pdata[i]);

          gtk_string_list_append (labels, line);
        }

      self->filling = TRUE;
      adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (labels));
      self->filling = FALSE;
    }

  select_chosen (self);
}

/* All choices where @request is NULL; otherwise those it offers, and the one that is chosen. */
static void
fill (PackshotListRow *self, PackshotRequest *request)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  if (can_be_empty (self))
    g_ptr_array_add (choices, NULL);

  for (guint i = 0; i < packshot_option_get_n_choices (self->option); i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (self->option, i);

      if (request == NULL || choice == self->chosen
          || packshot_request_offers (request, self->option, choice))
        g_ptr_array_add (choices, (gpointer) choice);
    }

  show_choices (self, choices);
}

static void
set_text (PackshotOptionRow *row, const char *text)
{
  PackshotListRow *self = PACKSHOT_LIST_ROW (row);
  const PackshotChoice *chosen = NULL;

  for (guint i = 0; i < packshot_option_get_n_choices (self->option) && chosen == NULL; i++)
    {
      const PackshotChoice *choice = packshot_option_get_choice (self->option, i);

      if (packshot_choice_matches (choice, text))
        chosen = choice;
    }

  if ((chosen == NULL && (*text != '\0' || !can_be_empty (self))) || chosen == self->chosen)
    return;

  self->chosen = chosen;
  if (!g_ptr_array_find (self->shown, chosen, NULL))
    fill (self, NULL);
  else
    select_chosen (self);
  packshot_option_row_edited (row);
}

static void
offer (PackshotOptionRow *row, PackshotRequest *request)
{
  fill (PACKSHOT_LIST_ROW (row), request);
}

static void
option_row_init (PackshotOptionRowInterface *iface)
{
  iface->dup_text = dup_text;
  iface->set_text = set_text;
  iface->offer = offer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PackshotListRow,
                               packshot_list_row,
                               ADW_TYPE_COMBO_ROW,
                               G_IMPLEMENT_INTERFACE (PACKSHOT_TYPE_OPTION_ROW, option_row_init))

static void
selected_cb (PackshotListRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;

  self->chosen = self->shown->pdata[selected];
  show_help (self);
  packshot_option_row_edited (PACKSHOT_OPTION_ROW (self));
}

static void
packshot_list_row_finalize (GObject *object)
{
  PackshotListRow *self = PACKSHOT_LIST_ROW (object);

  g_clear_object (&self->option);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (packshot_list_row_parent_class)->finalize (object);
}

static void
packshot_list_row_class_init (PackshotListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_list_row_finalize;
}

static void
packshot_list_row_init (PackshotListRow *self)
{
  self->shown = g_ptr_array_new ();
  packshot_whole_value_show (ADW_COMBO_ROW (self));
}

/**
 * packshot_list_row_new:
 * @option: a choice option
 *
 * Returns: (transfer floating): a row for it
 */
PackshotOptionRow *
packshot_list_row_new (PackshotOption *option)
{
  PackshotListRow *self =
      packshot_plain_row_new (PACKSHOT_TYPE_LIST_ROW, packshot_option_get_label (option));

  self->option = g_object_ref (option);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  fill (self, NULL);

  return PACKSHOT_OPTION_ROW (self);
}
