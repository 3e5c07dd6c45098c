/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* What is wrong with a page for those who hear it, who point at it, or whose screen is small. */

#include "packshot-test-audit.h"

#include <adwaita.h>

#include "packshot-test-speech.h"

static char *
describe (GtkWidget *widget)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (GtkWidget *step = widget; step != NULL; step = gtk_widget_get_parent (step))
    g_string_append_printf (words, "%s%s", step == widget ? "" : " in ", G_OBJECT_TYPE_NAME (step));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The parts of widgets of GTK are as they are: nobody who uses them can name them. */
static gboolean
is_part_of_toolkit (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL
         || gtk_widget_get_ancestor (widget, GTK_TYPE_SPIN_BUTTON) != NULL
         || gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL;
}

/**
 * packshot_test_audit_names:
 *
 * Returns: (transfer full) (element-type utf8): the controls of this program that a screen reader
 *   has no name for
 */
GPtrArray *
packshot_test_audit_names (void)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) speeches = packshot_test_speech_hear ();

  for (guint i = 0; i < speeches->len; i++)
    {
      const PackshotTestSpeech *speech = speeches->pdata[i];

      if (packshot_test_speech_is_unnamed (speech))
        g_ptr_array_add (findings,
                         g_strdup_printf ("without a name: %s in%s", speech->role, speech->place));
    }

  return findings;
}

static gboolean
says_something (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_POPOVER (child) && gtk_widget_get_visible (child) && says_something (child))
        return TRUE;
    }

  return FALSE;
}

/* A menu button has a button inside, which has no words of its own. */
static gboolean
has_tooltip (GtkWidget *widget)
{
  return gtk_widget_get_tooltip_text (widget) != NULL
         || (GTK_IS_MENU_BUTTON (gtk_widget_get_parent (widget))
             && gtk_widget_get_tooltip_text (gtk_widget_get_parent (widget)) != NULL);
}

static void
look_for_icons (GtkWidget *widget, GPtrArray *findings)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_BUTTON (widget) && !is_part_of_toolkit (widget) && !says_something (widget)
      && !has_tooltip (widget))
    {
      g_autofree char *words = describe (widget);

      g_ptr_array_add (findings, g_strdup_printf ("an icon without a tooltip: %s", words));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_for_icons (child, findings);
}

/**
 * packshot_test_audit_tooltips:
 * @root: what to look at
 *
 * Returns: (transfer full) (element-type utf8): the buttons in sight of an icon alone that don't
 *   tell what they do when they are pointed at
 */
GPtrArray *
packshot_test_audit_tooltips (GtkWidget *root)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  look_for_icons (root, findings);
  return findings;
}

static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkPolicyType policy;

  if (!GTK_IS_SCROLLED_WINDOW (widget))
    return FALSE;

  gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

/* A title that has no room beside the buttons of its bar is cut by the toolkit, and known; so are
 * the pages of the preferences, beside their icons. */
static gboolean
may_be_cut (GtkWidget *label)
{
  if (gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR) != NULL
      || gtk_widget_get_ancestor (label, ADW_TYPE_VIEW_SWITCHER) != NULL)
    return TRUE;

  for (GtkWidget *step = label; step != NULL; step = gtk_widget_get_parent (step))
    {
      if (gtk_widget_get_tooltip_text (step) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
look_for_cuts (GtkWidget *widget, GtkWidget *root, GPtrArray *findings)
{
  graphene_rect_t bounds;

  /* The root has its frame, and may be wider than it wants. */
  if (!gtk_widget_get_mapped (widget) || scrolls_sideways (widget) || is_part_of_toolkit (widget))
    return;

  if (GTK_IS_LABEL (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)))
      && !may_be_cut (widget))
    {
      g_autofree char *words = describe (widget);

      g_ptr_array_add (findings, g_strdup_printf ("cut: “%s”, %s",
                                                  gtk_label_get_text (GTK_LABEL (widget)), words));
    }

  if (widget != root && gtk_widget_compute_bounds (widget, root, &bounds)
      && (bounds.origin.x < -1
          || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (root) + 1))
    {
      g_autofree char *words = describe (widget);

      g_ptr_array_add (findings,
                       g_strdup_printf ("from %.0f to %.0f of %d pixels: %s", bounds.origin.x,
                                        bounds.origin.x + bounds.size.width,
                                        gtk_widget_get_width (root), words));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child))
        look_for_cuts (child, root, findings);
    }
}

