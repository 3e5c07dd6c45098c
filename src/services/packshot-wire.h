/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The most bytes of an answer in JSON that are read. */
#define PACKSHOT_WIRE_MAX_BYTES (8 * 1024 * 1024)

JsonNode *packshot_wire_parse (GBytes *body);
JsonNode *packshot_wire_parse_list (GBytes *body);

JsonObject *packshot_wire_get_object (JsonObject *object, const char *key);
JsonArray *packshot_wire_get_array (JsonObject *object, const char *key);
const char *packshot_wire_get_string (JsonObject *object, const char *key);
const char *packshot_wire_get_element (JsonArray *array, guint index);
JsonObject *packshot_wire_get_member (JsonArray *array, guint index);
gboolean packshot_wire_get_int (JsonObject *object, const char *key, gint64 *value);
gint64 packshot_wire_get_money (JsonObject *object, const char *key);
guint packshot_wire_get_size (JsonObject *object, const char *key);

char *packshot_wire_dup_words (JsonObject *object, const char *const *keys);
gboolean packshot_wire_is_id (const char *text);
char *packshot_wire_join_url (const char *prefix, const char *path);

G_END_DECLS
