/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "config.h"

#include "packshot-send-list.h"

#include <glib/gi18n.h>

#include "packshot-photo.h"
#include "packshot-send-words.h"
#include "packshot-sent-picture.h"
#include "packshot-value-rows.h"
#include "packshot-words.h"

#define PICTURE_PIXELS (160 * 120)
#define PICTURE_WIDTH  80
#define PICTURE_HEIGHT 60

struct _PackshotSendList
{
  GtkBox parent_instance;

  PackshotAccounts *accounts; /* (owned) */
  GPtrArray *jobs;            /* (owned) (element-type PackshotJob) */
  PackshotManifest *manifest; /* (owned) */
  GHashTable *shared;         /* (owned) (element-type PackshotOption): said once for all */
  GQueue *unseen;             /* (owned) (element-type Sent): pictures that are still to be read */
  GCancellable *cancellable;  /* (owned): of the one that is */
};

G_DEFINE_FINAL_TYPE (PackshotSendList, packshot_send_list, GTK_TYPE_BOX)

/* A picture that goes out, and the row that shows it. */
typedef struct
{
  PackshotSendList *list; /* (unowned): it ends what is read when it goes */
  AdwActionRow *row;      /* (owned) */
  GtkPicture *picture;    /* (owned) */
  PackshotJobCopy *copy;  /* (owned) */
  char *original;         /* (owned) (nullable) */
  char *words;            /* (owned): what the row says beside what is read */
} Sent;

static void
sent_free (Sent *sent)
{
  g_object_unref (sent->row);
  g_object_unref (sent->picture);
  packshot_job_copy_free (sent->copy);
  g_free (sent->original);
  g_free (sent->words);
  g_free (sent);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sent, sent_free)

/* One after the other: there may be a hundred, and each is decoded for this. */
static void
read_next (PackshotSendList *self, GAsyncReadyCallback callback)
{
  Sent *sent = g_queue_pop_head (self->unseen);

  if (sent != NULL)
    packshot_photo_load_async (sent->copy->path, PICTURE_PIXELS, self->cancellable, callback, sent);
}

/* The callback of both: first of the picture, then of the words about it. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sent) sent = user_data;
  g_autoptr (GError) error = NULL;

  if (g_async_result_is_tagged (result, packshot_photo_load_async))
    {
      g_autoptr (PackshotPhoto) photo = packshot_photo_load_finish (result, &error);

      if (photo != NULL)
        gtk_picture_set_paintable (sent->picture,
                                   GDK_PAINTABLE (packshot_photo_get_texture (photo)));
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        packshot_sent_picture_describe_async (sent->copy, sent->original, sent->list->cancellable,
                                              read_cb, sent);
      else
        return;
      g_steal_pointer (&sent);
    }
  else
    {
      g_autofree char *facts = packshot_sent_picture_describe_finish (result, &error);
      g_autofree char *words = NULL;

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;

      words = g_strdup_printf ("%s\n%s", sent->words, facts != NULL ? facts : error->message);
      adw_action_row_set_subtitle (sent->row, words);
      read_next (sent->list, read_cb);
    }
}

static void
add_picture (PackshotSendList *self,
             AdwActionRow *row,
             const PackshotJobCopy *copy,
             const char *value,
             const char *words)
{
  Sent *sent = g_new0 (Sent, 1);
  GtkWidget *picture = gtk_picture_new ();
  /* Beside many lines it would be larger than beside few. */
  GtkWidget *clamp =
      g_object_new (ADW_TYPE_CLAMP, "orientation", GTK_ORIENTATION_VERTICAL, "maximum-size",
                    PICTURE_HEIGHT, "tightening-threshold", PICTURE_HEIGHT, "child", picture, NULL);

  gtk_widget_set_size_request (picture, PICTURE_WIDTH, PICTURE_HEIGHT);
  gtk_widget_set_margin_top (clamp, 6);
  gtk_widget_set_margin_bottom (clamp, 6);
  gtk_widget_set_valign (clamp, GTK_ALIGN_CENTER);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "thumbnail");
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _ ("The picture that is sent"));
  adw_action_row_add_prefix (row, clamp);

  sent->list = self;
  sent->row = g_object_ref (row);
  sent->picture = GTK_PICTURE (g_object_ref (picture));
  sent->copy = packshot_job_copy_dup (copy);
  sent->original = g_strdup (value);
  sent->words = g_strdup (words);
  g_queue_push_tail (self->unseen, sent);
}