static int
get_least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* The one thing because of which all that it is in is wide, or the row of things. */
static GtkWidget *
find_widest (GtkWidget *root)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child) && gtk_widget_get_mapped (child)
          && (widest == NULL || get_least_width (child) > get_least_width (widest)))
        widest = child;
    }

  return widest != NULL && get_least_width (widest) > get_least_width (root) * 3 / 4
             ? find_widest (widest)
             : root;
}

static const char *
find_text (GtkWidget *root)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root))
    return gtk_label_get_text (GTK_LABEL (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *text = find_text (child);

      if (text != NULL)
        return text;
    }

  return NULL;
}

/**
 * packshot_test_audit_width:
 * @root: what to look at
 * @width: how wide it is to be
 *
 * Returns: (transfer full) (element-type utf8): what it is that can't be as narrow
 */
GPtrArray *
packshot_test_audit_width (GtkWidget *root, int width)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  if (get_least_width (root) > width)
    {
      GtkWidget *widest = find_widest (root);
      const char *text = find_text (widest);
      g_autofree char *words = describe (widest);

      g_ptr_array_add (findings,
                       g_strdup_printf ("needs %d of %d pixels: %d for “%s”, %s",
                                        get_least_width (root), width, get_least_width (widest),
                                        text != NULL ? text : "", words));
    }

  return findings;
}

/**
 * packshot_test_audit_room:
 * @root: what to look at, as wide as it is to be judged
 *
 * Returns: (transfer full) (element-type utf8): the words in sight that are cut and told nowhere
 *   else, and what reaches beyond the edge
 */
GPtrArray *
packshot_test_audit_room (GtkWidget *root)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);

  look_for_cuts (root, root, findings);
  return findings;
}

static void
look_for_mnemonics (GtkWidget *widget, GHashTable *owners, GPtrArray *findings)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;

  if (GTK_IS_LABEL (widget)
      && gtk_label_get_mnemonic_keyval (GTK_LABEL (widget)) != GDK_KEY_VoidSymbol)
    {
      guint key = gtk_label_get_mnemonic_keyval (GTK_LABEL (widget));
      const char *words = gtk_label_get_text (GTK_LABEL (widget));
      const char *owner = g_hash_table_lookup (owners, GUINT_TO_POINTER (key));

      /* What is there more than once, such as for each account, has the keyboard in turn. */
      if (owner != NULL && !g_str_equal (owner, words))
        g_ptr_array_add (findings, g_strdup_printf ("twice: Alt+%s is “%s” and “%s”",
                                                    gdk_keyval_name (key), owner, words));
      else if (owner == NULL)
        g_hash_table_insert (owners, GUINT_TO_POINTER (key), (gpointer) words);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!GTK_IS_NATIVE (child))
        look_for_mnemonics (child, owners, findings);
    }
}

/**
 * packshot_test_audit_mnemonics:
 * @root: a window or a popover
 *
 * Returns: (transfer full) (element-type utf8): the letters that stand for two things in sight
 */
GPtrArray *
packshot_test_audit_mnemonics (GtkWidget *root)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);

  look_for_mnemonics (root, owners, findings);
  return findings;
}

/**
 * packshot_test_audit_assert_none:
 * @findings: (transfer full) (element-type utf8): what was found
 * @state: where
 *
 * Tells all of them, and fails where there is one.
 */
void
packshot_test_audit_assert_none (GPtrArray *findings, const char *state)
{
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s: %s", state, (char *) findings->pdata[i]);
  if (findings->len > 0)
    g_test_fail_printf ("%s: %u findings", state, findings->len);

  g_ptr_array_unref (findings);
}
