/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Has a mistake that only a changed input meets: a test sees that it is found. */

#include <stdlib.h>

#include "packshot-fuzz-json.h"
#include "packshot-fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (JsonNode) root = packshot_fuzz_json_read (bytes);
  JsonNode *ids = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    ids = json_object_get_member (json_node_get_object (root), "ids");
  if (ids != NULL && JSON_NODE_HOLDS_ARRAY (ids)
      && json_array_get_length (json_node_get_array (ids)) == 0)
    abort ();

  return 0;
}
