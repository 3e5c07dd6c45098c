/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

/**
 * PackshotFakeHarm:
 *
 * Does to connections what a well-behaved server never does, in the thread that serves them.
 */
typedef struct _PackshotFakeHarm PackshotFakeHarm;

PackshotFakeHarm *packshot_fake_harm_new (void);
void packshot_fake_harm_free (PackshotFakeHarm *self);

void packshot_fake_harm_reset (PackshotFakeHarm *self, SoupServerMessage *message);
void packshot_fake_harm_close (PackshotFakeHarm *self, SoupServerMessage *message);
void packshot_fake_harm_hang (PackshotFakeHarm *self, SoupServerMessage *message);
void packshot_fake_harm_cut (PackshotFakeHarm *self,
                             SoupServerMessage *message,
                             const char *head,
                             GBytes *body);
void packshot_fake_harm_trickle (PackshotFakeHarm *self,
                                 SoupServerMessage *message,
                                 const char *head,
                                 GBytes *body,
                                 guint bytes_per_second);
void packshot_fake_harm_delay (PackshotFakeHarm *self, SoupServerMessage *message, double seconds);
