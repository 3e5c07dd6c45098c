/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

/* Changes to what JSON says, so that it stays JSON: random bytes hardly get past the parser. */

#include "packshot-fuzz-json.h"

#define MAX_COPIES 40
#define LONG_TEXT  6000
#define MAX_NESTED 60

/* A place where a value is: a member of an object, or an element of a list. */
typedef struct
{
  JsonNode *parent; /* (unowned) */
  char *key;        /* (owned) (nullable): of an object */
  guint index;      /* of a list */
} Slot;

static const char *const texts[] = {
  "",
  " ",
  "0",
  "-1",
  "12.5",
  "null",
  "a\nb\tc",
  "../../etc/passwd",
  "/etc/passwd",
  "//evil.test/x",
  "@evil.test/x",
  ".evil.test",
  "http://",
  "http://[",
  "http://a:99999/",
  "https://user:pw@evil.test",
  "file:///etc/passwd",
  "javascript:x",
  "http://evil.test/%00",
  "\\\\evil\\x",
  "?ids=a&b",
  "a,b",
  "a b",
  "%s%n%d",
  "{\"a\":1}",
  "\u202e4pm",
  "\xf0\x9f\x98\x80",
  "\xef\xbf\xbf",
  "\xc2\x85",
  "-",
};

static const gint64 whole_numbers[] = {
  0, 1, 2, 3, 4, -1, G_MAXINT, G_MININT, G_MAXINT64, G_MININT64, 9007199254740993, 100, 65536
};

static const double broken_numbers[] = { 0.5, -0.0, 2.0, 1e300, -1e300, 1e-300, 9.3e18, 1e15 };

static guint
pick (GRand *rand, guint n)
{
  return n > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) n) : 0;
}

static void
slot_clear (gpointer data)
{
  g_free (((Slot *) data)->key);
}

static void
collect (GArray *slots, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) keys = json_object_get_members (object);

      for (GList *l = keys; l != NULL; l = l->next)
        {
          Slot slot = { node, g_strdup (l->data), 0 };

          g_array_append_val (slots, slot);
          collect (slots, json_object_get_member (object, l->data));
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          Slot slot = { node, NULL, i };

          g_array_append_val (slots, slot);
          collect (slots, json_array_get_element (array, i));
        }
    }
}

static GArray *
find_slots (JsonNode *root)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (Slot));

  g_array_set_clear_func (slots, slot_clear);
  collect (slots, root);

  return slots;
}

/* Returns: (transfer none) */
static JsonNode *
get (const Slot *slot)
{
  return slot->key != NULL
             ? json_object_get_member (json_node_get_object (slot->parent), slot->key)
             : json_array_get_element (json_node_get_array (slot->parent), slot->index);
}

static void
drop (const Slot *slot)
{
  if (slot->key != NULL)
    json_object_remove_member (json_node_get_object (slot->parent), slot->key);
  else
    json_array_remove_element (json_node_get_array (slot->parent), slot->index);
}

/* @value is taken. Of a list it comes to the end, where it does not matter which element is odd. */
static void
set (const Slot *slot, JsonNode *value)
{
  if (slot->key != NULL)
    {
      json_object_set_member (json_node_get_object (slot->parent), slot->key, value);
    }
  else
    {
      json_array_remove_element (json_node_get_array (slot->parent), slot->index);
      json_array_add_element (json_node_get_array (slot->parent), value);
    }
}

static JsonNode *
make_nested (GRand *rand)
{
  JsonNode *node = json_node_new (JSON_NODE_NULL);

  for (guint i = pick (rand, MAX_NESTED); i > 0; i--)
    {
      JsonNode *outer = json_node_new (JSON_NODE_ARRAY);

      json_node_take_array (outer, json_array_new ());
      json_array_add_element (json_node_get_array (outer), node);
      node = outer;
    }

  return node;
}

