/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What of a window no translator gets to see: in the pseudo language all else stands in ⟦brackets⟧.
 */

#include "packshot-test-pseudo.h"

#include <string.h>

#include <adwaita.h>

#include "packshot-test-speech.h"

#define OPENING "⟦"
#define CLOSING "⟧"

/* What is the same in all languages: addresses, files, numbers of jobs; and a time as C tells it.
 */
#define SAME_EVERYWHERE                                                                            \
  "https?://\\S+|[~\\w.%+-]*(?:/[\\w.%+-]+)+|[\\w.%+-]+\\.(?:jpe?g|png|mp4|webm|json)\\b"          \
  "|\\b(?:task|video)_\\d+|\\b\\d{8}-\\d{6}-[0-9a-f]{8}\\b|[A-Z]\\w\\w [A-Z]\\w\\w [ \\d]\\d "     \
  "[\\d:]+ \\d+"

/* What the tests call their videos, and what their services call things. */
#define NAMES_OF_VIDEOS                                                                            \
  "[Aa]mber [Bb]ottle(?: with a rather long name that goes on)?|Alderwisp|Blue [Mm]ug"             \
  "|Green [Mm]ug|Premium Headphones|Red [Ss]carf|Bellwort Night Oil"                               \
  "|on a very long wooden table\\.jpg|Blue lamp|Silver watch"
#define NAMES_AT_SERVICES                                                                          \
  "Amelia|Bruno|Chloé|Dmitri|Eun-ji|Farid|street|sport|kitchen|friendly|On a kitchen table"       \
  "|shortvideo"
#define SAME SAME_EVERYWHERE "|" NAMES_OF_VIDEOS "|" NAMES_AT_SERVICES

/**
 * packshot_test_pseudo_strip:
 * @text: what is shown in the pseudo language
 *
 * Returns: (transfer full): what of it stands in no brackets; those that are cut off at the end of
 *   a text reach to it
 */
char *
packshot_test_pseudo_strip (const char *text)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  guint depth = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_str_has_prefix (p, OPENING))
        depth++;
      else if (g_str_has_prefix (p, CLOSING))
        depth -= depth > 0;
      else if (depth == 0)
        g_string_append_unichar (rest, g_utf8_get_char (p));
    }

  return g_string_free (g_steal_pointer (&rest), FALSE);
}

static gboolean
is_untranslated (const char *text)
{
  g_autofree char *rest = packshot_test_pseudo_strip (text);
  g_autoptr (GRegex) same = g_regex_new (SAME, G_REGEX_DEFAULT, 0, NULL);
  g_autofree char *words = g_regex_replace_literal (same, rest, -1, 0, " ", 0, NULL);
  guint n_letters = 0;

  for (const char *p = words; *p != '\0' && n_letters < 2; p = g_utf8_next_char (p))
    n_letters = g_unichar_isalpha (g_utf8_get_char (p)) ? n_letters + 1 : 0;

  return n_letters >= 2;
}

/* What the toolkit says itself; and what has no name goes by its type. */
static gboolean
is_of_toolkit (const char *text)
{
  /* As GTK 4.8 has them, and GTK 4.18. */
  static const char *const words[] = {
    "Minimize",    "Maximize",    "Restore",       "Close",         "Show Text", "Hide Text",
    "Clear entry", "Clear Entry", "Show Password", "Hide Password", NULL,
  };

  return g_strv_contains (words, text) || g_type_from_name (text) != G_TYPE_INVALID;
}

static void
judge (const char *text, const char *where, GPtrArray *findings)
{
  g_autofree char *finding = NULL;

  if (text == NULL || is_of_toolkit (text) || !is_untranslated (text))
    return;

  finding = g_strdup_printf ("not translated: “%s”, %s", text, where);
  if (!g_ptr_array_find_with_equal_func (findings, finding, g_str_equal, NULL))
    g_ptr_array_add (findings, g_steal_pointer (&finding));
}

static void
judge_menu (GMenuModel *menu, GPtrArray *findings)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };
      g_autofree char *label = NULL;

      if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        judge (label, "a menu", findings);
      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) link = g_menu_model_get_item_link (menu, i, links[j]);

          if (link != NULL)
            judge_menu (link, findings);
        }
    }
}

/* What comes from the toolkit is translated by it. */
static gboolean
is_part_of_toolkit (GtkWidget *widget)
{
  return GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_SPIN_BUTTON (widget)
         || ADW_IS_ABOUT_WINDOW (widget);
}

static void
look (GtkWidget *widget, GPtrArray *findings)
{
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (!gtk_widget_get_mapped (widget) || is_part_of_toolkit (widget))
    return;

  if (GTK_IS_LABEL (widget))
    judge (gtk_label_get_text (GTK_LABEL (widget)), type, findings);
  else if (GTK_IS_INSCRIPTION (widget))
    judge (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), type, findings);
  else if (GTK_IS_TEXT (widget))
    judge (gtk_text_get_placeholder_text (GTK_TEXT (widget)), type, findings);
  else if (GTK_IS_WINDOW (widget))
    judge (gtk_window_get_title (GTK_WINDOW (widget)), type, findings);
  else if (GTK_IS_MENU_BUTTON (widget)
           && gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) != NULL)
    judge_menu (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)), findings);
  judge (gtk_widget_get_tooltip_text (widget), type, findings);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look (child, findings);
}

/**
 * packshot_test_pseudo_audit:
 * @root: what to look at, in the pseudo language
 *
 * Returns: (transfer full) (element-type utf8): the words in sight, in tooltips, in menus and in
 *   what a screen reader says of the program that no translator gets to see
 */
GPtrArray *
packshot_test_pseudo_audit (GtkWidget *root)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) speeches = packshot_test_speech_hear ();

  look (root, findings);
  for (guint i = 0; i < speeches->len; i++)
    {
      const PackshotTestSpeech *speech = speeches->pdata[i];

      judge (speech->name, speech->role, findings);
    }

  return findings;
}
