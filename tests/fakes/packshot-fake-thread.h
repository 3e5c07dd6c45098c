/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

typedef struct _PackshotFakeThread PackshotFakeThread;

typedef void (*PackshotFakeThreadFunc) (gpointer user_data);

PackshotFakeThread *packshot_fake_thread_new (const char *name,
                                              PackshotFakeThreadFunc begin,
                                              PackshotFakeThreadFunc end,
                                              gpointer user_data);
void packshot_fake_thread_free (PackshotFakeThread *self);

SoupServer *packshot_fake_thread_listen (guint port,
                                         SoupServerCallback callback,
                                         gpointer user_data,
                                         char **url);
void packshot_fake_thread_hang_up (SoupServer **server);
