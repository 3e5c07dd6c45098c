/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the calls that its arguments name, in their order, and tells what came of each: its result,
 * or how it failed. What concerns the disk happens in the current folder. PEER=PORT in the
 * environment is whom it talks with. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static int file;
static int folder;
static int peer;
static int outside;
static FILE *stream;

static struct iovec parts[] = { { (char *) "wri", 3 }, { (char *) "tev", 3 } };

static char buffer[64];

static long
do_write (void)
{
  return write (file, "write", 5);
}

static long
do_pwrite (void)
{
  return pwrite (file, "PWRITE", 6, 0);
}

static long
do_writev (void)
{
  return writev (file, parts, 2);
}

static long
do_fwrite (void)
{
  return (long) fwrite ("fwrite", 1, 6, stream);
}

static long
do_fsync (void)
{
  return fsync (folder);
}

static long
do_fdatasync (void)
{
  return fdatasync (file);
}

static long
do_ftruncate (void)
{
  return ftruncate (file, 2);
}

static long
do_rename (void)
{
  return rename ("file", "renamed");
}

static long
do_renameat (void)
{
  return renameat (folder, "renamed", folder, "again");
}

static long
do_link (void)
{
  return link ("file", "linked");
}

static long
do_linkat (void)
{
  return linkat (folder, "file", folder, "linked too", 0);
}

static long
do_unlink (void)
{
  return unlink ("file");
}

static long
do_unlinkat (void)
{
  return unlinkat (folder, "linked", 0);
}

static long
do_send (void)
{
  return send (peer, "GET /path HTTP/1.1\r\nKey: secret", 31, 0);
}

static long
do_sendmsg (void)
{
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };

  return sendmsg (peer, &message, 0);
}

static long
do_send_by_write (void)
{
  return write (peer, "write", 5);
}

static long
do_recv (void)
{
  return recv (peer, buffer, 4, MSG_WAITALL);
}

static long
do_recvmsg (void)
{
  struct iovec part = { buffer, 4 };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };

  return recvmsg (peer, &message, MSG_WAITALL);
}

static long
do_read (void)
{
  return read (peer, buffer, 1);
}

/* None of the rest is a point. */
static long
do_receive_nothing (void)
{
  return recv (peer, buffer, 0, MSG_DONTWAIT);
}

static long
do_write_outside (void)
{
  return write (outside, "write", 5);
}

static long
do_read_file (void)
{
  return pread (file, buffer, 1, 0);
}

static const struct
{
  const char *name;
  long (*make) (void);
} calls[] = {
  { "write", do_write },
  { "pwrite", do_pwrite },
  { "writev", do_writev },
  { "fwrite", do_fwrite },
  { "fsync", do_fsync },
  { "fdatasync", do_fdatasync },
  { "ftruncate", do_ftruncate },
  { "rename", do_rename },
  { "renameat", do_renameat },
  { "link", do_link },
  { "linkat", do_linkat },
  { "unlink", do_unlink },
  { "unlinkat", do_unlinkat },
  { "send", do_send },
  { "sendmsg", do_sendmsg },
  { "send-by-write", do_send_by_write },
  { "recv", do_recv },
  { "recvmsg", do_recvmsg },
  { "read", do_read },
  { "receive-nothing", do_receive_nothing },
  { "write-outside", do_write_outside },
  { "read-file", do_read_file },
};

static void
must (long result, const char *what)
{
  if (result >= 0)
    return;

  perror (what);
  exit (EXIT_FAILURE);
}

static void
set_up (void)
{
  const char *port = getenv ("PEER");
  struct sockaddr_in address = { .sin_family = AF_INET };
  const int at_once = 1;

  file = open ("file", O_RDWR | O_CREAT, 0600);
  must (file, "file");
  folder = open (".", O_RDONLY | O_DIRECTORY);
  must (folder, "folder");
  outside = open ("../outside", O_RDWR | O_CREAT, 0600);
  must (outside, "outside");
  stream = fdopen (dup (file), "r+");
  setvbuf (stream, NULL, _IONBF, 0);
  setvbuf (stdout, NULL, _IONBF, 0);

  address.sin_port = htons ((uint16_t) atoi (port != NULL ? port : ""));
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  peer = socket (AF_INET, SOCK_STREAM, 0);
  must (connect (peer, (struct sockaddr *) &address, sizeof address), "peer");
  /* What waits to be sent is lost when a program ends with something unread. */
  must (setsockopt (peer, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once), "peer");
}

static void
make (const char *name)
{
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
    if (strcmp (calls[i].name, name) == 0)
      {
        long result;

        errno = 0;
        result = calls[i].make ();
        printf ("%s %ld %s\n", name, result, errno == 0 ? "" : strerrorname_np (errno));
        return;
      }

  fprintf (stderr, "%s: unknown\n", name);
  exit (EXIT_FAILURE);
}

int
main (int argc, char **argv)
{
  set_up ();
  for (int i = 1; i < argc; i++)
    make (argv[i]);

  return EXIT_SUCCESS;
}
