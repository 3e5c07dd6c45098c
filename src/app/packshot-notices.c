/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-notices.h"

#include <glib/gi18n.h>

struct _PackshotNotices
{
  AdwBin parent_instance;

  GtkLabel *words;

  GPtrArray *notices; /* (element-type utf8): in the order in which they came */
};

G_DEFINE_FINAL_TYPE (PackshotNotices, packshot_notices, ADW_TYPE_BIN)

/* One after the other: a hundred rows that can't be read shall not fill the window. */
static void
show_first (PackshotNotices *self)
{
  g_autoptr (GString) text = NULL;
  guint n_others;

  gtk_widget_set_visible (GTK_WIDGET (self), self->notices->len > 0);
  if (self->notices->len == 0)
    return;

  n_others = self->notices->len - 1;
  text = g_string_new (g_ptr_array_index (self->notices, 0));
  if (n_others > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (
          text, ngettext ("There is %u more message.", "There are %u more messages.", n_others),
          n_others);
    }
  gtk_label_set_label (self->words, text->str);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PackshotNotices *self = PACKSHOT_NOTICES (widget);

  g_ptr_array_remove_index (self->notices, 0);
  show_first (self);
}

static void
packshot_notices_dispose (GObject *object)
{
  PackshotNotices *self = PACKSHOT_NOTICES (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PACKSHOT_TYPE_NOTICES);

  G_OBJECT_CLASS (packshot_notices_parent_class)->dispose (object);
}

static void
packshot_notices_finalize (GObject *object)
{
  g_ptr_array_unref (PACKSHOT_NOTICES (object)->notices);

  G_OBJECT_CLASS (packshot_notices_parent_class)->finalize (object);
}

static void
packshot_notices_class_init (PackshotNoticesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = packshot_notices_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_notices_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               PACKSHOT_RESOURCE_PREFIX "/app/packshot-notices.ui");
  gtk_widget_class_bind_template_child (widget_class, PackshotNotices, words);

  gtk_widget_class_install_action (widget_class, "notices.close", NULL, close_cb);
}

static void
packshot_notices_init (PackshotNotices *self)
{
  self->notices = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * packshot_notices_add:
 * @self: a bar
 * @words: plain text, one or two sentences
 *
 * Says something until it is closed, after what was said before. What is there already is not said
 * twice.
 */
void
packshot_notices_add (PackshotNotices *self, const char *words)
{
  g_return_if_fail (PACKSHOT_IS_NOTICES (self) && words != NULL);

  if (g_ptr_array_find_with_equal_func (self->notices, words, g_str_equal, NULL))
    return;

  g_ptr_array_add (self->notices, g_strdup (words));
  show_first (self);
}
