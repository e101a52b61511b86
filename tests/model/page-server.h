/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Serves pages on this machine, on a port of its own. */
typedef struct
{
  SoupServer *server;
  guint port;
  guint n_requests;
} PageServer;

void page_server_start (PageServer *self);
void page_server_stop (PageServer *self);
char *page_server_get_link (PageServer *self, const char *path);

G_END_DECLS
