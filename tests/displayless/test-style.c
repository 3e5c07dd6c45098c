/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "packshot-studio-error.h"
#include "packshot-style.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include <string.h>

#define N_MUTANTS 4000

static GBytes *
lookup (const char *path)
{
  g_autofree char *full = g_strconcat (PACKSHOT_RESOURCE_PREFIX "/", path, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_resources_lookup_data (full, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  return bytes;
}

/* The words of an option of the manifest. */
static GPtrArray *
read_choices (const char *option)
{
  g_autoptr (GBytes) bytes = lookup ("services/studio.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) options = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  JsonObject *root;

  g_assert_true (json_parser_load_from_data (parser, text, (gssize) length, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  options = json_array_get_elements (json_object_get_array_member (root, "options"));
  for (GList *l = options; l != NULL; l = l->next)
    {
      JsonObject *object = json_node_get_object (l->data);
      JsonArray *array;

      if (!g_str_equal (json_object_get_string_member (object, "name"), option))
        continue;
      array = json_object_get_array_member (object, "choices");
      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (choices, g_strdup (json_object_get_string_member (
                                      json_array_get_object_element (array, i), "value")));
    }

  return choices;
}

/* What the manifest offers is there, and what is there is offered. */
static void
test_offered (void)
{
  g_autoptr (GPtrArray) choices = read_choices ("style");
  g_auto (GStrv) files = g_resources_enumerate_children (PACKSHOT_RESOURCE_PREFIX "/styles",
                                                         G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert_cmpuint (choices->len, >=, 2);
  g_assert_cmpuint (choices->len, ==, g_strv_length (files));
  for (guint i = 0; i < choices->len; i++)
    {
      const char *id = choices->pdata[i];
      g_autofree char *file = g_strconcat (id, ".json", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (PackshotStyle) style = packshot_style_load (id, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (style->id, ==, id);
      g_assert_true (g_strv_contains ((const char *const *) files, file));
    }
}

static void
test_missing (void)
{
  const char *const names[] = { "none", "", "../services/studio", "drift.json", "drift\n" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (packshot_style_load (names[i], &error));
      g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE);
    }
}

static PackshotStyle *
parse (const char *text, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return packshot_style_new_from_bytes (bytes, "test.json", error);
}

/* A whole style; each of the bad ones below has one word of it replaced. */
static const char good[] =
    "{ \"format\": 1, \"id\": \"x\", \"name\": \"X\", \"fonts\": \"Sans\", \"transition\": 0.5,"
    "  \"cover\": 0.25, \"shots\": ["
    "    { \"name\": \"one\", \"weight\": 2, \"from\": { \"framing\": \"whole\", \"zoom\": 1.5 },"
    "      \"to\": { \"framing\": \"detail\", \"x\": 0.125, \"y\": -0.125 }, \"softness\": 0.75,"
    "      \"title\": { \"place\": \"lower\", \"from\": 0.2, \"to\": 0.8 } },"
    "    { \"from\": { \"framing\": \"card\" }, \"to\": { \"framing\": \"product\" } } ] }";

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PackshotStyle) style = parse (good, -1, &error);
  const PackshotStyleShot *first, *second;

  g_assert_no_error (error);
  g_assert_cmpstr (style->id, ==, "x");
  g_assert_cmpstr (style->fonts, ==, "Sans");
  g_assert_cmpfloat (style->transition, ==, 0.5);
  g_assert_cmpfloat (style->cover, ==, 0.25);
  g_assert_cmpuint (style->shots->len, ==, 2);

  first = &g_array_index (style->shots, PackshotStyleShot, 0);
  g_assert_cmpfloat (first->weight, ==, 2);
  g_assert_cmpint (first->from.framing, ==, PACKSHOT_FRAMING_WHOLE);
  g_assert_cmpfloat (first->from.zoom, ==, 1.5);
  g_assert_cmpint (first->to.framing, ==, PACKSHOT_FRAMING_DETAIL);
  g_assert_cmpfloat (first->to.x, ==, 0.125);
  g_assert_cmpfloat (first->to.y, ==, -0.125);
  g_assert_cmpfloat (first->softness, ==, 0.75);
  g_assert_cmpint (first->title, ==, PACKSHOT_TITLE_LOWER);
  g_assert_cmpfloat (first->title_from, ==, 0.2);
  g_assert_cmpfloat (first->title_to, ==, 0.8);

  /* What is not said. */
  second = &g_array_index (style->shots, PackshotStyleShot, 1);
  g_assert_cmpfloat (second->weight, ==, 1);
  g_assert_cmpfloat (second->from.zoom, ==, 1);
  g_assert_cmpfloat (second->softness, ==, 1);
  g_assert_cmpint (second->title, ==, PACKSHOT_TITLE_NONE);
}

typedef struct
{
  const char *word;
  const char *instead;
  const char *path;
} Bad;

/* Whoever wrote the file finds the place by what the error says. */
static void
test_bad (void)
{
  static const Bad bad[] = {
    { "\"format\": 1", "\"format\": 2", "format" },
    { "\"format\": 1, ", "", "format" },
    { "\"id\": \"x\", ", "", "id" },
    { "\"name\": \"X\"", "\"name\": 7", "name" },
    { "\"transition\": 0.5", "\"transition\": -1", "transition" },
    { "\"transition\": 0.5", "\"transition\": \"0.5\"", "transition" },
    { "\"cover\": 0.25", "\"cover\": 1.5", "cover" },
    { "\"cover\": 0.25", "\"covers\": 0.25", "covers" },
    { "\"weight\": 2", "\"weight\": 0", "shots[0].weight" },
    { "\"weight\": 2", "\"weight\": 1e300", "shots[0].weight" },
    { "\"zoom\": 1.5", "\"zoom\": 0", "shots[0].from.zoom" },
    { "\"zoom\": 1.5", "\"zoom\": null", "shots[0].from.zoom" },
    { "\"zoom\": 1.5", "\"zooom\": 1.5", "shots[0].from.zooom" },
    { "\"framing\": \"detail\"", "\"framing\": \"detial\"", "shots[0].to.framing" },
    { "\"y\": -0.125", "\"y\": -1.125", "shots[0].to.y" },
    { "\"softness\": 0.75", "\"softness\": 2", "shots[0].softness" },
    { "\"softness\": 0.75", "\"softness\": [0]", "shots[0].softness" },
    { "\"place\": \"lower\", ", "", "shots[0].title.place" },
    { "\"from\": 0.2", "\"from\": 0.9", "shots[0].title.to" },
    { "{ \"place\": \"lower\", \"from\": 0.2, \"to\": 0.8 }", "7", "shots[0].title" },
    { "\"from\": { \"framing\": \"card\" }", "\"from\": 3", "shots[1].from" },
    { "\"from\": { \"framing\": \"card\" }, ", "", "shots[1].from" },
    { "\"to\": { \"framing\": \"product\" }", "\"too\": 1", "shots[1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GString) text = g_string_new (good);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (text, bad[i].word, bad[i].instead, 1), ==, 1);
      g_assert_null (parse (text->str, -1, &error));
      g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "test.json"));
      g_assert_nonnull (strstr (error->message, bad[i].path));
    }
}

static void
test_hostile (void)
{
  const char *const texts[] = { "", "{", "[]", "7", "null", "{}", "{ \"format\": 1 }", "\xff\xfe" };
  g_autoptr (GString) many = g_string_new ("{ \"format\": 1, \"id\": \"x\", \"name\": \"X\", "
                                           "\"shots\": [");
  g_autofree char *deep = g_strnfill (60000, '[');
  g_autofree char *large = g_strnfill (1 << 20, ' ');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (texts[i], -1, &error));
      g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE);
    }

  g_assert_null (parse (deep, -1, NULL));
  g_assert_null (parse (large, -1, NULL));
  for (int i = 0; i < 41; i++)
    g_string_append_printf (many,
                            "%s{ \"from\": { \"framing\": \"card\" }, "
                            "\"to\": { \"framing\": \"card\" } }",
                            i == 0 ? "" : ", ");
  g_string_append (many, "] }");
  g_assert_null (parse (many->str, -1, NULL));
}

/* A byte changed, a piece cut out, a piece doubled. */
static void
mutate (GRand *random, GByteArray *data)
{
  int n = g_rand_int_range (random, 1, 4);

  for (int i = 0; i < n && data->len > 8; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint) data->len - 8);
      guint length = (guint) g_rand_int_range (random, 1, 8);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          data->data[at] = (guint8) g_rand_int (random);
          break;
        case 1:
          data->data[at] = (guint8) "0123456789-.eE{}[]\":, "[g_rand_int_range (random, 0, 22)];
          break;
        case 2:
          g_byte_array_remove_range (data, at, length);
          break;
        default:
          {
            g_autofree guint8 *piece = g_memdup2 (data->data + at, length);

            g_byte_array_append (data, piece, length);
          }
        }
    }
}

