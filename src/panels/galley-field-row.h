/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-field-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *galley_field_row_new_message (GalleyFieldItem *item);
GtkWidget *galley_field_row_new_menu (GalleyFieldItem *item);
GtkWidget *galley_field_row_new_heading (GalleyFieldItem *item, GtkWidget *extra);
void galley_field_row_set_up (GtkWidget *row, GalleyFieldForm *form, GalleyFieldItem *item);
char *galley_field_row_dup_title (GalleyFieldItem *item);

/* A group makes the rows of its fields with what it is given. */
typedef GtkWidget *(*GalleyFieldRowFunc) (GalleyFieldForm *form, GalleyFieldItem *item);

GtkWidget *galley_text_row_new (GalleyFieldForm *form, GalleyFieldItem *item);
GtkWidget *galley_long_text_row_new (GalleyFieldForm *form, GalleyFieldItem *item);
GtkWidget *galley_date_row_new (GalleyFieldForm *form, GalleyFieldItem *item);
GtkWidget *galley_switch_row_new (GalleyFieldForm *form, GalleyFieldItem *item);
GtkWidget *galley_choice_row_new (GalleyFieldForm *form, GalleyFieldItem *item);
GtkWidget *galley_chips_row_new (GalleyFieldForm *form, GalleyFieldItem *item);
GtkWidget *
galley_group_row_new (GalleyFieldForm *form, GalleyFieldItem *item, GalleyFieldRowFunc new_row);

G_END_DECLS
