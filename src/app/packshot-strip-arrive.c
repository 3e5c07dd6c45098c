/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* Photos on their way into a strip: what can't be used is said and left out, and nothing else is.
 */

#include "config.h"

#include "packshot-strip-arrive.h"

#include <glib/gi18n.h>

#include "packshot-picture.h"
#include "packshot-text-join.h"
#include "packshot-toast.h"

/* How many names are told of what is left out. */
#define MOST_NAMES 3

typedef struct
{
  /* Input. */
  PackshotStrip *strip;      /* (owned) */
  GWeakRef widget;           /* says what is left out */
  GPtrArray *items;          /* (owned) (element-type PackshotStripItem) */
  PackshotStripItem *chosen; /* (owned) (nullable): which of them is to be looked at */
  /* Output. */
  GPtrArray *good; /* (owned) (element-type PackshotStripItem) */
  GPtrArray *bad;  /* (owned) (element-type utf8): names of files */
  char *why;       /* (owned) (nullable): what is wrong with the first of those */
} ArriveData;

static void
arrive_data_free (gpointer data)
{
  ArriveData *arrive = data;

  g_object_unref (arrive->strip);
  g_weak_ref_clear (&arrive->widget);
  g_ptr_array_unref (arrive->items);
  g_clear_object (&arrive->chosen);
  g_ptr_array_unref (arrive->good);
  g_ptr_array_unref (arrive->bad);
  g_free (arrive->why);
  g_free (arrive);
}

/* Paths never change, so that a thread may read them. */
static void
look_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  ArriveData *arrive = task_data;

  for (guint i = 0; i < arrive->items->len; i++)
    {
      PackshotStripItem *item = g_ptr_array_index (arrive->items, i);
      g_autoptr (GError) error = NULL;
      PackshotPictureInfo info;

      if (packshot_picture_info (packshot_strip_item_get_path (item), &info, &error))
        {
          g_ptr_array_add (arrive->good, g_object_ref (item));
          continue;
        }

      g_ptr_array_add (arrive->bad, packshot_strip_item_dup_file_name (item));
      if (arrive->why == NULL)
        arrive->why = g_strdup (error->message);
    }

  g_task_return_boolean (task, TRUE);
}

static char *
dup_names (GPtrArray *names)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (names->len, MOST_NAMES); i++)
    {
      /* Translators: one of several titles that follow each other. */
      g_autofree char *name = g_strdup_printf (_ ("“%s”"), (char *) g_ptr_array_index (names, i));

      packshot_text_join_item (list, name);
    }
  if (names->len > MOST_NAMES)
    g_string_append (list, "…");

  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
tell_bad (ArriveData *arrive, GtkWidget *widget)
{
  g_autofree char *names = dup_names (arrive->bad);
  g_autofree char *words = NULL;

  if (arrive->bad->len == 1)
    /* Translators: the name of a file, and a sentence about what is wrong with it. */
    words = g_strdup_printf (_ ("%s was left out: %s"), names, arrive->why);
  else
    words = g_strdup_printf (
        /* Translators: names of files. */
        ngettext ("%u photo can’t be used and was left out: %s",
                  "%u photos can’t be used and were left out: %s", arrive->bad->len),
        arrive->bad->len, names);
  packshot_toast_show (widget, words);
}

static void
tell_full (GtkWidget *widget)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("There is room for %u photo; the others were left out.",
                "There is room for %u photos; the others were left out.", PACKSHOT_STRIP_MOST),
      PACKSHOT_STRIP_MOST);

  packshot_toast_show (widget, words);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArriveData *arrive = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&arrive->widget);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  guint n_added;

  packshot_strip_expect_no_more (arrive->strip, arrive->items);
  /* The window was closed meanwhile. */
  if (widget == NULL || gtk_widget_get_root (widget) == NULL)
    return;

  for (guint i = 0; i < arrive->good->len; i++)
    {
      PackshotStripItem *item = g_ptr_array_index (arrive->good, i);

      if (!packshot_strip_contains (arrive->strip, packshot_strip_item_get_path (item)))
        g_ptr_array_add (items, item);
    }

  n_added = packshot_strip_add (arrive->strip, items);
  if (n_added > 0)
    packshot_strip_choose (arrive->strip, g_ptr_array_index (items, 0));
  if (arrive->chosen != NULL)
    packshot_strip_choose (arrive->strip, arrive->chosen);
  if (arrive->bad->len > 0)
    tell_bad (arrive, widget);
  if (n_added < items->len)
    tell_full (widget);
}

/**
 * packshot_strip_make_items:
 * @receiver: what took them in
 * @paths: (element-type filename): files
 *
 * Returns: (transfer container) (element-type PackshotStripItem): an item for each
 */
GPtrArray *
packshot_strip_make_items (PackshotReceiver *receiver, GPtrArray *paths)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      g_ptr_array_add (
          items, packshot_strip_item_new (path, packshot_receiver_find_address (receiver, path)));
    }

  return items;
}

/**
 * packshot_strip_arrive:
 * @strip: a strip
 * @widget: what says what is left out
 * @items: (element-type PackshotStripItem): photos, as far as one knows
 * @chosen: (nullable): which of them is to be looked at; %NULL for the first
 *
 * Looks at the files on a thread, adds those that are photos, and chooses one. What is left out is
 * told in a toast.
 */
void
packshot_strip_arrive (PackshotStrip *strip,
                       GtkWidget *widget,
                       GPtrArray *items,
                       PackshotStripItem *chosen)
{
  g_autoptr (GTask) task = NULL;
  ArriveData *arrive;

  g_return_if_fail (PACKSHOT_IS_STRIP (strip) && GTK_IS_WIDGET (widget) && items != NULL);

  packshot_strip_expect (strip, items);
  arrive = g_new0 (ArriveData, 1);
  arrive->strip = g_object_ref (strip);
  g_weak_ref_init (&arrive->widget, widget);
  arrive->items = g_ptr_array_ref (items);
  arrive->chosen = chosen != NULL ? g_object_ref (chosen) : NULL;
  arrive->good = g_ptr_array_new_with_free_func (g_object_unref);
  arrive->bad = g_ptr_array_new_with_free_func (g_free);

  task = g_task_new (strip, NULL, looked_cb, NULL);
  g_task_set_source_tag (task, packshot_strip_arrive);
  g_task_set_task_data (task, arrive, arrive_data_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * packshot_strip_arrive_one:
 * @strip: a strip
 * @path: (type filename): a photo that was opened already
 * @address: (nullable): where on the web it came from
 *
 * Adds a photo, unless it is there, and chooses it.
 */
void
packshot_strip_arrive_one (PackshotStrip *strip, const char *path, const char *address)
{
  g_autoptr (PackshotStripItem) item = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  g_return_if_fail (PACKSHOT_IS_STRIP (strip) && path != NULL);

  for (guint i = 0; i < packshot_strip_get_n_items (strip); i++)
    {
      PackshotStripItem *there = packshot_strip_get_item (strip, i);

      if (g_strcmp0 (packshot_strip_item_get_path (there), path) != 0)
        continue;

      packshot_strip_choose (strip, there);
      return;
    }

  item = packshot_strip_item_new (path, address);
  g_ptr_array_add (items, item);
  if (packshot_strip_add (strip, items) > 0)
    packshot_strip_choose (strip, item);
}
