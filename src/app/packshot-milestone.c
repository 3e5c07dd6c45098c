/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-app"

/* What happened to a job, told from the lines of its log. Several lines may be one thing for a
 * person, and some are nothing to anybody but the program. */

#include "packshot-milestone.h"

#include <glib/gi18n.h>

#include "packshot-ledger-event.h"

typedef struct
{
  const GPtrArray *remote_ids;
  GPtrArray *milestones; /* (unowned) */
  PackshotJobState before;
  gint64 uploading_since; /* or 0 */
  guint n_accepted[PACKSHOT_N_STEPS];
} Teller;

static gboolean
read_step (const char *name, PackshotStep *step)
{
  g_autoptr (GEnumClass) steps = g_type_class_ref (PACKSHOT_TYPE_STEP);
  const GEnumValue *value = name != NULL ? g_enum_get_value_by_nick (steps, name) : NULL;

  if (value != NULL)
    *step = (PackshotStep) value->value;
  return value != NULL;
}

static void
add (Teller *self,
     const PackshotLedgerEvent *event,
     const char *title,
     const char *words,
     gboolean is_trouble)
{
  PackshotMilestone *last = self->milestones->len > 0
                                ? g_ptr_array_index (self->milestones, self->milestones->len - 1)
                                : NULL;
  PackshotMilestone *milestone;

  /* What fails in the same way again and again is told once, with the time of the last. */
  if (last != NULL && g_str_equal (last->title, title) && g_strcmp0 (last->words, words) == 0)
    {
      last->at = event->at;
      return;
    }

  milestone = g_new0 (PackshotMilestone, 1);
  milestone->at = event->at;
  milestone->title = g_strdup (title);
  milestone->words = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  milestone->is_trouble = is_trouble;
  g_ptr_array_add (self->milestones, milestone);
}

static void
add_good (Teller *self, const PackshotLedgerEvent *event, const char *title)
{
  add (self, event, title, event->words, FALSE);
}

static void
add_trouble (Teller *self, const PackshotLedgerEvent *event, const char *title)
{
  add (self, event, title, event->words, TRUE);
}

/* What the service called what it took; a task rather than the video it is to become. */
static const char *
find_name (Teller *self, PackshotStep step, const char *nick)
{
  static const char *const kinds[] = { "task", PACKSHOT_REMOTE_ID_POLL };

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    {
      guint nth = 0;

      for (guint i = 0; i < self->remote_ids->len; i++)
        {
          const PackshotRemoteId *id = g_ptr_array_index (self->remote_ids, i);

          if (g_str_equal (id->kind, kinds[kind]) && g_strcmp0 (id->step, nick) == 0
              && nth++ == self->n_accepted[step])
            return id->id;
        }
    }

  return NULL;
}

static const char *
find_sent (PackshotStep step)
{
  switch (step)
    {
    case PACKSHOT_STEP_APPROVE:
      return _ ("Approval sent");
    case PACKSHOT_STEP_REGENERATE_PICTURE:
      return _ ("Order of another picture sent");
    case PACKSHOT_STEP_REGENERATE_VIDEO:
      return _ ("Order of another video sent");
    case PACKSHOT_STEP_MAKE:
    case PACKSHOT_STEP_PREPARE:
    case PACKSHOT_STEP_UPLOAD:
    case PACKSHOT_STEP_CREATE:
    case PACKSHOT_STEP_POLL:
    case PACKSHOT_STEP_FETCH:
    case PACKSHOT_STEP_CANCEL:
    case PACKSHOT_STEP_PREVIEW:
    case PACKSHOT_STEP_REHOST:
    default:
      return _ ("Order sent");
    }
}

/* An upload is over when the order goes out that needs it. */
static void
tell_intended (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (step == PACKSHOT_STEP_UPLOAD)
    {
      self->uploading_since = event->at;
      return;
    }
  if (!packshot_step_is_paid (step))
    return;

  if (self->uploading_since != 0)
    add_good (self, event, _ ("Photo uploaded"));
  self->uploading_since = 0;
  add_good (self, event, find_sent (step));
}

static void
tell_accepted (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  const char *name = find_name (self, step, event->step);
  const char *words = event->words != NULL ? event->words : "";
  g_autofree char *both = NULL;

  self->n_accepted[step]++;
  if (name != NULL && *words != '\0')
    both = g_strdup_printf ("%s\n%s", name, words);
  else
    both = g_strdup (name != NULL ? name : words);
  add (self, event, _ ("Accepted"), both, FALSE);
}

