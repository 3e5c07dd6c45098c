/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

#include "packshot-draft-keeper.h"

#include "packshot-draft-folder.h"

/* What the disk is to have. */
typedef struct
{
  char *folder;         /* (owned) (type filename) */
  PackshotDraft *draft; /* (owned) (nullable): NULL for none */
} Work;

struct _PackshotDraftKeeper
{
  GObject parent_instance;

  char *folder; /* (owned) (type filename) */

  GMutex mutex;
  GCond idle;
  gboolean is_running; /* a thread is at work */
  Work *next;          /* (owned) (nullable): what it does then */
};

G_DEFINE_FINAL_TYPE (PackshotDraftKeeper, packshot_draft_keeper, G_TYPE_OBJECT)

static void
work_free (Work *work)
{
  g_free (work->folder);
  g_clear_pointer (&work->draft, packshot_draft_free);
  g_free (work);
}

static void
do_work (Work *work)
{
  g_autoptr (GError) error = NULL;

  if (work->draft == NULL)
    packshot_draft_folder_forget (work->folder);
  else if (!packshot_draft_folder_write (work->folder, work->draft, &error))
    g_warning ("The draft can’t be kept: %s", error->message);

  work_free (work);
}

static Work *
take_next (PackshotDraftKeeper *self)
{
  Work *work;

  g_mutex_lock (&self->mutex);
  work = g_steal_pointer (&self->next);
  self->is_running = work != NULL;
  if (work == NULL)
    g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);

  return work;
}

static void
work_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  PackshotDraftKeeper *self = PACKSHOT_DRAFT_KEEPER (source_object);
  Work *work;

  while ((work = take_next (self)) != NULL)
    do_work (work);

  g_task_return_boolean (task, TRUE);
}

static void
begin (PackshotDraftKeeper *self, PackshotDraft *draft)
{
  Work *work = g_new0 (Work, 1);
  gboolean was_running;

  work->folder = g_strdup (self->folder);
  work->draft = draft;

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->next, work_free);
  self->next = work;
  was_running = self->is_running;
  self->is_running = TRUE;
  g_mutex_unlock (&self->mutex);

  if (!was_running)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

      g_task_set_source_tag (task, begin);
      g_task_run_in_thread (task, work_in_thread);
    }
}

static void
packshot_draft_keeper_finalize (GObject *object)
{
  PackshotDraftKeeper *self = PACKSHOT_DRAFT_KEEPER (object);

  g_clear_pointer (&self->next, work_free);
  g_free (self->folder);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);

  G_OBJECT_CLASS (packshot_draft_keeper_parent_class)->finalize (object);
}

static void
packshot_draft_keeper_class_init (PackshotDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = packshot_draft_keeper_finalize;
}

static void
packshot_draft_keeper_init (PackshotDraftKeeper *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
}

/**
 * packshot_draft_keeper_new:
 * @folder: (type filename): where drafts are
 *
 * Returns: (transfer full): a keeper with nothing to do
 */
PackshotDraftKeeper *
packshot_draft_keeper_new (const char *folder)
{
  PackshotDraftKeeper *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (PACKSHOT_TYPE_DRAFT_KEEPER, NULL);
  self->folder = g_strdup (folder);

  return self;
}

/**
 * packshot_draft_keeper_get_folder:
 * @self: a keeper
 *
 * Returns: (transfer none) (type filename): where drafts are
 */
const char *
packshot_draft_keeper_get_folder (PackshotDraftKeeper *self)
{
  g_return_val_if_fail (PACKSHOT_IS_DRAFT_KEEPER (self), NULL);

  return self->folder;
}

/**
 * packshot_draft_keeper_take:
 * @self: a keeper
 * @draft: (transfer full): what is to be on the disk soon
 */
void
packshot_draft_keeper_take (PackshotDraftKeeper *self, PackshotDraft *draft)
{
  g_return_if_fail (PACKSHOT_IS_DRAFT_KEEPER (self) && draft != NULL);

  begin (self, draft);
}

/**
 * packshot_draft_keeper_forget:
 * @self: a keeper
 *
 * Nothing is to be on the disk soon.
 */
void
packshot_draft_keeper_forget (PackshotDraftKeeper *self)
{
  g_return_if_fail (PACKSHOT_IS_DRAFT_KEEPER (self));

  begin (self, NULL);
}

/**
 * packshot_draft_keeper_flush:
 * @self: a keeper
 *
 * Waits until all is on the disk: for the end of the program.
 */
void
packshot_draft_keeper_flush (PackshotDraftKeeper *self)
{
  g_return_if_fail (PACKSHOT_IS_DRAFT_KEEPER (self));

  g_mutex_lock (&self->mutex);
  while (self->is_running)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
