/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both names of each call are needed here, and this would make them one. */
#undef _FILE_OFFSET_BITS

#include "config.h"

#include "galley-faults.h"
#include "galley-watch.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Stands between a program and the system: counts the calls that change what is in one folder, and
 * has one of them fail, or the program killed in it. A test links it; LD_PRELOAD puts it under a
 * whole program, which then says what shall happen in its environment:
 *
 *   GALLEY_FAULT_FOLDER=/… GALLEY_FAULT_AT=N GALLEY_FAULT=kill|tear|fail|fail-on|short|stall
 *   GALLEY_FAULT_ERRNO=NUMBER GALLEY_FAULT_GATE=/…
 */

#define MAX_FDS 4096

static struct
{
  pthread_mutex_t lock;
  char folder[4096];
  unsigned at;
  GalleyFault fault;
  int number;
  int no_rename;
  int no_room;
  unsigned count;
  int sticky;
  int stalled;
  char watched[MAX_FDS];
} state = { .lock = PTHREAD_MUTEX_INITIALIZER };

#define REAL(type, name, ...)                                                                      \
  static type (*real_##name) (__VA_ARGS__);                                                        \
  static __attribute__ ((constructor (101))) void find_##name (void)                               \
  {                                                                                                \
    real_##name = (type (*) (__VA_ARGS__)) dlsym (RTLD_NEXT, #name);                               \
  }

REAL (int, open, const char *, int, ...)
REAL (ssize_t, write, int, const void *, size_t)
REAL (ssize_t, read, int, void *, size_t)
REAL (ssize_t, pread, int, void *, size_t, off_t)
REAL (int, fsync, int)
REAL (int, close, int)
REAL (int, rename, const char *, const char *)
REAL (int, unlink, const char *)
REAL (int, mkdir, const char *, mode_t)
REAL (int, ftruncate, int, off_t)
REAL (int, fchmod, int, mode_t)
REAL (int, fallocate, int, int, off_t, off_t)

void
galley_faults_arm (const char *folder, unsigned at, GalleyFault fault, int number, int no_rename)
{
  pthread_mutex_lock (&state.lock);
  snprintf (state.folder, sizeof state.folder, "%s", folder);
  state.at = at;
  state.fault = fault;
  state.number = number;
  state.no_rename = no_rename;
  state.count = 0;
  state.sticky = 0;
  pthread_mutex_unlock (&state.lock);
}

/* Has fallocate() fail with @number as where there is no such call; 0: no more. */
void
galley_faults_set_no_room (int number)
{
  state.no_room = number;
}

unsigned
galley_faults_disarm (void)
{
  pthread_mutex_lock (&state.lock);
  state.folder[0] = '\0';
  state.sticky = 0;
  pthread_mutex_unlock (&state.lock);

  return state.count;
}

static __attribute__ ((constructor (102))) void
arm_from_environment (void)
{
  static const char *const names[] = {
    "none", "fail", "fail-on", "short", "kill", "tear", "stall"
  };
  const char *folder = getenv ("GALLEY_FAULT_FOLDER");
  const char *at = getenv ("GALLEY_FAULT_AT");
  const char *fault = getenv ("GALLEY_FAULT");
  const char *number = getenv ("GALLEY_FAULT_ERRNO");

  if (folder == NULL || at == NULL || fault == NULL)
    return;

  for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp (names[i], fault) == 0)
      galley_faults_arm (folder, (unsigned) atoi (at), (GalleyFault) i,
                         number != NULL ? atoi (number) : EIO, 0);
}

static int
is_watched_path (const char *path)
{
  size_t length = strlen (state.folder);

  return length > 0 && strncmp (path, state.folder, length) == 0;
}

static int
is_watched (int fd)
{
  return state.folder[0] != '\0' && fd >= 0 && fd < MAX_FDS && state.watched[fd];
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/* As with a disk that is far away. */
static void
stall (void)
{
  const char *gate = getenv ("GALLEY_FAULT_GATE");
  int fd = gate != NULL ? real_open (gate, O_RDONLY) : -1;

  if (fd >= 0)
    real_close (fd);
}

/* What shall happen to this call. */
static GalleyFault
next (int writes)
{
  GalleyFault fault = GALLEY_FAULT_NONE;

  pthread_mutex_lock (&state.lock);
  state.count++;
  if (state.fault == GALLEY_FAULT_STALL)
    {
      if (writes && !state.stalled)
        fault = GALLEY_FAULT_STALL;
      state.stalled |= writes;
    }
  else if (state.count == state.at)
    {
      fault = state.fault;
      state.sticky = fault == GALLEY_FAULT_FAIL_ON;
    }
  else if (state.sticky && writes)
    {
      fault = GALLEY_FAULT_FAIL;
    }
  pthread_mutex_unlock (&state.lock);

  if (fault == GALLEY_FAULT_KILL)
    die ();
  if (fault == GALLEY_FAULT_STALL)
    stall ();

  return fault;
}

/* For calls that are done or not: whether this one fails. */
static int
fails (int writes)
{
  switch (next (writes))
    {
    case GALLEY_FAULT_FAIL:
    case GALLEY_FAULT_FAIL_ON:
      errno = state.number;
      return 1;
    case GALLEY_FAULT_TEAR:
      die ();
      return 1;
    default:
      return 0;
    }
}

static int
opened (int fd)
{
  if (fd >= 0 && fd < MAX_FDS)
    state.watched[fd] = 1;

  return fd;
}

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if (flags & (O_CREAT | O_TMPFILE))
    mode = va_arg (arguments, mode_t);
  va_end (arguments);

  galley_watch_path ("open", AT_FDCWD, path);
  if (!is_watched_path (path))
    return real_open (path, flags, mode);

  return fails (flags & O_CREAT) ? -1 : opened (real_open (path, flags, mode));
}

