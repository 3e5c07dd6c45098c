/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-json.h"

G_BEGIN_DECLS

gboolean packshot_manifest_words_get (JsonObject *object,
                                      const char *path,
                                      const char *key,
                                      PackshotJsonNeed need,
                                      char **words,
                                      GError **error);
gboolean packshot_manifest_words_get_translated (JsonObject *object,
                                                 const char *path,
                                                 const char *key,
                                                 PackshotJsonNeed need,
                                                 char **words,
                                                 GError **error);
gboolean packshot_manifest_words_get_unit (JsonObject *object,
                                           const char *path,
                                           const char *key,
                                           char **one,
                                           char **other,
                                           GError **error);
gboolean packshot_manifest_words_get_list (JsonObject *object,
                                           const char *path,
                                           const char *key,
                                           GStrv *words,
                                           GError **error);
gboolean packshot_manifest_words_get_name (JsonObject *object,
                                           const char *path,
                                           const char *key,
                                           char **name,
                                           GError **error);
gboolean packshot_manifest_words_get_environment (JsonObject *object,
                                                  const char *path,
                                                  const char *key,
                                                  PackshotJsonNeed need,
                                                  char **name,
                                                  GError **error);
gboolean packshot_manifest_words_is_name (const char *text);
gboolean packshot_manifest_words_is_reserved (const char *name);

G_END_DECLS
