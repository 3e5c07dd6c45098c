/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

typedef struct PackshotTestPulse PackshotTestPulse;

PackshotTestPulse *packshot_test_pulse_start (GtkWidget *window, int wanted_ms);
void packshot_test_pulse_say (PackshotTestPulse *self, const char *moment);
double packshot_test_pulse_stop (PackshotTestPulse *self);
