/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/resource.h>

typedef struct
{
  double wall;
  double cpu;
  double megabytes; /* the most memory the process ever held */
} BenchFilmCost;

double bench_film_now (void);
BenchFilmCost bench_film_cost_of (const struct rusage *usage, double wall);
BenchFilmCost bench_film_measure (const char *part, const char *photo, const char *style);