static const char *
get_value (PackshotJob *job, PackshotOption *option)
{
  return packshot_request_get_string (packshot_job_get_request (job),
                                      packshot_option_get_name (option));
}

static char *
dup_words (PackshotJob *job, PackshotOption *option)
{
  return packshot_option_has_step (option, PACKSHOT_STEP_CREATE)
             ? packshot_value_rows_dup_words (packshot_job_get_request (job), option)
             : NULL;
}

static gboolean
is_same (PackshotSendList *self, PackshotOption *option)
{
  g_autofree char *first = dup_words (g_ptr_array_index (self->jobs, 0), option);

  for (guint i = 1; i < self->jobs->len; i++)
    {
      g_autofree char *words = dup_words (g_ptr_array_index (self->jobs, i), option);

      if (g_strcmp0 (words, first) != 0)
        return FALSE;
    }

  return TRUE;
}

/* The main picture is each job's own, even where two have the same. */
static void
find_shared (PackshotSendList *self)
{
  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);

      if (!packshot_option_get_main (option) && is_same (self, option))
        g_hash_table_add (self->shared, option);
    }
}

static gboolean
is_shared (PackshotSendList *self, PackshotOption *option)
{
  return g_hash_table_contains (self->shared, option);
}

/* What is this job's own, a line each. */
static char *
dup_own_words (PackshotSendList *self, PackshotJob *job)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      g_autofree char *words = dup_words (job, option);

      if (words == NULL || is_shared (self, option))
        continue;

      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      /* Translators: an option and its value: “Duration: 5 seconds”. */
      g_string_append_printf (lines, _ ("%s: %s"), packshot_option_get_label (option), words);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
add_job (PackshotSendList *self, AdwPreferencesGroup *group, PackshotJob *job)
{
  g_autofree char *title = packshot_words_dup_title (job);
  g_autofree char *words = dup_own_words (self, job);
  AdwActionRow *row = packshot_value_rows_add (group, title, words);

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      const PackshotJobCopy *copy = packshot_send_words_find_copy (job, option);

      if (copy == NULL || is_shared (self, option))
        continue;

      /* The main picture stands at the job itself, and any other below it. */
      if (!packshot_option_get_main (option))
        row = packshot_value_rows_add (group, packshot_option_get_label (option), "");
      add_picture (self, row, copy, get_value (job, option),
                   packshot_option_get_main (option) ? words : title);
    }
}

static void
add_shared (PackshotSendList *self, AdwPreferencesGroup *group)
{
  PackshotJob *job = g_ptr_array_index (self->jobs, 0);
  gboolean has_any = FALSE;

  for (guint i = 0; i < packshot_manifest_get_n_options (self->manifest); i++)
    {
      PackshotOption *option = packshot_manifest_get_option (self->manifest, i);
      const PackshotJobCopy *copy = packshot_send_words_find_copy (job, option);
      g_autofree char *words = dup_words (job, option);
      AdwActionRow *row;

      if (words == NULL || !is_shared (self, option))
        continue;

      has_any = TRUE;
      row = packshot_value_rows_add (group, packshot_option_get_label (option), words);
      if (copy != NULL)
        add_picture (self, row, copy, get_value (job, option), words);
    }

  gtk_widget_set_visible (GTK_WIDGET (group), has_any);
}

static void
add_label (PackshotSendList *self, const char *words, const char *style)
{
  GtkWidget *label;

  if (words == NULL || *words == '\0')
    return;

  label = gtk_label_new (words);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
}

