/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <gio/gio.h>
#include <stdlib.h>
#include <unistd.h>

/* Stands between a program and GObject, as a part of a test or with LD_PRELOAD, and complains when
 * an object of Galley's may end in another thread than the main one, where it would let go of
 * widgets and of other things that belong to the main thread: when its last reference is given up
 * there, or a task that it is the source of. */

/* What never changes, and holds nothing of that kind. */
static const char *const values[] = { "GalleyProof", "GalleySnippetItem", NULL };

static __attribute__ ((constructor)) void
leave_children_alone (void)
{
  if (getenv ("GALLEY_OBJECT_WATCH") != NULL)
    unsetenv ("LD_PRELOAD");
}

static void
check (GObject *object)
{
  gpointer source = G_IS_TASK (object) ? g_task_get_source_object (G_TASK (object)) : object;
  const char *name;

  if (source == NULL || (source == object && object->ref_count > 1))
    return;

  name = G_OBJECT_TYPE_NAME (source);
  if (g_str_has_prefix (name, "Galley") && !g_strv_contains (values, name))
    g_critical ("A %s may end outside of the main thread", name);
}

void
g_object_unref (gpointer object)
{
  static void (*real_unref) (gpointer);

  if (g_once_init_enter_pointer (&real_unref))
    g_once_init_leave_pointer (&real_unref, (void (*) (gpointer)) dlsym (RTLD_NEXT, __func__));

  if (gettid () != getpid ())
    check (object);
  real_unref (object);
}
