/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-checked-address.h"

#include "galley-entry-source.h"
#include "galley-web-address.h"

#include <glib/gi18n.h>

/**
 * GalleyCheckedAddress:
 *
 * A host that is connected to only at addresses that a link may be fetched from. What is checked is
 * what is connected to, so that a name cannot mean one address first and another one later.
 */
struct _GalleyCheckedAddress
{
  GNetworkAddress parent_instance;

  char *link;
};

#define GALLEY_TYPE_CHECKED_ENUMERATOR (galley_checked_enumerator_get_type ())
G_DECLARE_FINAL_TYPE (GalleyCheckedEnumerator,
                      galley_checked_enumerator,
                      GALLEY,
                      CHECKED_ENUMERATOR,
                      GSocketAddressEnumerator)

struct _GalleyCheckedEnumerator
{
  GSocketAddressEnumerator parent_instance;

  GSocketAddressEnumerator *all;
  char *link;
  guint n_refused;
};

static GSocketConnectableIface *parent_iface;

static void galley_checked_address_init_connectable (GSocketConnectableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GalleyCheckedAddress,
                               galley_checked_address,
                               G_TYPE_NETWORK_ADDRESS,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SOCKET_CONNECTABLE,
                                                      galley_checked_address_init_connectable))

G_DEFINE_FINAL_TYPE (GalleyCheckedEnumerator,
                     galley_checked_enumerator,
                     G_TYPE_SOCKET_ADDRESS_ENUMERATOR)

static gboolean
may_connect (GalleyCheckedEnumerator *self, GSocketAddress *address)
{
  return G_IS_INET_SOCKET_ADDRESS (address)
         && galley_web_address_may_fetch (
           self->link, g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

static void
set_refused (GalleyCheckedEnumerator *self, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               _ ("%s leads to an address that is not public."), self->link);
}

static GSocketAddress *
galley_checked_enumerator_next (GSocketAddressEnumerator *enumerator,
                                GCancellable *cancellable,
                                GError **error)
{
  GalleyCheckedEnumerator *self = GALLEY_CHECKED_ENUMERATOR (enumerator);
  GSocketAddress *address;
  g_autoptr (GError) problem = NULL;

  while ((address = g_socket_address_enumerator_next (self->all, cancellable, &problem)) != NULL)
    {
      if (may_connect (self, address))
        return address;
      self->n_refused++;
      g_object_unref (address);
    }

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else if (self->n_refused > 0)
    set_refused (self, error);
  return NULL;
}

static void
next_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GalleyCheckedEnumerator *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address =
    g_socket_address_enumerator_next_finish (self->all, result, &error);

  if (address != NULL && !may_connect (self, address))
    {
      self->n_refused++;
      g_socket_address_enumerator_next_async (self->all, g_task_get_cancellable (task), next_cb,
                                              g_object_ref (task));
      return;
    }

  if (address == NULL && error == NULL && self->n_refused > 0)
    set_refused (self, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&address), g_object_unref);
}

static void
galley_checked_enumerator_next_async (GSocketAddressEnumerator *enumerator,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GalleyCheckedEnumerator *self = GALLEY_CHECKED_ENUMERATOR (enumerator);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, galley_checked_enumerator_next_async);
  g_socket_address_enumerator_next_async (self->all, cancellable, next_cb, task);
}

static GSocketAddress *
galley_checked_enumerator_next_finish (GSocketAddressEnumerator *enumerator,
                                       GAsyncResult *result,
                                       GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
galley_checked_enumerator_finalize (GObject *object)
{
  GalleyCheckedEnumerator *self = GALLEY_CHECKED_ENUMERATOR (object);

  g_object_unref (self->all);
  g_free (self->link);

  G_OBJECT_CLASS (galley_checked_enumerator_parent_class)->finalize (object);
}

static void
galley_checked_enumerator_class_init (GalleyCheckedEnumeratorClass *klass)
{
  GSocketAddressEnumeratorClass *enumerator_class = G_SOCKET_ADDRESS_ENUMERATOR_CLASS (klass);

  enumerator_class->next = galley_checked_enumerator_next;
  enumerator_class->next_async = galley_checked_enumerator_next_async;
  enumerator_class->next_finish = galley_checked_enumerator_next_finish;
  G_OBJECT_CLASS (klass)->finalize = galley_checked_enumerator_finalize;
}

static void
galley_checked_enumerator_init (GalleyCheckedEnumerator *self)
{
}

/* A proxy would look the name up by itself, unchecked: none is used. */
static GSocketAddressEnumerator *
galley_checked_address_enumerate (GSocketConnectable *connectable)
{
  GalleyCheckedEnumerator *enumerator = g_object_new (GALLEY_TYPE_CHECKED_ENUMERATOR, NULL);

  enumerator->all = parent_iface->enumerate (connectable);
  enumerator->link = g_strdup (GALLEY_CHECKED_ADDRESS (connectable)->link);

  return G_SOCKET_ADDRESS_ENUMERATOR (enumerator);
}

static void
galley_checked_address_init_connectable (GSocketConnectableIface *iface)
{
  parent_iface = g_type_interface_peek_parent (iface);
  iface->enumerate = galley_checked_address_enumerate;
  iface->proxy_enumerate = galley_checked_address_enumerate;
}

static void
galley_checked_address_finalize (GObject *object)
{
  g_free (GALLEY_CHECKED_ADDRESS (object)->link);

  G_OBJECT_CLASS (galley_checked_address_parent_class)->finalize (object);
}

static void
galley_checked_address_class_init (GalleyCheckedAddressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = galley_checked_address_finalize;
}

static void
galley_checked_address_init (GalleyCheckedAddress *self)
{
}

/**
 * galley_checked_address_new:
 * @host: the host to connect to
 * @port: its port
 * @link: the link that the person gave, as galley_web_address_may_fetch() wants it
 *
 * Returns: (transfer full): the host, at the addresses that may be connected to
 */
GSocketConnectable *
galley_checked_address_new (const char *host, guint16 port, const char *link)
{
  GalleyCheckedAddress *self =
    g_object_new (GALLEY_TYPE_CHECKED_ADDRESS, "hostname", host, "port", port, NULL);

  self->link = g_strdup (link);
  return G_SOCKET_CONNECTABLE (self);
}
