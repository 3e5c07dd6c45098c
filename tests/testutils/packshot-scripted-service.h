/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "packshot-service.h"

G_BEGIN_DECLS

/* The folder a scripted service finds its script in. */
#define PACKSHOT_SCRIPTED_FOLDER "PACKSHOT_SCRIPTED_FOLDER"

/**
 * PackshotScriptedService:
 *
 * A service that is far away as seen from here, and answers as its script says. What it was called
 * for stands in a file, so that it is the same service for each program that calls it.
 *
 * The script is the key file "script.ini" in the folder %PACKSHOT_SCRIPTED_FOLDER names, with the
 * verdicts of one step after the other, the last of them for ever:
 *
 *     [script]
 *     create=busy:Come back later.;done
 *     poll=working;done
 *
 *     [list]
 *     video_7=Mug
 *
 * What it lists are the ids of its jobs, each with the name of its product.
 *
 * "review" is the verdict of a poll that finds a preview, until it is approved. Words may follow a
 * verdict after a colon. "hang" is no verdict: no answer comes. What is not in the script is done.
 * The calls are lines of the file "calls" beside it: "create", "poll video_1".
 */
#define PACKSHOT_TYPE_SCRIPTED_SERVICE (packshot_scripted_service_get_type ())
G_DECLARE_FINAL_TYPE (PackshotScriptedService,
                      packshot_scripted_service,
                      PACKSHOT,
                      SCRIPTED_SERVICE,
                      PackshotService)

PackshotService *packshot_scripted_service_new (PackshotManifest *manifest);

G_END_DECLS
