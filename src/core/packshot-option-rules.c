/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-core"

/* What an option has to do with the rest of its manifest. */

#include "packshot-option-rules.h"

#include "packshot-condition-reader.h"
#include "packshot-json.h"
#include "packshot-nick.h"
#include "packshot-option-private.h"

/* An option of a step that the service does not have could never be given. */
static gboolean
check_steps (PackshotManifest *manifest, PackshotOption *option, const char *path, GError **error)
{
  for (guint i = 0; i < PACKSHOT_N_STEPS; i++)
    {
      if (i != PACKSHOT_STEP_CREATE && packshot_option_has_step (option, i)
          && !packshot_manifest_offers_step (manifest, i))
        return packshot_json_fail (error, path, "steps", "there is no price of the step “%s”",
                                   packshot_nick (PACKSHOT_TYPE_STEP, i));
    }

  if (option->main && !packshot_option_has_step (option, PACKSHOT_STEP_CREATE))
    return packshot_json_fail (error, path, "steps", "the main picture needs create");

  return TRUE;
}

static gboolean
check_role (PackshotManifest *manifest, PackshotOption *option, const char *path, GError **error)
{
  if (option->role != NULL && packshot_manifest_find_role (manifest, option->role) != option)
    return packshot_json_fail (error, path, "role", "another option has it");

  return TRUE;
}

static gboolean
read_continues (PackshotManifest *manifest,
                PackshotOption *option,
                JsonObject *object,
                const char *path,
                GError **error)
{
  g_autofree char *place = g_strconcat (path, ".continues", NULL);
  JsonNode *node = json_object_get_member (object, "continues");

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return packshot_json_fail (error, path, "continues", "expected an object");

  option->continues =
      packshot_condition_read (manifest, NULL, json_node_get_object (node), place, error);
  return option->continues != NULL;
}

static gboolean
read_choices (PackshotManifest *manifest,
              PackshotOption *option,
              JsonObject *object,
              const char *path,
              GError **error)
{
  JsonArray *array = NULL;

  if (!packshot_json_get_array (object, path, "choices", PACKSHOT_JSON_OPTIONAL, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.choices[%u]", path, i);
      PackshotChoice *choice = g_ptr_array_index (option->choices, i);

      if (!packshot_conditions_read (manifest, option, json_array_get_object_element (array, i),
                                     place, "when", choice->when, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * packshot_option_rules_read:
 * @manifest: a manifest whose options and models are known
 * @option: one of its options, which has no rules yet
 * @object: that option as the file has it
 * @path: its place in the file
 * @error: return location for a #PACKSHOT_CORE_ERROR_MANIFEST
 *
 * Reads when the option is asked, and checks what it says about the others.
 *
 * Returns: whether it was well
 */
gboolean
packshot_option_rules_read (PackshotManifest *manifest,
                            PackshotOption *option,
                            JsonObject *object,
                            const char *path,
                            GError **error)
{
  return packshot_conditions_read (manifest, option, object, path, "when", option->when, error)
         && packshot_conditions_read (manifest, option, object, path, "required_when",
                                      option->required_when, error)
         && read_choices (manifest, option, object, path, error)
         && read_continues (manifest, option, object, path, error)
         && check_steps (manifest, option, path, error)
         && check_role (manifest, option, path, error);
}
