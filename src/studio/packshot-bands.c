/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-studio"

#include "packshot-bands.h"

/* More threads than this only wait for memory. */
#define MAX_THREADS 16

typedef struct
{
  PackshotBands *bands; /* (unowned) */
  GThread *thread;      /* (owned) */
  guint index;
} Helper;

struct _PackshotBands
{
  Helper helpers[MAX_THREADS];
  guint n_helpers;

  GMutex mutex;
  GCond start; /* a new run, or the end */
  GCond done;  /* the last helper has left a run */

  /* Under the mutex. */
  guint run;
  guint n_working;
  gboolean quit;

  /* Written before a run starts, read during it. */
  PackshotBandFunc func;
  gpointer user_data;
  guint n_bands;

  gint next_band; /* atomic */
};

static void
take_bands (PackshotBands *self, guint thread)
{
  for (;;)
    {
      guint band = (guint) g_atomic_int_add (&self->next_band, 1);

      if (band >= self->n_bands)
        return;
      self->func (band, thread, self->user_data);
    }
}

static gpointer
helper_main (gpointer data)
{
  Helper *helper = data;
  PackshotBands *self = helper->bands;
  guint seen = 0;

  g_mutex_lock (&self->mutex);
  for (;;)
    {
      while (self->run == seen && !self->quit)
        g_cond_wait (&self->start, &self->mutex);
      if (self->quit)
        break;
      seen = self->run;
      g_mutex_unlock (&self->mutex);

      take_bands (self, helper->index);

      g_mutex_lock (&self->mutex);
      if (--self->n_working == 0)
        g_cond_signal (&self->done);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/**
 * packshot_bands_new:
 * @n_threads: how many threads work, the caller's among them; 0 for one a processor
 *
 * Returns: (transfer full): the threads, waiting
 */
PackshotBands *
packshot_bands_new (guint n_threads)
{
  PackshotBands *self = g_new0 (PackshotBands, 1);

  if (n_threads == 0)
    n_threads = g_get_num_processors ();

  g_mutex_init (&self->mutex);
  g_cond_init (&self->start);
  g_cond_init (&self->done);

  self->n_helpers = MIN (n_threads, MAX_THREADS) - 1;
  for (guint i = 0; i < self->n_helpers; i++)
    {
      self->helpers[i].bands = self;
      self->helpers[i].index = i + 1;
      self->helpers[i].thread = g_thread_new ("packshot-band", helper_main, &self->helpers[i]);
    }

  return self;
}

/**
 * packshot_bands_free:
 * @self: (transfer full): threads that have nothing to do
 *
 * Ends them, and waits until they have.
 */
void
packshot_bands_free (PackshotBands *self)
{
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_broadcast (&self->start);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < self->n_helpers; i++)
    g_thread_join (self->helpers[i].thread);

  g_cond_clear (&self->done);
  g_cond_clear (&self->start);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * packshot_bands_get_n_threads:
 * @self: threads
 *
 * Returns: how many work at once, with the one that asks them to
 */
guint
packshot_bands_get_n_threads (PackshotBands *self)
{
  return self->n_helpers + 1;
}

/**
 * packshot_bands_run:
 * @self: the threads
 * @n_bands: how many bands there are
 * @func: (scope call): called once a band, on any of the threads, in any order
 * @user_data: data for @func
 *
 * Works on all bands and returns when the last is finished. One run at a time.
 */
void
packshot_bands_run (PackshotBands *self, guint n_bands, PackshotBandFunc func, gpointer user_data)
{
  g_mutex_lock (&self->mutex);
  self->func = func;
  self->user_data = user_data;
  self->n_bands = n_bands;
  g_atomic_int_set (&self->next_band, 0);
  self->n_working = self->n_helpers;
  self->run++;
  g_cond_broadcast (&self->start);
  g_mutex_unlock (&self->mutex);

  take_bands (self, 0);

  g_mutex_lock (&self->mutex);
  while (self->n_working > 0)
    g_cond_wait (&self->done, &self->mutex);
  g_mutex_unlock (&self->mutex);
}
