/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-field-rows.h"

#include "galley-field-row.h"

/**
 * galley_field_rows_new_row:
 * @form: a form
 * @item: a field of it
 *
 * Returns: (transfer floating): a row to see and to change it
 */
GtkWidget *
galley_field_rows_new_row (GalleyFieldForm *form, GalleyFieldItem *item)
{
  switch (galley_field_item_get_shape (item))
    {
    case GALLEY_FIELD_SHAPE_LONG_TEXT:
      return galley_long_text_row_new (form, item);
    case GALLEY_FIELD_SHAPE_DATE:
      return galley_date_row_new (form, item);
    case GALLEY_FIELD_SHAPE_SWITCH:
      return galley_switch_row_new (form, item);
    case GALLEY_FIELD_SHAPE_CHOICE:
      return galley_choice_row_new (form, item);
    case GALLEY_FIELD_SHAPE_CHIPS:
      return galley_chips_row_new (form, item);
    case GALLEY_FIELD_SHAPE_GROUP:
      return galley_group_row_new (form, item, galley_field_rows_new_row);
    default:
      return galley_text_row_new (form, item);
    }
}
