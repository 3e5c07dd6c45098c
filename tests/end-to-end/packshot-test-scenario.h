/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-test-purchase.h"

/* Nobody orders more at once. */
#define PACKSHOT_TEST_SCENARIO_LENGTH 4

/**
 * PackshotTestScenario:
 * @path: of the test
 * @lines: what a person does before with a program that nothing harms, as arguments in which "%s"
 * is the job, with %NULL for "make"; the last one is what the program is killed at. Ended by ""
 * @n_paid: how many of them are paid for
 * @wanted: see #PackshotTestPurchase
 * @stride: every so many points is tried, unless all are
 *
 * What is going on when a program is killed.
 */
typedef struct
{
  const char *path;
  const char *lines[PACKSHOT_TEST_SCENARIO_LENGTH];
  guint n_paid;
  PackshotStep wanted;
  guint stride;
} PackshotTestScenario;

void packshot_test_scenario_add (const PackshotTestScenario *self, PackshotFake *fake);
