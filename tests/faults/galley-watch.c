/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Both names of each call are needed here, and this would make them one. */
#undef _FILE_OFFSET_BITS

#include "config.h"

#include "galley-watch.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Looks at each call of a program that names a file or works on one, and does not change it:
 *
 *   GALLEY_WATCH=1        where the main thread makes one, but for those of the lists below, the
 * call and its backtrace are written to stderr, in lines that begin with “galley-watch”. The
 * program goes on; its test fails. GALLEY_WATCH_MOUNT=/… a folder that is like a mount whose server
 * is gone: each call on what is in there waits for 30 s, GALLEY_WATCH_GATE=/…  or while there is
 * nothing in this pipe.
 *
 * Children of the program are not watched; that it starts one from a file is a call on that file.
 */

#define HANG_MS 30000
#define MAX_FRAMES 40

/* What the main thread may wait for: where this hangs, no program starts, and the libraries that
 * read it do so on the main thread. A variable stands for the folders that it lists; a test has its
 * documents elsewhere. */
static const char *const allowed[] = {
  /* The kernel's, which are no disk; sockets. */
  "/proc",
  "/sys",
  "/dev",
  "/run",
  "/memfd:*",
  "/tmp/.X11-unix",
  "$XDG_RUNTIME_DIR",
  /* The system: programs, libraries, locales, fonts, icons, time zones. The program's own data. */
  "/usr",
  "/lib",
  "/lib64",
  "/bin",
  "/etc",
  "/var/cache/fontconfig",
  "/var/lib/dbus",
  "/.flatpak-info",
  "$XDG_DATA_DIRS",
  "$GSETTINGS_SCHEMA_DIR",
  "$GALLEY_LOCALE_DIR",
  /* The user's settings, themes, fonts and caches. */
  "$HOME",
  /* What WebKit hides from its sandbox. */
  "/tmp/sndio*",
};

/* But not for what Galley keeps there. */
static const char *const own[] = {
  "$XDG_STATE_HOME/galley",
  "$XDG_DATA_HOME/galley",
  "$XDG_DATA_HOME/recently-used.xbel*",
};

static struct
{
  pid_t pid;
  int on;
  char mount[PATH_MAX];
  int gate;
} state = { .gate = -1 };

static _Thread_local int is_main, inside;

