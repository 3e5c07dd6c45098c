/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-peer.h"

/**
 * PackshotTestServedFilm:
 *
 * A file on a server that serves it well, or badly in the ways of its members. Another version has
 * other bytes everywhere.
 */
typedef struct
{
  int version;
  const char *tag;      /* (nullable): of ETag, with its quotation marks */
  const char *modified; /* (nullable): of Last-Modified */
  const char *type;     /* (nullable): of Content-Type */
  const char *location; /* (nullable): redirects there */
  gsize size;
  gsize cut_at;              /* the connection breaks off here; 0 is never */
  gboolean resets;           /* … with a reset */
  gboolean hangs;            /* … or not at all */
  gboolean drips;            /* … into single bytes, a few a second, and then as below */
  gboolean ignores_range;    /* and sends all of it */
  gboolean ignores_if_range; /* and sends a part of whatever it has */
  gboolean hides_tag;        /* with a part */
  gboolean hides_length;
  gboolean has_expired;
  goffset wrong_start; /* added to where the part begins */
} PackshotTestServedFilm;

char *packshot_test_served_film_make_bytes (const PackshotTestServedFilm *film);
void packshot_test_served_film_serve (PackshotTestCaller *caller, gpointer user_data);
