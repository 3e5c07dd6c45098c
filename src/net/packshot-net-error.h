/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PACKSHOT_NET_ERROR (packshot_net_error_quark ())

/**
 * PackshotNetError:
 * @PACKSHOT_NET_ERROR_INVALID: the address or a header can't be used; nothing left this computer
 * @PACKSHOT_NET_ERROR_NOT_SENT: no connection came about (no network, unknown name, refused, TLS),
 * so not one byte of the request left this computer
 * @PACKSHOT_NET_ERROR_UNCERTAIN: the request, or a part of it, may have arrived and been acted
 * upon, and there is no whole answer (reset, time-out, cut short)
 * @PACKSHOT_NET_ERROR_TOO_LARGE: the answer has more bytes than were asked for; what the request
 * did is as uncertain as above
 * @PACKSHOT_NET_ERROR_REDIRECT: the way to the new address is refused: too long, a circle, from
 *   https to http, or from outside into the own network
 * @PACKSHOT_NET_ERROR_STATUS: the server answered with a status that brings no file
 * @PACKSHOT_NET_ERROR_CONTENT: the server answered with something else than was asked for
 * @PACKSHOT_NET_ERROR_NO_SPACE: the disk of this computer is full
 * @PACKSHOT_NET_ERROR_LOCAL: a file of this computer can't be read or written
 *
 * What may have happened on the wire. Money hangs on it: after %PACKSHOT_NET_ERROR_NOT_SENT and
 * %PACKSHOT_NET_ERROR_INVALID a request may be sent again, after %PACKSHOT_NET_ERROR_UNCERTAIN only
 * when doing it twice costs nothing. Being cancelled stays %G_IO_ERROR_CANCELLED. The message is
 * one plain sentence.
 */
typedef enum
{
  PACKSHOT_NET_ERROR_INVALID,
  PACKSHOT_NET_ERROR_NOT_SENT,
  PACKSHOT_NET_ERROR_UNCERTAIN,
  PACKSHOT_NET_ERROR_TOO_LARGE,
  PACKSHOT_NET_ERROR_REDIRECT,
  PACKSHOT_NET_ERROR_STATUS,
  PACKSHOT_NET_ERROR_CONTENT,
  PACKSHOT_NET_ERROR_NO_SPACE,
  PACKSHOT_NET_ERROR_LOCAL,
} PackshotNetError;

GQuark packshot_net_error_quark (void);

G_END_DECLS
