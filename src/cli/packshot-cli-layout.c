/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-cli"

/* How text is laid out in the columns of a terminal. */

#include "packshot-cli-layout.h"

#include <math.h>
#include <string.h>
#include <sys/ioctl.h>

#include <glib/gi18n.h>

#define DEFAULT_WIDTH 80

/* Where the text of help ends: longer lines are hard to read. */
#define TEXT_WIDTH 88

#define MIN_BAR_WIDTH 10
#define MAX_BAR_WIDTH 40

static guint
char_columns (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

static void
append_bar (GString *line, double fraction, guint width, gboolean unicode)
{
  guint n_full = (guint) (fraction * width);

  g_string_append_c (line, '[');
  for (guint i = 0; i < width; i++)
    {
      if (i < n_full)
        g_string_append (line, unicode ? "█" : "#");
      else
        g_string_append (line, unicode ? "·" : ".");
    }
  g_string_append_c (line, ']');
}

/* "  45 %  0:03, 0:04 left", with what is known. */
static char *
format_figures (double fraction, double elapsed, double left)
{
  g_autofree char *so_far = packshot_cli_layout_time (elapsed);
  g_autofree char *to_come = left >= 0 ? packshot_cli_layout_time (ceil (left)) : NULL;

  if (fraction < 0)
    return g_strdup_printf ("  %s", so_far);
  if (to_come == NULL)
    return g_strdup_printf (" %3d %%  %s", (int) (fraction * 100), so_far);

  /* Translators: progress, what is being done, and a time such as “5 s”. */
  return g_strdup_printf (_ (" %3d %%  %s, %s left"), (int) (fraction * 100), so_far, to_come);
}

/**
 * packshot_cli_layout_columns:
 * @text: valid UTF-8 on one line
 *
 * Returns: how many columns of a terminal it fills
 */
guint
packshot_cli_layout_columns (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += char_columns (g_utf8_get_char (p));

  return n;
}

/**
 * packshot_cli_layout_terminal_width:
 * @fd: a file descriptor
 *
 * Returns: the columns of the terminal behind @fd, or 80 where there is none
 */
guint
packshot_cli_layout_terminal_width (int fd)
{
  struct winsize size;

  if (ioctl (fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;

  return DEFAULT_WIDTH;
}

/**
 * packshot_cli_layout_cut:
 * @text: valid UTF-8 on one line
 * @width: in columns
 *
 * Returns: (transfer full): the beginning of @text that fits into @width
 */
char *
packshot_cli_layout_cut (const char *text, guint width)
{
  const char *end = text;

  for (guint n = 0; *end != '\0'; end = g_utf8_next_char (end))
    {
      n += char_columns (g_utf8_get_char (end));
      if (n > width)
        break;
    }

  return g_strndup (text, end - text);
}

/**
 * packshot_cli_layout_append_row:
 * @text: where to append
 * @indent: the columns before @head
 * @head: what stands in the left column; may be ""
 * @head_width: the width of that column, or 0 for the whole line
 * @body: the words of the right column, broken at spaces where the line is full
 *
 * Appends one row of a table of two columns. A head that is too wide has a line of its own.
 */
void
packshot_cli_layout_append_row (GString *text,
                                guint indent,
                                const char *head,
                                guint head_width,
                                const char *body)
{
  g_auto (GStrv) words = g_strsplit (body, " ", -1);
  guint start = indent + head_width;
  guint column = indent + packshot_cli_layout_columns (head);

  g_string_append_printf (text, "%*s%s", (int) indent, "", head);
  if (*head != '\0' && column + 2 > start)
    {
      g_string_append_c (text, '\n');
      column = 0;
    }

  g_string_append_printf (text, "%*s", (int) (start - column), "");
  column = start;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint width = packshot_cli_layout_columns (words[i]);

      if (column > start && column + 1 + width > TEXT_WIDTH)
        {
          g_string_append_printf (text, "\n%*s", (int) start, "");
          column = start;
        }
      else if (column > start)
        {
          g_string_append_c (text, ' ');
          column++;
        }

      g_string_append (text, words[i]);
      column += width;
    }

  g_string_append_c (text, '\n');
}

/**
 * packshot_cli_layout_time:
 * @seconds: how long something takes
 *
 * Returns: (transfer full): the same in whole seconds: "0:07", "1:02:03"
 */
char *
packshot_cli_layout_time (double seconds)
{
  guint whole = (guint) CLAMP (seconds, 0, 359999);

  if (whole < 3600)
    return g_strdup_printf ("%u:%02u", whole / 60, whole % 60);

  return g_strdup_printf ("%u:%02u:%02u", whole / 3600, whole / 60 % 60, whole % 60);
}

/**
 * packshot_cli_layout_progress:
 * @activity: (nullable): what is being done
 * @fraction: how much is done, 0 to 1, or less than 0 where that is not known
 * @elapsed: the seconds it took so far
 * @left: the seconds it will still take, or less than 0 where that is not known
 * @width: the columns there are
 * @unicode: whether the terminal shows more than ASCII
 *
 * A line about a job that fits into the terminal: the bar gives way first, then the times, then
 * the words, and the percentage last.
 *
 * Returns: (transfer full): the line, narrower than @width
 */
char *
packshot_cli_layout_progress (const char *activity,
                              double fraction,
                              double elapsed,
                              double left,
                              guint width,
                              gboolean unicode)
{
  g_autofree char *figures = format_figures (fraction, elapsed, left);
  g_autofree char *percent = g_strdup_printf (" %d %%", (int) (MAX (fraction, 0) * 100));
  g_autoptr (GString) line = g_string_new (activity);
  /* A terminal that has its last column filled may begin a new line. */
  guint room = width > 1 ? width - 1 : 1;
  guint used = packshot_cli_layout_columns (line->str) + packshot_cli_layout_columns (figures);
  guint frame = activity != NULL ? 3 : 2;

  if (fraction >= 0 && used + frame + MIN_BAR_WIDTH <= room)
    {
      if (activity != NULL)
        g_string_append_c (line, ' ');
      append_bar (line, fraction, MIN (room - used - frame, MAX_BAR_WIDTH), unicode);
    }

  if (used <= room)
    {
      g_string_append (line, figures);
    }
  else if (fraction >= 0)
    {
      guint width_left = MAX (room, strlen (percent)) - strlen (percent);
      g_autofree char *words = packshot_cli_layout_cut (line->str, width_left);

      g_string_assign (line, words);
      g_string_append (line, percent);
    }

  return packshot_cli_layout_cut (line->str, room);
}