static __attribute__ ((constructor (102))) void
read_environment (void)
{
  const char *mount = getenv ("GALLEY_WATCH_MOUNT");
  const char *gate = getenv ("GALLEY_WATCH_GATE");

  state.on = getenv ("GALLEY_WATCH") != NULL;
  state.pid = getpid ();
  is_main = 1;
  inside = 1;
  if (mount != NULL)
    snprintf (state.mount, sizeof state.mount, "%s", mount);
  if (gate != NULL)
    state.gate = open (gate, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (state.on || mount != NULL)
    unsetenv ("LD_PRELOAD");
  inside = 0;
}

/* @length: how much of @folder counts; with a '*' at its end, what else begins so is in it too. */
static int
is_in (const char *path, const char *folder, size_t length)
{
  if (length > 0 && folder[length - 1] == '*')
    return strncmp (path, folder, length - 1) == 0;

  return length > 0 && strncmp (path, folder, length) == 0
         && (path[length] == '/' || path[length] == '\0');
}

/* Whether the path is in one of the folders of a variable, or on the way there. */
static int
is_in_variable (const char *path, const char *name)
{
  const char *rest = name + strcspn (name, "/");
  char variable[64];
  const char *value;

  snprintf (variable, sizeof variable, "%.*s", (int) (rest - name), name);
  value = getenv (variable);
  while (value != NULL && *value != '\0')
    {
      size_t length = strcspn (value, ":");

      if (is_in (value, path, strlen (path)) && *rest == '\0')
        return 1;
      if (is_in (path, value, length)
          && (*rest == '\0' || is_in (path + length, rest, strlen (rest))))
        return 1;
      value += length + (value[length] == ':');
    }

  return 0;
}

static int
is_in_list (const char *path, const char *const *list, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (list[i][0] == '$' ? is_in_variable (path, list[i] + 1)
                          : is_in (path, list[i], strlen (list[i])))
      return 1;

  return 0;
}

#define IS_IN_LIST(path, list) is_in_list (path, list, sizeof list / sizeof *list)

static int
is_allowed (const char *path)
{
  return IS_IN_LIST (path, allowed) && !IS_IN_LIST (path, own);
}

static void
report (const char *call, const char *path)
{
  void *frames[MAX_FRAMES];
  int n = backtrace (frames, MAX_FRAMES);
  char line[PATH_MAX + 200];
  int length = snprintf (line, sizeof line, "galley-watch: %s %s\n", call, path);

  if (write (STDERR_FILENO, line, (size_t) length) < 0)
    return;
  for (int i = 2; i < n; i++)
    {
      Dl_info info;

      if (dladdr (frames[i], &info) == 0 || info.dli_fname == NULL)
        continue;
      length = snprintf (line, sizeof line, "galley-watch-frame: %s %#lx %s\n", info.dli_fname,
                         (unsigned long) ((char *) frames[i] - (char *) info.dli_fbase - 1),
                         info.dli_sname != NULL ? info.dli_sname : "");
      if (write (STDERR_FILENO, line, (size_t) length) < 0)
        return;
    }
}

static void
look_at (const char *call, const char *path)
{
  int is_child = getpid () != state.pid;

  if (*path != '/')
    return;

  if (state.on && is_main && (!is_child || strcmp (call, "execve") == 0) && !is_allowed (path))
    report (call, path);
  if (!is_child && is_in (path, state.mount, strlen (state.mount)))
    {
      struct pollfd gate = { state.gate, POLLIN, 0 };

      poll (&gate, 1, HANG_MS);
    }
}

/* Of what is open: where it is, which the kernel knows without the disk. */
static ssize_t
find_fd (int fd, char *path)
{
  char name[64];
  ssize_t length;

  snprintf (name, sizeof name, "/proc/self/fd/%d", fd);
  length = readlink (name, path, PATH_MAX - 1);
  path[length > 0 ? length : 0] = '\0';

  return length;
}

/**
 * galley_watch_path:
 * @folder: what @path is relative to, or AT_FDCWD
 * @path: (nullable): what the call names; %NULL or empty means the folder
 */
void
galley_watch_path (const char *call, int folder, const char *path)
{
  char whole[2 * PATH_MAX];
  int number = errno;

  int is_log = path == NULL && folder >= 0 && folder <= STDERR_FILENO;

  if ((!state.on && state.mount[0] == '\0') || inside || is_log)
    return;

  inside = 1;
  if (path != NULL && *path == '/')
    {
      look_at (call, path);
    }
  else
    {
      if (folder != AT_FDCWD)
        find_fd (folder, whole);
      else if (getcwd (whole, PATH_MAX) == NULL)
        whole[0] = '\0';
      if (path != NULL && *path != '\0')
        snprintf (whole + strlen (whole), PATH_MAX, "/%s", path);
      look_at (call, whole);
    }
  errno = number;
  inside = 0;
}

void
galley_watch_fd (const char *call, int fd)
{
  galley_watch_path (call, fd, NULL);
}

/* The calls. Those that galley-faults.c has look here first. */

#define FIND(name)                                                                                 \
  static __typeof__ (name) *real;                                                                  \
  if (real == NULL)                                                                                \
    real = (__typeof__ (name) *) dlsym (RTLD_NEXT, #name);

#define WATCH_AT(type, name, folder, path, parameters, arguments)                                  \
  type name parameters                                                                             \
  {                                                                                                \
    FIND (name)                                                                                    \
    galley_watch_path (#name, folder, path);                                                       \
    return real arguments;                                                                         \
  }

#define WATCH(type, name, parameters, arguments)                                                   \
  WATCH_AT (type, name, AT_FDCWD, path, parameters, arguments)

#define WATCH_FD(type, name, parameters, arguments)                                                \
  WATCH_AT (type, name, fd, NULL, parameters, arguments)

#define WATCH_OPEN(name, folder, parameters, arguments)                                            \
  int name parameters                                                                              \
  {                                                                                                \
    mode_t mode = 0;                                                                               \
    va_list list;                                                                                  \
    FIND (name)                                                                                    \
    va_start (list, flags);                                                                        \
    if (flags & (O_CREAT | O_TMPFILE))                                                             \
      mode = va_arg (list, mode_t);                                                                \
    va_end (list);                                                                                 \
    galley_watch_path (#name, folder, path);                                                       \
    return real arguments;                                                                         \
  }

// clang-format off
WATCH_OPEN (openat, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
WATCH_OPEN (openat64, folder, (int folder, const char *path, int flags, ...), (folder, path, flags, mode))
WATCH (int, creat, (const char *path, mode_t mode), (path, mode))
WATCH (int, creat64, (const char *path, mode_t mode), (path, mode))
WATCH (FILE *, fopen, (const char *path, const char *mode), (path, mode))
WATCH (FILE *, fopen64, (const char *path, const char *mode), (path, mode))
WATCH (DIR *, opendir, (const char *path), (path))
WATCH_FD (DIR *, fdopendir, (int fd), (fd))
WATCH_AT (struct dirent *, readdir, dirfd (dir), NULL, (DIR *dir), (dir))
WATCH_AT (struct dirent64 *, readdir64, dirfd (dir), NULL, (DIR *dir), (dir))

WATCH (int, stat, (const char *path, struct stat *info), (path, info))
WATCH (int, stat64, (const char *path, struct stat64 *info), (path, info))
WATCH (int, lstat, (const char *path, struct stat *info), (path, info))
WATCH (int, lstat64, (const char *path, struct stat64 *info), (path, info))
WATCH_FD (int, fstat, (int fd, struct stat *info), (fd, info))
WATCH_FD (int, fstat64, (int fd, struct stat64 *info), (fd, info))
WATCH_AT (int, fstatat, folder, path, (int folder, const char *path, struct stat *info, int flags), (folder, path, info, flags))
WATCH_AT (int, fstatat64, folder, path, (int folder, const char *path, struct stat64 *info, int flags), (folder, path, info, flags))
WATCH_AT (int, statx, folder, path, (int folder, const char *path, int flags, unsigned mask, struct statx *info), (folder, path, flags, mask, info))
WATCH (int, statfs, (const char *path, struct statfs *info), (path, info))
WATCH (int, statfs64, (const char *path, struct statfs64 *info), (path, info))
WATCH_FD (int, fstatfs, (int fd, struct statfs *info), (fd, info))
WATCH_FD (int, fstatfs64, (int fd, struct statfs64 *info), (fd, info))
WATCH (int, statvfs, (const char *path, struct statvfs *info), (path, info))
WATCH (int, statvfs64, (const char *path, struct statvfs64 *info), (path, info))
WATCH (int, access, (const char *path, int mode), (path, mode))
WATCH (int, eaccess, (const char *path, int mode), (path, mode))
WATCH_AT (int, faccessat, folder, path, (int folder, const char *path, int mode, int flags), (folder, path, mode, flags))
WATCH (ssize_t, readlink, (const char *path, char *target, size_t size), (path, target, size))
WATCH_AT (ssize_t, readlinkat, folder, path, (int folder, const char *path, char *target, size_t size), (folder, path, target, size))
WATCH (char *, realpath, (const char *path, char *target), (path, target))
WATCH (char *, canonicalize_file_name, (const char *path), (path))
WATCH (int, chdir, (const char *path), (path))
WATCH_AT (int, inotify_add_watch, AT_FDCWD, path, (int fd, const char *path, uint32_t mask), (fd, path, mask))

WATCH (ssize_t, getxattr, (const char *path, const char *name, void *value, size_t size), (path, name, value, size))
WATCH (ssize_t, lgetxattr, (const char *path, const char *name, void *value, size_t size), (path, name, value, size))
WATCH_FD (ssize_t, fgetxattr, (int fd, const char *name, void *value, size_t size), (fd, name, value, size))
WATCH (ssize_t, listxattr, (const char *path, char *names, size_t size), (path, names, size))
WATCH (ssize_t, llistxattr, (const char *path, char *names, size_t size), (path, names, size))
WATCH_FD (ssize_t, flistxattr, (int fd, char *names, size_t size), (fd, names, size))
WATCH (int, setxattr, (const char *path, const char *name, const void *value, size_t size, int flags), (path, name, value, size, flags))
WATCH_FD (int, fsetxattr, (int fd, const char *name, const void *value, size_t size, int flags), (fd, name, value, size, flags))

WATCH_AT (int, renameat, to_folder, to, (int folder, const char *path, int to_folder, const char *to), (folder, path, to_folder, to))
WATCH_AT (int, renameat2, to_folder, to, (int folder, const char *path, int to_folder, const char *to, unsigned flags), (folder, path, to_folder, to, flags))
WATCH (int, link, (const char *path, const char *to), (path, to))
WATCH_AT (int, linkat, to_folder, to, (int folder, const char *path, int to_folder, const char *to, int flags), (folder, path, to_folder, to, flags))
WATCH (int, symlink, (const char *target, const char *path), (target, path))
WATCH_AT (int, unlinkat, folder, path, (int folder, const char *path, int flags), (folder, path, flags))
WATCH (int, remove, (const char *path), (path))
WATCH (int, rmdir, (const char *path), (path))
WATCH_AT (int, mkdirat, folder, path, (int folder, const char *path, mode_t mode), (folder, path, mode))
WATCH (char *, mkdtemp, (char *path), (path))
WATCH (int, mkstemp, (char *path), (path))
WATCH (int, mkstemp64, (char *path), (path))
WATCH (int, chmod, (const char *path, mode_t mode), (path, mode))
WATCH (int, chown, (const char *path, uid_t user, gid_t group), (path, user, group))
WATCH_FD (int, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))
WATCH (int, truncate, (const char *path, off_t size), (path, size))
WATCH_AT (int, utimensat, folder, path, (int folder, const char *path, const struct timespec times[2], int flags), (folder, path, times, flags))
WATCH_FD (int, futimens, (int fd, const struct timespec times[2]), (fd, times))

WATCH_FD (ssize_t, readv, (int fd, const struct iovec *parts, int n_parts), (fd, parts, n_parts))
WATCH_FD (ssize_t, writev, (int fd, const struct iovec *parts, int n_parts), (fd, parts, n_parts))
WATCH_FD (ssize_t, pwrite, (int fd, const void *data, size_t size, off_t offset), (fd, data, size, offset))
WATCH_FD (ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t offset), (fd, data, size, offset))
WATCH_FD (ssize_t, copy_file_range, (int from, off64_t *from_offset, int fd, off64_t *offset, size_t size, unsigned flags), (from, from_offset, fd, offset, size, flags))
WATCH_FD (ssize_t, sendfile, (int to, int fd, off_t *offset, size_t size), (to, fd, offset, size))
WATCH_FD (ssize_t, sendfile64, (int to, int fd, off64_t *offset, size_t size), (to, fd, offset, size))
WATCH_FD (int, fdatasync, (int fd), (fd))
WATCH_FD (int, syncfs, (int fd), (fd))
WATCH_FD (int, flock, (int fd, int operation), (fd, operation))

WATCH (int, execve, (const char *path, char *const *arguments, char *const *environment), (path, arguments, environment))
WATCH (int, posix_spawn, (pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment), (pid, path, actions, attributes, arguments, environment))
WATCH (int, posix_spawnp, (pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment), (pid, path, actions, attributes, arguments, environment))
// clang-format on
