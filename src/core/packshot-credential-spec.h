/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PackshotCredentialSpec:
 * @name: what it is stored under: "api-key"
 * @label: what a person reads: "API key"
 * @help: (nullable): where it is to be had, in one sentence
 * @environment: the environment variable that may hold it
 * @header: the header that carries it
 * @prefix: what stands before it there, "" for nothing
 *
 * A secret that a service wants to see: what it is called, never what it is. Belongs to its
 * manifest and never changes.
 */
typedef struct
{
  char *name;
  char *label;
  char *help;
  char *environment;
  char *header;
  char *prefix;
} PackshotCredentialSpec;

PackshotCredentialSpec *
packshot_credential_spec_new_from_json (JsonObject *object, const char *path, GError **error);
void packshot_credential_spec_free (PackshotCredentialSpec *credential);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PackshotCredentialSpec, packshot_credential_spec_free)

G_END_DECLS
