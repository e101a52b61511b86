/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void galley_watch_path (const char *call, int folder, const char *path);
void galley_watch_fd (const char *call, int fd);