int
open64 (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if (flags & (O_CREAT | O_TMPFILE))
    mode = va_arg (arguments, mode_t);
  va_end (arguments);

  return open (path, flags, mode);
}

ssize_t
write (int fd, const void *data, size_t size)
{
  galley_watch_fd ("write", fd);

  if (!is_watched (fd))
    return real_write (fd, data, size);

  switch (next (1))
    {
    case GALLEY_FAULT_FAIL:
    case GALLEY_FAULT_FAIL_ON:
      errno = state.number;
      return -1;
    case GALLEY_FAULT_SHORT:
      return real_write (fd, data, size / 2 + 1 < size ? size / 2 + 1 : size);
    case GALLEY_FAULT_TEAR:
      if (real_write (fd, data, size / 2) >= 0)
        die ();
      return -1;
    default:
      return real_write (fd, data, size);
    }
}

ssize_t
read (int fd, void *data, size_t size)
{
  galley_watch_fd ("read", fd);

  if (!is_watched (fd))
    return real_read (fd, data, size);

  switch (next (0))
    {
    case GALLEY_FAULT_FAIL:
    case GALLEY_FAULT_FAIL_ON:
      errno = state.number;
      return -1;
    case GALLEY_FAULT_SHORT:
      return real_read (fd, data, size / 2 + 1);
    default:
      return real_read (fd, data, size);
    }
}

ssize_t
pread (int fd, void *data, size_t size, off_t offset)
{
  galley_watch_fd ("pread", fd);

  if (!is_watched (fd))
    return real_pread (fd, data, size, offset);

  switch (next (0))
    {
    case GALLEY_FAULT_FAIL:
    case GALLEY_FAULT_FAIL_ON:
      errno = state.number;
      return -1;
    case GALLEY_FAULT_SHORT:
      return real_pread (fd, data, size / 2 + 1, offset);
    default:
      return real_pread (fd, data, size, offset);
    }
}

int
fsync (int fd)
{
  galley_watch_fd ("fsync", fd);

  return is_watched (fd) && fails (1) ? -1 : real_fsync (fd);
}

/* A close that fails has closed all the same. */
int
close (int fd)
{
  int failed, number;

  galley_watch_fd ("close", fd);
  failed = is_watched (fd) && fails (0);
  number = errno;

  if (fd >= 0 && fd < MAX_FDS)
    state.watched[fd] = 0;
  if (!failed)
    return real_close (fd);

  real_close (fd);
  errno = number;

  return -1;
}

int
rename (const char *from, const char *to)
{
  galley_watch_path ("rename", AT_FDCWD, to);

  if (!is_watched_path (to))
    return real_rename (from, to);

  if (fails (1))
    return -1;

  if (state.no_rename)
    {
      errno = state.no_rename;
      return -1;
    }

  return real_rename (from, to);
}

int
unlink (const char *path)
{
  galley_watch_path ("unlink", AT_FDCWD, path);

  return is_watched_path (path) && fails (0) ? -1 : real_unlink (path);
}

int
mkdir (const char *path, mode_t mode)
{
  galley_watch_path ("mkdir", AT_FDCWD, path);

  return is_watched_path (path) && fails (1) ? -1 : real_mkdir (path, mode);
}

int
ftruncate (int fd, off_t length)
{
  galley_watch_fd ("ftruncate", fd);

  return is_watched (fd) && fails (1) ? -1 : real_ftruncate (fd, length);
}

int
fchmod (int fd, mode_t mode)
{
  galley_watch_fd ("fchmod", fd);

  return is_watched (fd) && fails (1) ? -1 : real_fchmod (fd, mode);
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  galley_watch_fd ("fallocate", fd);

  if (!is_watched (fd))
    return real_fallocate (fd, mode, offset, length);

  if (fails (1))
    return -1;

  if (state.no_room)
    {
      errno = state.no_room;
      return -1;
    }

  return real_fallocate (fd, mode, offset, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  return ftruncate (fd, length);
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  return fallocate (fd, mode, offset, length);
}

ssize_t
pread64 (int fd, void *data, size_t size, off64_t offset)
{
  return pread (fd, data, size, offset);
}
