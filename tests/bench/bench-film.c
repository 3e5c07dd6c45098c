/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a film costs, side by side in one run: the encoder alone on frames that lie ready in memory;
 * painting and encoding them; the whole program; and what others use for the same move, where it is
 * installed. Each measurement is a process of its own; rounds alternate, and the median of the
 * ratios is what counts, because machines are noisy. */

#include "bench-film-parts.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define N_STYLES   2
#define MAX_ROUNDS 9

static const char *const styles[N_STYLES] = { "drift", "showcase" };

/* Runs a command in the folder for temporary files and says what it cost. */
static gboolean
run (char **argv, BenchFilmCost *cost, char **output)
{
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  double start = bench_film_now ();
  int out = -1, status = 0;
  GPid pid;

  if (!g_spawn_async_with_pipes (g_get_tmp_dir (), argv, NULL,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH
                                     | G_SPAWN_STDERR_TO_DEV_NULL,
                                 NULL, NULL, &pid, NULL, &out, NULL, &error))
    return FALSE;

  {
    g_autoptr (GIOChannel) channel = g_io_channel_unix_new (out);
    g_autofree char *text = NULL;

    g_io_channel_set_close_on_unref (channel, TRUE);
    g_io_channel_set_encoding (channel, NULL, NULL);
    g_io_channel_read_to_end (channel, &text, NULL, NULL);
    if (output != NULL)
      *output = g_steal_pointer (&text);
  }

  wait4 (pid, &status, 0, &usage);
  *cost = bench_film_cost_of (&usage, bench_film_now () - start);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* A part of a film, in a process of its own that prints three numbers. */
static BenchFilmCost
run_part (const char *self, const char *part, const char *photo, const char *style)
{
  char *argv[] = { (char *) self, (char *) part, (char *) photo, (char *) style, NULL };
  g_autofree char *output = NULL;
  BenchFilmCost cost, whole;

  if (!run (argv, &whole, &output)
      || sscanf (output, "%lf %lf %lf", &cost.wall, &cost.cpu, &cost.megabytes) != 3)
    g_error ("The part “%s” failed", part);

  return cost;
}

static BenchFilmCost
run_program (const char *photo, const char *style)
{
  char *argv[] = { (char *) g_getenv ("PACKSHOT_CLI"),
                   (char *) "make",
                   (char *) "--image",
                   (char *) photo,
                   (char *) "--style",
                   (char *) style,
                   (char *) "--product-name",
                   (char *) "Nordlys",
                   (char *) "--product-info",
                   (char *) "Calm botanical oil",
                   (char *) "--output",
                   (char *) "packshot-bench.mp4",
                   NULL };
  BenchFilmCost cost;

  if (!run (argv, &cost, NULL))
    g_error ("packshot-cli failed");

  return cost;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (const double *values, int n)
{
  double sorted[MAX_ROUNDS];

  memcpy (sorted, values, sizeof *values * (gsize) n);
  qsort (sorted, (gsize) n, sizeof *sorted, compare);
  return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

static void
print_row (const char *name, const BenchFilmCost *costs, const BenchFilmCost *base, int n)
{
  double wall[MAX_ROUNDS], cpu[MAX_ROUNDS], memory[MAX_ROUNDS], ratio[MAX_ROUNDS];

  for (int i = 0; i < n; i++)
    {
      wall[i] = costs[i].wall;
      cpu[i] = costs[i].cpu;
      memory[i] = costs[i].megabytes;
      ratio[i] = costs[i].wall / base[i].wall;
    }

  printf ("%-44s %7.2f %7.2f %7.0f %7.2f\n", name, median (wall, n), median (cpu, n),
          median (memory, n), median (ratio, n));
  fflush (stdout);
}

static void
print_style (const char *self, const char *photo, const char *style, int n, BenchFilmCost *encoder)
{
  BenchFilmCost cover[MAX_ROUNDS], painting[MAX_ROUNDS], rendering[MAX_ROUNDS], program[MAX_ROUNDS];
  BenchFilmCost lean = run_part (self, "encoder-lean", photo, style);

  for (int i = 0; i < n; i++)
    {
      encoder[i] = run_part (self, "encoder", photo, style);
      rendering[i] = run_part (self, "rendering", photo, style);
      program[i] = run_program (photo, style);
      painting[i] = run_part (self, "painting", photo, style);
      cover[i] = run_part (self, "cover", photo, style);
    }

  printf ("%s\n", style);
  print_row ("  encoder alone, frames ready (1.1 GB of them)", encoder, encoder, n);
  print_row ("  painting alone", painting, encoder, n);
  print_row ("  cover", cover, encoder, n);
  print_row ("  painting and encoding", rendering, encoder, n);
  print_row ("  whole program", program, encoder, n);
  printf ("  %.0f MB more than a process that only encodes (%.0f MB)\n",
          program[0].megabytes - lean.megabytes, lean.megabytes);
}

static void
print_others (const char *photo, int n, const BenchFilmCost *encoder)
{
#define ENCODE " -c:v libx264 -preset veryfast -crf 20 -pix_fmt yuv420p -f mp4 packshot-other.mp4"
#define ZOOM   "zoompan=z=1+0.15*on/359:x=iw/2-iw/zoom/2:y=ih/2-ih/zoom/2:d=360:s=1920x1080:fps=30"
#define FFMPEG "ffmpeg -v error -nostdin -y "
  static const struct
  {
    const char *name;
    const char *command;
  } others[] = {
    { "  ffmpeg zoompan", FFMPEG "-i PHOTO -vf " ZOOM ENCODE },
    { "  ffmpeg zoompan on 8000 px",
      FFMPEG "-i PHOTO -vf scale=8000:-2:flags=bicubic," ZOOM ENCODE },
    { "  ffmpeg perspective, cubic",
      FFMPEG "-loop 1 -framerate 30 -t 12 -i PHOTO -vf scale=1920:1080,"
             "perspective=x0=W*0.075*on/359:y0=H*0.075*on/359:x1=W-W*0.075*on/359:y1=H*0.075*on/359"
             ":x2=W*0.075*on/359:y2=H-H*0.075*on/359:x3=W-W*0.075*on/359:y3=H-H*0.075*on/359"
             ":interpolation=cubic:eval=frame" ENCODE },
    { "  MLT affine",
      "melt PHOTO out=359 -profile atsc_1080p_30 -attach affine transition.fill=1"
      " transition.rect=0=0%/0%:100%x100%;359=-7.5%/-7.5%:115%x115%"
      " -consumer avformat:packshot-other.mp4 vcodec=libx264 preset=veryfast crf=20 an=1" },
  };

  printf ("what others use, the move of drift (their own ratio is to drift’s encoder alone)\n");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_auto (GStrv) argv = g_strsplit (others[i].command, " ", -1);
      g_autofree char *program = g_find_program_in_path (argv[0]);
      BenchFilmCost cost;

      for (char **word = argv; *word != NULL; word++)
        if (g_str_equal (*word, "PHOTO"))
          {
            g_free (*word);
            *word = g_strdup (photo);
          }

      if (program != NULL && run (argv, &cost, NULL))
        print_row (others[i].name, &cost, encoder, 1);
      else
        printf ("%-44s not installed, or failed\n", others[i].name);
    }
}

/* Twelve megapixels of the sample photo, as a PNG. */
static char *
make_photo (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) sample = gdk_pixbuf_new_from_file (g_getenv ("PACKSHOT_SAMPLE"), &error);
  g_autoptr (GdkPixbuf) scaled = NULL;
  char *path = g_build_filename (g_get_tmp_dir (), "packshot-bench.png", NULL);

  g_assert_no_error (error);
  scaled = gdk_pixbuf_scale_simple (sample, 4000, 3000, GDK_INTERP_BILINEAR);
  gdk_pixbuf_save (scaled, path, "png", &error, "compression", "6", NULL);
  g_assert_no_error (error);

  return path;
}

static int
print_part (const char *part, const char *photo, const char *style)
{
  BenchFilmCost cost = bench_film_measure (part, photo, style);

  setlocale (LC_NUMERIC, "C");
  printf ("%f %f %f\n", cost.wall, cost.cpu, cost.megabytes);
  return 0;
}

int
main (int argc, char **argv)
{
  const char *rounds = g_getenv ("PACKSHOT_BENCH_ROUNDS");
  int n = CLAMP (rounds != NULL ? atoi (rounds) : 3, 1, MAX_ROUNDS);
  BenchFilmCost encoder[N_STYLES][MAX_ROUNDS];
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *photo = NULL;

  setlocale (LC_ALL, "");
  if (argc == 4)
    return print_part (argv[1], argv[2], argv[3]);

  photo = make_photo ();
  printf ("12 s, 1920×1080, 30 fps from a 12-megapixel PNG; medians of %d rounds\n", n);
  printf ("%-44s %7s %7s %7s %7s\n", "", "wall s", "CPU s", "MB", "ratio");
  for (int i = 0; i < N_STYLES; i++)
    print_style (self, photo, styles[i], n, encoder[i]);
  print_others (photo, 1, encoder[0]);
  g_unlink (photo);

  return 0;
}
