/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-test"

#include "packshot-fuzz-bytes.h"

#include <string.h>

/* The most that is taken out, doubled or brought over at once. */
#define MAX_CHUNK 64

/* What programs that read text stumble over. */
static const char *const tokens[] = {
  "null",
  "true",
  "-1",
  "0",
  "1e309",
  "-0.0",
  "18446744073709551616",
  "\"\"",
  "{}",
  "[]",
  "{",
  "[",
  "}",
  "]",
  "\"",
  ",",
  ":",
  "\\",
  "\\u0000",
  "\\ud800",
  "\\ud83d\\ude00",
  "/*",
  "\xef\xbb\xbf",
  "\xff",
  "\xc0\x80",
  "\n",
  "\r\n",
  "../",
  "http://",
  "@",
  "%00",
  "\xe2\x80\xae",
  "'",
  "\xf0\x9f\x98\x80",
};

typedef void (*Change) (GByteArray *bytes, GRand *rand, GBytes *other);

static guint
pick (GRand *rand, guint n)
{
  return n > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) n) : 0;
}

static void
insert (GByteArray *bytes, guint at, gconstpointer data, guint size)
{
  guint old = bytes->len;

  g_byte_array_set_size (bytes, old + size);
  memmove (bytes->data + at + size, bytes->data + at, old - at);
  memcpy (bytes->data + at, data, size);
}

static void
flip_bit (GByteArray *bytes, GRand *rand, GBytes *other)
{
  if (bytes->len > 0)
    bytes->data[pick (rand, bytes->len)] ^= (guint8) (1 << pick (rand, 8));
}

static void
set_byte (GByteArray *bytes, GRand *rand, GBytes *other)
{
  if (bytes->len > 0)
    bytes->data[pick (rand, bytes->len)] = (guint8) pick (rand, 256);
}

static void
take_out (GByteArray *bytes, GRand *rand, GBytes *other)
{
  guint at = pick (rand, bytes->len);
  guint size = pick (rand, MIN (MAX_CHUNK, bytes->len - at) + 1);

  if (size > 0)
    g_byte_array_remove_range (bytes, at, size);
}

static void
cut_off (GByteArray *bytes, GRand *rand, GBytes *other)
{
  g_byte_array_set_size (bytes, pick (rand, bytes->len + 1));
}

static void
repeat (GByteArray *bytes, GRand *rand, GBytes *other)
{
  guint at = pick (rand, bytes->len);
  guint size = pick (rand, MIN (MAX_CHUNK, bytes->len - at) + 1);
  g_autofree guint8 *chunk = g_memdup2 (bytes->data + at, size);

  if (size > 0)
    insert (bytes, pick (rand, bytes->len + 1), chunk, size);
}

static void
bring_over (GByteArray *bytes, GRand *rand, GBytes *other)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (other, &n);
  guint at = pick (rand, (guint) n);
  guint size = pick (rand, MIN (MAX_CHUNK, (guint) n - at) + 1);

  if (size > 0)
    insert (bytes, pick (rand, bytes->len + 1), data + at, size);
}

static void
put_in (GByteArray *bytes, GRand *rand, GBytes *other)
{
  const char *token = tokens[pick (rand, G_N_ELEMENTS (tokens))];

  insert (bytes, pick (rand, bytes->len + 1), token, (guint) strlen (token));
}

static const Change changes[] = {
  flip_bit, set_byte, take_out, cut_off, repeat, bring_over, put_in,
};

/**
 * packshot_fuzz_change_bytes:
 * @bytes: what to change
 * @rand: where chance comes from
 * @other: what else there is, to bring over parts of it
 *
 * Makes one small change, as damage or malice would.
 */
void
packshot_fuzz_change_bytes (GByteArray *bytes, GRand *rand, GBytes *other)
{
  changes[pick (rand, G_N_ELEMENTS (changes))](bytes, rand, other);
}