static GtkWidget *
add_group (PackshotSendList *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self), group);

  return group;
}

/* The same sentence about two pictures is said once. */
static void
add_warnings (PackshotSendList *self)
{
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->jobs->len; i++)
    {
      const char *const *warnings = packshot_job_get_warnings (g_ptr_array_index (self->jobs, i));

      for (guint k = 0; warnings != NULL && warnings[k] != NULL; k++)
        if (g_hash_table_add (said, (gpointer) warnings[k]))
          add_label (self, warnings[k], "warning");
    }
}

static void
add_hosting (PackshotSendList *self)
{
  PackshotOption *picture = packshot_manifest_get_main_picture (self->manifest);

  for (guint i = 0; picture != NULL && i < self->jobs->len; i++)
    {
      g_autofree char *words = NULL;

      if (packshot_send_words_find_copy (g_ptr_array_index (self->jobs, i), picture) == NULL)
        continue;
      words = packshot_send_words_dup_hosting (self->accounts, picture);
      add_label (self, words, NULL);
      return;
    }
}

static void
fill (PackshotSendList *self)
{
  g_autofree char *host = packshot_send_words_dup_host (
      self->accounts, self->manifest,
      /* Translators: the name of a service, and the host its calls go to. */
      _ ("This goes to %s at %s, and nothing else does:"));
  g_autofree char *balance = packshot_send_words_dup_balance (self->accounts, self->manifest);
  GtkWidget *group;

  find_shared (self);
  add_label (self, host, NULL);
  group = add_group (self, "");
  for (guint i = 0; i < self->jobs->len; i++)
    add_job (self, ADW_PREFERENCES_GROUP (group), g_ptr_array_index (self->jobs, i));
  add_hosting (self);
  add_shared (self, ADW_PREFERENCES_GROUP (add_group (self, _ ("For All of Them"))));
  add_warnings (self);
  add_label (self, packshot_manifest_get_advice (self->manifest), NULL);
  add_label (self, balance, "dim-label");
  read_next (self, read_cb);
}

static void
packshot_send_list_dispose (GObject *object)
{
  PackshotSendList *self = PACKSHOT_SEND_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->accounts);
  g_clear_object (&self->manifest);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);

  G_OBJECT_CLASS (packshot_send_list_parent_class)->dispose (object);
}

static void
packshot_send_list_finalize (GObject *object)
{
  PackshotSendList *self = PACKSHOT_SEND_LIST (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->shared);
  g_queue_free_full (self->unseen, (GDestroyNotify) sent_free);

  G_OBJECT_CLASS (packshot_send_list_parent_class)->finalize (object);
}

static void
packshot_send_list_class_init (PackshotSendListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = packshot_send_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = packshot_send_list_finalize;
}

static void
packshot_send_list_init (PackshotSendList *self)
{
  self->shared = g_hash_table_new (NULL, NULL);
  self->unseen = g_queue_new ();
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

/**
 * packshot_send_list_new:
 * @accounts: the accounts of the services
 * @jobs: (element-type PackshotJob): at least one, all of the same service, with their requests and
 *   prepared
 *
 * Returns: (transfer floating): what would go to their service
 */
GtkWidget *
packshot_send_list_new (PackshotAccounts *accounts, GPtrArray *jobs)
{
  PackshotSendList *self;

  g_return_val_if_fail (PACKSHOT_IS_ACCOUNTS (accounts) && jobs->len > 0, NULL);

  self = g_object_new (PACKSHOT_TYPE_SEND_LIST, NULL);
  self->accounts = g_object_ref (accounts);
  self->manifest = g_object_ref (packshot_job_get_manifest (g_ptr_array_index (jobs, 0)));
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++)
    g_ptr_array_add (self->jobs, g_object_ref (g_ptr_array_index (jobs, i)));
  fill (self);

  return GTK_WIDGET (self);
}