static void
assert_sound (const PackshotStyle *style)
{
  g_assert_nonnull (style->id);
  g_assert_nonnull (style->fonts);
  g_assert_cmpuint (style->shots->len, >=, 1);
  for (guint i = 0; i < style->shots->len; i++)
    {
      const PackshotStyleShot *shot = &g_array_index (style->shots, PackshotStyleShot, i);

      g_assert_true (shot->weight > 0 && shot->from.zoom > 0 && shot->to.zoom > 0);
      g_assert_true (shot->title_from >= 0 && shot->title_to <= 1
                     && shot->title_from <= shot->title_to);
    }
}

/* Either a sound style or an error that names the file; never a crash, never both. */
static void
test_fuzz (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_sound = 0;

  for (int i = 0; i < N_MUTANTS; i++)
    {
      g_autoptr (GByteArray) data = g_byte_array_new ();
      g_autoptr (PackshotStyle) style = NULL;
      g_autoptr (GError) error = NULL;

      g_byte_array_append (data, (const guint8 *) good, sizeof good - 1);
      mutate (random, data);
      style = parse ((const char *) data->data, (gssize) data->len, &error);
      if (style != NULL)
        {
          g_assert_no_error (error);
          assert_sound (style);
          n_sound++;
          continue;
        }
      g_assert_error (error, PACKSHOT_STUDIO_ERROR, PACKSHOT_STUDIO_ERROR_STYLE);
      g_assert_nonnull (strstr (error->message, "test.json"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }

  g_test_message ("%u of %d mutants are sound", n_sound, N_MUTANTS);
  g_assert_cmpuint (n_sound, >, 0);
  g_assert_cmpuint (n_sound, <, N_MUTANTS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/style/offered", test_offered);
  g_test_add_func ("/style/missing", test_missing);
  g_test_add_func ("/style/values", test_values);
  g_test_add_func ("/style/bad", test_bad);
  g_test_add_func ("/style/hostile", test_hostile);
  g_test_add_func ("/style/fuzz", test_fuzz);

  return g_test_run ();
}
