/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "packshot-net"

#include "packshot-net-error.h"

G_DEFINE_QUARK (packshot - net - error - quark, packshot_net_error)