static JsonNode *
make_value (GRand *rand)
{
  JsonNode *node = json_node_alloc ();
  g_autofree char *text = NULL;

  switch (pick (rand, 8))
    {
    case 0:
      return json_node_init_null (node);
    case 1:
      return json_node_init_boolean (node, g_rand_boolean (rand));
    case 2:
      return json_node_init_int (node, whole_numbers[pick (rand, G_N_ELEMENTS (whole_numbers))]);
    case 3:
      return json_node_init_double (node,
                                    broken_numbers[pick (rand, G_N_ELEMENTS (broken_numbers))]);
    case 4:
      text = g_strnfill (pick (rand, LONG_TEXT), 'x');
      return json_node_init_string (node, text);
    case 5:
      json_node_init (node, JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
      return node;
    case 6:
      json_node_free (node);
      return make_nested (rand);
    default:
      return json_node_init_string (node, texts[pick (rand, G_N_ELEMENTS (texts))]);
    }
}

/* Some of a text stays, so that what is only nearly right comes too. */
static JsonNode *
make_like (JsonNode *old, GRand *rand)
{
  g_autoptr (GString) text = NULL;

  if (!JSON_NODE_HOLDS_VALUE (old) || json_node_get_value_type (old) != G_TYPE_STRING)
    return make_value (rand);

  text = g_string_new (json_node_get_string (old));
  if (g_rand_boolean (rand))
    g_string_append (text, texts[pick (rand, G_N_ELEMENTS (texts))]);
  else
    g_string_prepend (text, texts[pick (rand, G_N_ELEMENTS (texts))]);

  return json_node_init_string (json_node_alloc (), text->str);
}

/* A copy to its depth: json_node_copy() shares objects and lists, and a change of one of them would
 * be a change of all, or make a ring. */
static JsonNode *
copy_deep (JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);
  JsonNode *copy = json_from_string (text, NULL);

  /* Not each number that can be written can be read. */
  return copy != NULL ? copy : json_node_new (JSON_NODE_NULL);
}

static void
multiply (const Slot *slot, GRand *rand)
{
  for (guint i = pick (rand, MAX_COPIES); i > 0; i--)
    {
      JsonNode *copy = copy_deep (get (slot));

      if (slot->key != NULL)
        {
          g_autofree char *key = g_strdup_printf ("%s%u", slot->key, i);

          json_object_set_member (json_node_get_object (slot->parent), key, copy);
        }
      else
        {
          json_array_add_element (json_node_get_array (slot->parent), copy);
        }
    }
}

/**
 * packshot_fuzz_json_read:
 * @bytes: anything
 *
 * Returns: (transfer full) (nullable): what it says; %NULL where it is no JSON
 */
JsonNode *
packshot_fuzz_json_read (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return g_utf8_validate (text, -1, NULL) ? json_from_string (text, NULL) : NULL;
}

/**
 * packshot_fuzz_json_change:
 * @root: what to change
 * @rand: where chance comes from
 * @other: what else there is, to bring over parts of it
 *
 * Makes one change somewhere in it: a value of another type, an absurd one, one from elsewhere, one
 * more, one less.
 */
void
packshot_fuzz_json_change (JsonNode *root, GRand *rand, JsonNode *other)
{
  g_autoptr (GArray) slots = find_slots (root);
  g_autoptr (GArray) others = find_slots (other);
  const Slot *slot;

  if (slots->len == 0)
    return;

  slot = &g_array_index (slots, Slot, pick (rand, slots->len));
  switch (pick (rand, 8))
    {
    case 0:
      drop (slot);
      break;
    case 1:
      multiply (slot, rand);
      break;
    case 2:
      if (others->len > 0)
        set (slot, copy_deep (get (&g_array_index (others, Slot, pick (rand, others->len)))));
      break;
    case 3:
    case 4:
      set (slot, make_like (get (slot), rand));
      break;
    default:
      set (slot, make_value (rand));
      break;
    }
}
