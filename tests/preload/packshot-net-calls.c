/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions of the system that talk with peers. A call that received something is the point,
 * and not one that found nothing there yet; if it is to fail, what came is lost. */

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "packshot-descriptor.h"
#include "packshot-next.h"
#include "packshot-point.h"

/* The first line of a request, which brings no credential; for what follows it, its size. */
static void
describe (const char *data, size_t size, char words[128])
{
  size_t length = size < 100 ? size : 100;
  const char *end = memchr (data, '\r', length);

  if (length > 0 && data[0] >= 'A' && data[0] <= 'Z' && end != NULL)
    snprintf (words, 128, "%.*s", (int) (end - data), data);
  else
    snprintf (words, 128, "%zu", size);
}

static PackshotFate
count_sent (int fd, const void *data, size_t size)
{
  char words[128];

  if (!packshot_descriptor_is_peer (fd))
    return PACKSHOT_FATE_NONE;

  describe (data, size, words);
  return packshot_point_count (PACKSHOT_POINT_SEND, words);
}

PACKSHOT_CALL ssize_t
send (int fd, const void *data, size_t size, int flags)
{
  PackshotFate fate = count_sent (fd, data, size);
  ssize_t sent = fate == PACKSHOT_FATE_FAIL
                     ? -1
                     : NEXT (send) (fd, data, packshot_point_limit (fate, size), flags);

  packshot_point_pass (fate);
  return sent;
}

/* Half a message is its first part. */
static ssize_t
send_half (int fd, const struct msghdr *message, int flags)
{
  struct msghdr half = *message;

  half.msg_iovlen = 1;
  return NEXT (sendmsg) (fd, &half, flags);
}

PACKSHOT_CALL ssize_t
sendmsg (int fd, const struct msghdr *message, int flags)
{
  const struct iovec *first = message->msg_iov;
  PackshotFate fate = message->msg_iovlen > 0 ? count_sent (fd, first->iov_base, first->iov_len)
                                              : PACKSHOT_FATE_NONE;
  ssize_t sent;

  if (fate == PACKSHOT_FATE_FAIL)
    sent = -1;
  else if (fate == PACKSHOT_FATE_KILL_AMID && message->msg_iovlen > 1)
    sent = send_half (fd, message, flags);
  else
    sent = NEXT (sendmsg) (fd, message, flags);

  packshot_point_pass (fate);
  return sent;
}

/* Leaves errno as it is where nothing came. */
static ssize_t
count_received (int fd, ssize_t received)
{
  char words[32];
  PackshotFate fate;

  if (received <= 0 || !packshot_descriptor_is_peer (fd))
    return received;

  snprintf (words, sizeof words, "%zd", received);
  fate = packshot_point_count (PACKSHOT_POINT_RECEIVE, words);
  packshot_point_pass (fate);

  return fate == PACKSHOT_FATE_FAIL ? -1 : received;
}

PACKSHOT_CALL ssize_t
recv (int fd, void *data, size_t size, int flags)
{
  return count_received (fd, NEXT (recv) (fd, data, size, flags));
}

PACKSHOT_CALL ssize_t
recvmsg (int fd, struct msghdr *message, int flags)
{
  return count_received (fd, NEXT (recvmsg) (fd, message, flags));
}

PACKSHOT_CALL ssize_t
read (int fd, void *data, size_t size)
{
  return count_received (fd, NEXT (read) (fd, data, size));
}
