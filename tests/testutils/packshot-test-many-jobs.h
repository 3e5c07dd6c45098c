/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define PACKSHOT_TEST_MANY_JOBS 10000

char *packshot_test_many_jobs_make (const char *folder);