/* The service was asked what became of a call. */
static void
tell_looked_up (Teller *self, const PackshotLedgerEvent *event)
{
  if (event->state == PACKSHOT_JOB_FAILED)
    add_trouble (self, event, _ ("The service says that it failed"));
  else if (event->state == PACKSHOT_JOB_WAITING || event->state == PACKSHOT_JOB_FETCHING)
    add_good (self, event, _ ("Found at the service"));
  else
    add_good (self, event, _ ("The service says that it was not ordered"));
}

static void
tell_paid_answer (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (self->before == PACKSHOT_JOB_UNKNOWN)
    tell_looked_up (self, event);
  else if (event->state == PACKSHOT_JOB_WAITING || event->state == PACKSHOT_JOB_FETCHING)
    tell_accepted (self, event, step);
  else if (event->state == PACKSHOT_JOB_FAILED)
    add_trouble (self, event, _ ("Refused by the service"));
  else
    add_trouble (self, event, _ ("Not taken by the service"));
}

/* That it is still at work is said often, and is nothing that happened. */
static void
tell_poll (Teller *self, const PackshotLedgerEvent *event)
{
  if (event->state == PACKSHOT_JOB_FETCHING)
    add_good (self, event, _ ("Made by the service"));
  else if (event->state == PACKSHOT_JOB_FAILED)
    add_trouble (self, event, _ ("The service says that it failed"));
  else if (event->state == PACKSHOT_JOB_CANCELLED)
    add_good (self, event, _ ("Stopped by the service"));
  else if (event->state != PACKSHOT_JOB_WAITING)
    add_trouble (self, event, _ ("The service could not make another"));
}

static void
tell_rehost (Teller *self, const PackshotLedgerEvent *event)
{
  if (event->words == NULL || *event->words == '\0')
    add_good (self, event, _ ("Put online"));
  else
    add_trouble (self, event, _ ("Not put online"));
}

static void
tell_upload (Teller *self, const PackshotLedgerEvent *event)
{
  if (event->state != PACKSHOT_JOB_READY && event->state != PACKSHOT_JOB_FAILED
      && event->state != PACKSHOT_JOB_CANCELLED)
    return;

  self->uploading_since = 0;
  if (event->state == PACKSHOT_JOB_CANCELLED)
    add_good (self, event, _ ("Stopped"));
  else
    add_trouble (self, event, _ ("Photo not uploaded"));
}

static void
tell_answered (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (packshot_step_is_paid (step))
    tell_paid_answer (self, event, step);
  else if (step == PACKSHOT_STEP_UPLOAD)
    tell_upload (self, event);
  else if (step == PACKSHOT_STEP_POLL)
    tell_poll (self, event);
  else if (step == PACKSHOT_STEP_REHOST)
    tell_rehost (self, event);
  else if (step == PACKSHOT_STEP_CANCEL && event->state == PACKSHOT_JOB_CANCELLED)
    add_good (self, event, _ ("Stopped by the service"));
}

static void
tell_unanswered (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (step == PACKSHOT_STEP_UPLOAD)
    tell_upload (self, event);
  else
    add_trouble (self, event, _ ("No answer came"));
}

static void
tell_decided (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (step != PACKSHOT_STEP_CANCEL)
    add_good (self, event,
              event->state == PACKSHOT_JOB_WAITING ? _ ("You found it at the service")
                                                   : _ ("You said that it was not ordered"));
  else if (event->state == PACKSHOT_JOB_CANCELLED)
    add_good (self, event, _ ("Stopped by you"));
  else
    add_good (self, event, _ ("You asked to stop"));
}

static void
tell_make (Teller *self, const PackshotLedgerEvent *event)
{
  if (event->state == PACKSHOT_JOB_MAKING)
    add_good (self, event, _ ("Started"));
  else if (event->state == PACKSHOT_JOB_DONE)
    add_good (self, event, _ ("Made on this computer"));
  else if (event->state == PACKSHOT_JOB_CANCELLED)
    add_good (self, event, _ ("Stopped"));
  else if (event->state == PACKSHOT_JOB_FAILED)
    add_trouble (self, event, _ ("Could not be made"));
  else
    add_trouble (self, event, _ ("Interrupted"));
}

