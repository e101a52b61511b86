/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * GalleyFault:
 * @GALLEY_FAULT_NONE: calls are only counted
 * @GALLEY_FAULT_FAIL: one call fails
 * @GALLEY_FAULT_FAIL_ON: one call fails, and all that write after it
 * @GALLEY_FAULT_SHORT: one call writes or reads only half; another fails with EINTR
 * @GALLEY_FAULT_KILL: the program is killed before the call is done
 * @GALLEY_FAULT_TEAR: the program is killed when the call has written half
 * @GALLEY_FAULT_STALL: the first call that writes waits until somebody opens the other end of the
 *   pipe that GALLEY_FAULT_GATE names
 *
 * What happens to a call.
 */
typedef enum
{
  GALLEY_FAULT_NONE,
  GALLEY_FAULT_FAIL,
  GALLEY_FAULT_FAIL_ON,
  GALLEY_FAULT_SHORT,
  GALLEY_FAULT_KILL,
  GALLEY_FAULT_TEAR,
  GALLEY_FAULT_STALL,
} GalleyFault;

void
galley_faults_arm (const char *folder, unsigned at, GalleyFault fault, int number, int no_rename);
void galley_faults_set_no_room (int number);
unsigned galley_faults_disarm (void);
