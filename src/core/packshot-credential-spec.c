/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

#include "packshot-credential-spec.h"

#include <string.h>

#include "packshot-json.h"
#include "packshot-manifest-words.h"

static const char *const keys[] = {
  "name", "label", "help", "environment", "header", "prefix", NULL
};

/* Those by which a request is framed and delivered; a secret in them would change the request. */
static const char *const taken_headers[] = {
  "host",         "content-length",
  "content-type", "transfer-encoding",
  "connection",   "content-range",
  "cookie",       "expect",
  "range",        "te",
  "upgrade",      "trailer",
  "location",     "if-range",
  "date",         NULL,
};

static gboolean
is_header (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return FALSE;
    }

  return g_ascii_isalpha (*text) && !g_strv_contains (taken_headers, lower);
}

static gboolean
read_header (PackshotCredentialSpec *self, JsonObject *object, const char *path, GError **error)
{
  const char *header;
  const char *prefix = "";

  if (!packshot_json_get_string (object, path, "header", PACKSHOT_JSON_REQUIRED, &header, error)
      || !packshot_json_get_string (object, path, "prefix", PACKSHOT_JSON_OPTIONAL, &prefix, error))
    return FALSE;

  if (!is_header (header))
    return packshot_json_fail (error, path, "header",
                               "expected the name of a header that may hold a secret");

  for (const char *p = prefix; *p != '\0'; p++)
    {
      if (!g_ascii_isprint (*p))
        return packshot_json_fail (error, path, "prefix", "expected ASCII characters");
    }

  self->header = g_strdup (header);
  self->prefix = g_strdup (prefix);
  return TRUE;
}

/**
 * packshot_credential_spec_new_from_json:
 * @object: one element of a manifest's "credentials", see packshot-manifest.h
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Returns: (transfer full): a new credential, or %NULL on error
 */
PackshotCredentialSpec *
packshot_credential_spec_new_from_json (JsonObject *object, const char *path, GError **error)
{
  g_autoptr (PackshotCredentialSpec) self = g_new0 (PackshotCredentialSpec, 1);

  if (!packshot_json_check_keys (object, path, keys, error)
      || !packshot_manifest_words_get_name (object, path, "name", &self->name, error)
      || !packshot_manifest_words_get_translated (object, path, "label", PACKSHOT_JSON_REQUIRED,
                                                  &self->label, error)
      || !packshot_manifest_words_get_translated (object, path, "help", PACKSHOT_JSON_OPTIONAL,
                                                  &self->help, error)
      || !packshot_manifest_words_get_environment (
          object, path, "environment", PACKSHOT_JSON_REQUIRED, &self->environment, error)
      || !read_header (self, object, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * packshot_credential_spec_free:
 * @credential: (transfer full): a credential
 */
void
packshot_credential_spec_free (PackshotCredentialSpec *credential)
{
  g_free (credential->name);
  g_free (credential->label);
  g_free (credential->help);
  g_free (credential->environment);
  g_free (credential->header);
  g_free (credential->prefix);
  g_free (credential);
}
