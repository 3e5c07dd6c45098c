/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fake-creatify-check.h"

#include <string.h>

#include "packshot-fake-personas.h"

#define MAX_ADDRESS 200

/**
 * packshot_fake_creatify_refuse_with:
 * @call: a call
 * @status: of the answer
 * @words: why
 */
void
packshot_fake_creatify_refuse_with (PackshotFakeCall *call, guint status, const char *words)
{
  call->status = status;
  packshot_fake_refuse (call, "%s", words);
}

/**
 * packshot_fake_creatify_refuse_field:
 * @call: a call
 * @field: what is wrong in it
 * @words: why
 */
void
packshot_fake_creatify_refuse_field (PackshotFakeCall *call, const char *field, const char *words)
{
  call->status = SOUP_STATUS_BAD_REQUEST;
  packshot_fake_refuse (call, "%s: %s", field, words);
}

/* (nullable): it is there, but null. */
static const char *
get_string (JsonObject *asked, const char *name)
{
  JsonNode *node = json_object_get_member (asked, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
check_text (PackshotFakeCall *call, JsonObject *asked, const char *name)
{
  const char *text = get_string (asked, name);

  if (text == NULL)
    packshot_fake_creatify_refuse_field (call, name, "Not a valid string.");
  else if (*text == '\0')
    packshot_fake_creatify_refuse_field (call, name, "This field may not be blank.");
}

static gboolean
is_address (const char *text)
{
  return g_uri_is_valid (text, G_URI_FLAGS_ENCODED, NULL)
         && (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"));
}

static void
check_address (PackshotFakeCall *call, JsonObject *asked, const char *name)
{
  const char *text = get_string (asked, name);

  if (text == NULL || !is_address (text))
    packshot_fake_creatify_refuse_field (call, name, "Enter a valid URL.");
  else if (strlen (text) > MAX_ADDRESS && !g_str_equal (name, "product_showcase_url"))
    packshot_fake_creatify_refuse_field (call, name,
                                         "Ensure this field has no more than 200 characters.");
}

static void
check_one_of (PackshotFakeCall *call, JsonObject *asked, const char *name, const char *const *known)
{
  const char *text = get_string (asked, name);

  if (text == NULL || !g_strv_contains (known, text))
    packshot_fake_creatify_refuse_field (call, name, "This is not a valid choice.");
}

static void
check_avatar (PackshotFakeCall *call, JsonObject *asked, const char *name)
{
  const char *text = get_string (asked, name);

  if (text == NULL || !g_uuid_string_is_valid (text))
    packshot_fake_creatify_refuse_field (call, name, "Must be a valid UUID.");
  else if (!packshot_fake_personas_has (text))
    packshot_fake_creatify_refuse_field (call, name, "There is no such avatar.");
}

static void
check_member (PackshotFakeCall *call, JsonObject *asked, const char *name)
{
  static const char *const types[] = { "product_anyshot", "product_avatar", NULL };
  static const char *const ratios[] = { "9x16", "16x9", "1x1", NULL };
  static const char *const styles[] = { "talking", "display", NULL };
  static const char *const addresses[] = { "product_url", "product_showcase_url", "webhook_url",
                                           NULL };

  if (g_strv_contains (addresses, name))
    check_address (call, asked, name);
  else if (g_str_equal (name, "type"))
    check_one_of (call, asked, name, types);
  else if (g_str_equal (name, "aspect_ratio"))
    check_one_of (call, asked, name, ratios);
  else if (g_str_equal (name, "motion_style"))
    check_one_of (call, asked, name, styles);
  else if (g_str_equal (name, "override_avatar"))
    check_avatar (call, asked, name);
  else
    check_text (call, asked, name);
}

/**
 * packshot_fake_creatify_read:
 * @call: a call
 * @known: which members are documented for it
 *
 * Refuses a body that has others, or wrong ones.
 *
 * Returns: (transfer full) (nullable): what was asked for; %NULL where it was refused
 */
JsonNode *
packshot_fake_creatify_read (PackshotFakeCall *call, const char *const *known)
{
  g_autoptr (JsonNode) root = packshot_fake_call_read_json (call);
  g_autoptr (GList) names = NULL;
  JsonObject *asked;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || call->query != NULL)
    {
      packshot_fake_creatify_refuse_with (call, SOUP_STATUS_BAD_REQUEST, "JSON parse error");
      return NULL;
    }

  asked = json_node_get_object (root);
  names = json_object_get_members (asked);
  for (GList *l = names; l != NULL && call->words == NULL; l = l->next)
    {
      if (g_strv_contains (known, l->data))
        check_member (call, asked, l->data);
      else
        packshot_fake_creatify_refuse_field (call, l->data, "Unknown field.");
    }

  return call->words == NULL ? g_steal_pointer (&root) : NULL;
}
