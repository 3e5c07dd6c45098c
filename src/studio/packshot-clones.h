/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Hot loops are compiled twice, for every machine and for those with AVX2, and the loader picks.
 * The loops are integer arithmetic of a fixed order, so that both give the same bits. Sanitizers
 * cannot look into a resolver that runs before they do: the build then leaves the second copy out.
 */
#if PACKSHOT_HAVE_TARGET_CLONES
#define PACKSHOT_CLONES __attribute__ ((target_clones ("avx2", "default")))
#else
#define PACKSHOT_CLONES
#endif
