/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/**
 * PackshotFakePart:
 * @name: of the field
 * @file_name: (nullable): what the file is called; %NULL for a text
 * @content_type: (nullable): what it is said to be
 * @bytes: what is in it
 *
 * A part of a form.
 */
typedef struct
{
  char *name;         /* (owned) */
  char *file_name;    /* (owned) */
  char *content_type; /* (owned) */
  GBytes *bytes;      /* (owned) */
} PackshotFakePart;

GPtrArray *packshot_fake_form_read (SoupServerMessage *message, GBytes *body);
const PackshotFakePart *packshot_fake_form_find (GPtrArray *parts, const char *name);
gboolean packshot_fake_part_is_text (const PackshotFakePart *part, const char *text);
gboolean packshot_fake_part_is_picture (const PackshotFakePart *part);
