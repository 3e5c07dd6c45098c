/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PackshotJsonNeed:
 * @PACKSHOT_JSON_OPTIONAL: a member that is not there leaves the caller's value as it was
 * @PACKSHOT_JSON_REQUIRED: a member that is not there is an error
 */
typedef enum
{
  PACKSHOT_JSON_OPTIONAL,
  PACKSHOT_JSON_REQUIRED,
} PackshotJsonNeed;

JsonNode *packshot_json_parse (GBytes *bytes, gsize max_size, GError **error);

gboolean packshot_json_check_keys (JsonObject *object,
                                   const char *path,
                                   const char *const *known,
                                   GError **error);
gboolean packshot_json_get_string (JsonObject *object,
                                   const char *path,
                                   const char *key,
                                   PackshotJsonNeed need,
                                   const char **value,
                                   GError **error);
gboolean packshot_json_get_number (JsonObject *object,
                                   const char *path,
                                   const char *key,
                                   PackshotJsonNeed need,
                                   double *value,
                                   GError **error);
gboolean packshot_json_get_uint (JsonObject *object,
                                 const char *path,
                                 const char *key,
                                 PackshotJsonNeed need,
                                 guint *value,
                                 GError **error);
gboolean packshot_json_get_boolean (JsonObject *object,
                                    const char *path,
                                    const char *key,
                                    PackshotJsonNeed need,
                                    gboolean *value,
                                    GError **error);
gboolean packshot_json_get_array (JsonObject *object,
                                  const char *path,
                                  const char *key,
                                  PackshotJsonNeed need,
                                  JsonArray **value,
                                  GError **error);
gboolean packshot_json_get_strv (JsonObject *object,
                                 const char *path,
                                 const char *key,
                                 PackshotJsonNeed need,
                                 GStrv *value,
                                 GError **error);
JsonObject *
packshot_json_array_get_object (JsonArray *array, const char *path, guint index, GError **error);

gboolean
packshot_json_fail (GError **error, const char *path, const char *key, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
