/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "packshot-job-copy.h"

G_BEGIN_DECLS

/* For the member answer_seconds: as long as the session says. */
#define PACKSHOT_CALL_DEFAULT_TIME 0

/**
 * PackshotCallFile:
 * @name: the field of the form that takes it
 * @path: (type filename): where it lies
 * @file_name: what it is called there
 * @content_type: what it is: "image/png"
 *
 * A file in a form.
 */
typedef struct
{
  char *name;
  char *path;
  char *file_name;
  char *content_type;
} PackshotCallFile;

/**
 * PackshotCall:
 * @method: "GET" or "POST"
 * @path: what follows the base address of the service; begins with a slash
 * @query: names and values of parameters by turns, ended by %NULL, as they are meant: escaping is
 *   packshot_call_dup_target()'s
 * @headers: names and values by turns, ended by %NULL; never one that carries secrets
 * @json: (nullable): the body, of the type application/json
 * @fields: names and values of the text fields of a form by turns, ended by %NULL
 * @file: (nullable): the file of the form, after its fields
 * @answer_seconds: how long the answer may take, or %PACKSHOT_CALL_DEFAULT_TIME
 *
 * A request to a service but for what only one who sends it knows: to which host, with which
 * secrets, and the bytes of a file. So it can be compared, logged and stored as it is. It has one
 * of @json and @file as its body, or none.
 */
typedef struct
{
  const char *method;
  char *path;
  GStrv query;
  GStrv headers;
  GBytes *json;
  GStrv fields;
  PackshotCallFile *file;
  guint answer_seconds;
} PackshotCall;

PackshotCall *packshot_call_new_get (const char *path);
PackshotCall *packshot_call_new_json (const char *path, JsonNode *body);
PackshotCall *
packshot_call_new_form (const char *path, const char *name, const PackshotJobCopy *copy);
void packshot_call_free (PackshotCall *call);

void packshot_call_add_query (PackshotCall *call, const char *name, const char *value);
void packshot_call_add_field (PackshotCall *call, const char *name, const char *value);
void packshot_call_add_header (PackshotCall *call, const char *name, const char *value);

char *packshot_call_dup_target (const PackshotCall *call);

const char *packshot_call_find_content_type (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCall, packshot_call_free)

G_END_DECLS