static void
tell_brought (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (event->state == PACKSHOT_JOB_DONE)
    add_good (self, event, _ ("Video collected"));
  else if (event->state == PACKSHOT_JOB_REVIEW && event->words != NULL && *event->words != '\0')
    add_trouble (self, event, _ ("Preview not collected"));
  else if (event->state == PACKSHOT_JOB_REVIEW)
    add_good (self, event, _ ("Preview collected"));
  else if (event->state == PACKSHOT_JOB_FAILED)
    add_trouble (self, event, _ ("Video not collected"));
  else if (event->state == PACKSHOT_JOB_WAITING && step == PACKSHOT_STEP_FETCH)
    add_trouble (self, event, _ ("The address of the video ran out"));
}

static void
tell_moved (Teller *self, const PackshotLedgerEvent *event, PackshotStep step)
{
  if (step == PACKSHOT_STEP_MAKE)
    tell_make (self, event);
  else if (step == PACKSHOT_STEP_FETCH || step == PACKSHOT_STEP_PREVIEW)
    tell_brought (self, event, step);
  else if (step == PACKSHOT_STEP_UPLOAD)
    tell_upload (self, event);
  else if (step == PACKSHOT_STEP_REHOST)
    tell_rehost (self, event);
  else if (event->state == PACKSHOT_JOB_CANCELLED)
    add_good (self, event, _ ("Stopped"));
  else if (event->state == PACKSHOT_JOB_FAILED)
    add_trouble (self, event, _ ("Could not be prepared"));
  else if (packshot_step_is_paid (step) && self->before == PACKSHOT_JOB_SUBMITTING)
    add_trouble (self, event, _ ("Nothing was sent"));
}

static void
tell (Teller *self, const PackshotLedgerEvent *event)
{
  PackshotStep step;

  if (event->kind == PACKSHOT_EVENT_CREATED)
    {
      add_good (self, event, event->state == PACKSHOT_JOB_WAITING ? _ ("Imported") : _ ("Added"));
      return;
    }
  /* Of a later version of the program. */
  if (!read_step (event->step, &step))
    return;

  switch (event->kind)
    {
    case PACKSHOT_EVENT_INTENDED:
      tell_intended (self, event, step);
      break;
    case PACKSHOT_EVENT_ANSWERED:
      tell_answered (self, event, step);
      break;
    case PACKSHOT_EVENT_UNANSWERED:
      tell_unanswered (self, event, step);
      break;
    case PACKSHOT_EVENT_DECIDED:
      tell_decided (self, event, step);
      break;
    case PACKSHOT_EVENT_MOVED:
      tell_moved (self, event, step);
      break;
    case PACKSHOT_EVENT_CREATED:
    case PACKSHOT_EVENT_SENT:
    default:
      break;
    }
}

/**
 * packshot_milestone_free:
 * @self: (transfer full): a milestone
 */
void
packshot_milestone_free (PackshotMilestone *self)
{
  g_free (self->title);
  g_free (self->words);
  g_free (self);
}

/**
 * packshot_milestones_new:
 * @events: (element-type PackshotLedgerEvent): the log of a job, the oldest first
 * @remote_ids: (element-type PackshotRemoteId): what its service calls it
 *
 * Returns: (transfer full) (element-type PackshotMilestone): what happened, the oldest first
 */
GPtrArray *
packshot_milestones_new (const GPtrArray *events, const GPtrArray *remote_ids)
{
  Teller teller = { .remote_ids = remote_ids, .before = PACKSHOT_JOB_DRAFT };

  g_return_val_if_fail (events != NULL && remote_ids != NULL, NULL);

  teller.milestones = g_ptr_array_new_with_free_func ((GDestroyNotify) packshot_milestone_free);
  for (guint i = 0; i < events->len; i++)
    {
      const PackshotLedgerEvent *event = g_ptr_array_index (events, i);

      tell (&teller, event);
      teller.before = event->state;
    }

  return teller.milestones;
}

/**
 * packshot_milestones_find_contact:
 * @events: (element-type PackshotLedgerEvent): the log of a job
 *
 * Returns: when its service was last heard of as far as that is written, in microseconds since
 *   1970, UTC; 0 where it never was
 */
gint64
packshot_milestones_find_contact (const GPtrArray *events)
{
  g_return_val_if_fail (events != NULL, 0);

  for (guint i = events->len; i > 0; i--)
    {
      const PackshotLedgerEvent *event = g_ptr_array_index (events, i - 1);

      if (event->kind == PACKSHOT_EVENT_ANSWERED)
        return event->at;
    }

  return 0;
}
