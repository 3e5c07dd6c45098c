/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * PACKSHOT_CLONES:
 *
 * Hot loops are compiled twice, for every machine and for those with AVX2, and the loader picks.
 * The loops are integer arithmetic of a fixed order, so that both give the same bits. Sanitizers
 * can't look into a resolver that runs before they do: their build leaves the second copy out.
 */
#if PACKSHOT_HAVE_TARGET_CLONES
#define PACKSHOT_CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define PACKSHOT_CLONES
#endif

/* Exact for the products of two samples: the rounded quotient of 0 … 255 · 255. */
static inline int
packshot_divide_by_255 (int x)
{
  x += 128;
  return (x + (x >> 8)) >> 8;
}
