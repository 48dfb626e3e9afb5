import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

const BOTH_DIRECTIONS = 3;

/** Modules and submodules that the controller expects, with the lengths of their data. */
export function readExpected(c: Cursor, turn: Turn): void {
  const apis = c.u16();
  for (let i = 0; i < apis && !c.failed; i++) {
    const api = c.u32();
    const slot = c.u16();
    const module = c.u32();
    c.skip(2);
    const submodules = c.u16();
    if (c.failed) return;
    if (turn.tracing) {
      turn.field('pn_io.api', api);
      turn.field('pn_io.slot_nr', slot);
      turn.field('pn_io.module_ident_number', module);
    }
    for (let j = 0; j < submodules && !c.failed; j++) {
      const subslot = c.u16();
      const submodule = c.u32();
      const directions = (c.u16() & 3) === BOTH_DIRECTIONS ? 2 : 1;
      if (c.failed) return;
      if (turn.tracing) {
        turn.field('pn_io.subslot_nr', subslot);
        turn.field('pn_io.submodule_ident_number', submodule);
      }
      for (let k = 0; k < directions; k++) {
        c.skip(2);
        const length = c.u16();
        c.skip(2);
        if (!c.failed && turn.tracing) turn.field('pn_io.submodule_data_length', length);
      }
    }
  }
}

/** Modules that are not what was expected (`states`), or simply those that are there. */
export function readModules(c: Cursor, turn: Turn, states: boolean): void {
  const apis = c.u16();
  for (let i = 0; i < apis && !c.failed; i++) {
    const api = c.u32();
    const modules = c.u16();
    if (c.failed) return;
    if (turn.tracing) turn.field('pn_io.api', api);
    for (let j = 0; j < modules && !c.failed; j++) {
      const slot = c.u16();
      const module = c.u32();
      const state = states ? c.u16() : 0;
      const submodules = c.u16();
      if (c.failed) return;
      if (turn.tracing) {
        turn.field('pn_io.slot_nr', slot);
        turn.field('pn_io.module_ident_number', module);
        if (states) turn.field('pn_io.module_state', state);
      }
      for (let k = 0; k < submodules && !c.failed; k++) {
        const subslot = c.u16();
        const submodule = c.u32();
        const one = states ? c.u16() : 0;
        if (c.failed || !turn.tracing) continue;
        turn.field('pn_io.subslot_nr', subslot);
        turn.field('pn_io.submodule_ident_number', submodule);
        if (states) turn.field('pn_io.submodule_state', one);
      }
    }
  }
}

/** An alarm: what kind, where, and which module stands there. The rest is the alarm's own. */
export function readAlarmNotification(c: Cursor, turn: Turn): void {
  const type = c.u16();
  const api = c.u32();
  const slot = c.u16();
  const subslot = c.u16();
  const module = c.u32();
  const submodule = c.u32();
  const specifier = c.u16();
  if (c.failed) return;
  const structure = c.left >= 2 ? c.u16() : -1;
  if (turn.tracing) {
    turn.field('pn_io.alarm_type', type);
    turn.field('pn_io.api', api);
    turn.field('pn_io.slot_nr', slot);
    turn.field('pn_io.subslot_nr', subslot);
    turn.field('pn_io.module_ident_number', module);
    turn.field('pn_io.submodule_ident_number', submodule);
    turn.field('pn_io.alarm_specifier', specifier);
    if (structure >= 0) turn.field('pn_io.user_structure_identifier', structure);
  }
}

/** The answer to an alarm: kind, place, specifier, and how it fared. */
export function readAlarmAcknowledgement(c: Cursor, turn: Turn): void {
  const type = c.u16();
  const api = c.u32();
  const slot = c.u16();
  const subslot = c.u16();
  const specifier = c.u16();
  const status = c.u32();
  if (c.failed || !turn.tracing) return;
  turn.field('pn_io.alarm_type', type);
  turn.field('pn_io.api', api);
  turn.field('pn_io.slot_nr', slot);
  turn.field('pn_io.subslot_nr', subslot);
  turn.field('pn_io.alarm_specifier', specifier);
  turn.field('pn_io.status', status);
}
