/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-limit-notice.h"

#include <glib/gi18n.h>

#define SPACING 6

struct _PackshotLimitNotice
{
  GtkBox parent_instance;

  GtkWidget *check; /* (unowned): the box holds it */
  gboolean is_over;
};

enum
{
  PROP_IS_ALLOWED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (PackshotLimitNotice, packshot_limit_notice, GTK_TYPE_BOX)

static void
toggled_cb (PackshotLimitNotice *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_ALLOWED]);
}

static void
add_words (PackshotLimitNotice *self, const PackshotLimit *limit)
{
  g_autofree char *words = packshot_limit_dup_words (limit);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, packshot_limit_is_over (limit) ? "warning" : "dim-label");
  gtk_box_insert_child_after (GTK_BOX (self), label,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->check)));
}

static void
packshot_limit_notice_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  PackshotLimitNotice *self = PACKSHOT_LIMIT_NOTICE (object);

  switch (prop_id)
    {
    case PROP_IS_ALLOWED:
      g_value_set_boolean (value, packshot_limit_notice_get_is_allowed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
packshot_limit_notice_class_init (PackshotLimitNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = packshot_limit_notice_get_property;

  props[PROP_IS_ALLOWED] = g_param_spec_boolean ("is-allowed", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
packshot_limit_notice_init (PackshotLimitNotice *self)
{
  GtkBox *box = GTK_BOX (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, SPACING);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->check = gtk_check_button_new_with_mnemonic (_ ("_Go over the limit this time"));
  gtk_widget_set_visible (self->check, FALSE);
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, self->check);
}

/**
 * packshot_limit_notice_set_limits:
 * @self: a notice with nothing to tell yet
 * @limits: (element-type PackshotLimit): how an order stands to the limits there are; where there
 *   is none, the notice is not seen
 */
void
packshot_limit_notice_set_limits (PackshotLimitNotice *self, GPtrArray *limits)
{
  g_return_if_fail (PACKSHOT_IS_LIMIT_NOTICE (self) && limits != NULL);

  for (guint i = 0; i < limits->len; i++)
    {
      const PackshotLimit *limit = g_ptr_array_index (limits, i);

      add_words (self, limit);
      self->is_over = self->is_over || packshot_limit_is_over (limit);
    }

  gtk_widget_set_visible (self->check, self->is_over);
  gtk_widget_set_visible (GTK_WIDGET (self), limits->len > 0);
}

/**
 * packshot_limit_notice_get_is_over:
 * @self: a notice
 *
 * Returns: whether the order leads over a limit
 */
gboolean
packshot_limit_notice_get_is_over (PackshotLimitNotice *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIMIT_NOTICE (self), FALSE);

  return self->is_over;
}

/**
 * packshot_limit_notice_get_is_allowed:
 * @self: a notice
 *
 * Returns: whether somebody said that it may
 */
gboolean
packshot_limit_notice_get_is_allowed (PackshotLimitNotice *self)
{
  g_return_val_if_fail (PACKSHOT_IS_LIMIT_NOTICE (self), FALSE);

  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}
