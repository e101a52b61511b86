/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GALLEY_TYPE_FILE_MONITOR (galley_file_monitor_get_type ())
G_DECLARE_FINAL_TYPE (GalleyFileMonitor, galley_file_monitor, GALLEY, FILE_MONITOR, GObject)

GalleyFileMonitor *galley_file_monitor_new (GFile *file);
GalleyFileMonitor *galley_file_monitor_new_for_folder (const char *path);

G_END_DECLS
