import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { shownFloat } from '../shown-float.ts';
import { hexText } from '../wire-text.ts';
import type { Layout } from './layouts.ts';

/** Shows one point that is not packed; the cursor ends behind it. Only while somebody traces. */
export function tracePoint(c: Cursor, turn: Turn, group: number, shape: Layout): void {
  if (group === 12) return traceControl(c, turn);
  const kind = valueKind(group);
  for (const part of shape.parts) {
    switch (part) {
      case 'q':
        turn.field('dnp3.al.flags', c.u8());
        break;
      case 's':
        turn.field('dnp3.al.ctrlstatus', c.u8());
        break;
      case 't6':
        turn.field('dnp3.al.timestamp', c.u16le() + c.u32le() * 0x1_0000);
        break;
      case 'r2':
        turn.field('dnp3.al.reltimestamp', c.u16le());
        break;
      case 'f4':
        turn.field(`${kind}.float`, shownFloat(c.view.getFloat32(c.at, true)));
        c.skip(4);
        break;
      case 'f8':
        turn.field(`${kind}.float`, shownFloat(c.view.getFloat64(c.at, true)));
        c.skip(8);
        break;
      default:
        traceNumber(c, turn, group, part, kind);
    }
  }
}

function traceNumber(c: Cursor, turn: Turn, group: number, part: string, kind: string): void {
  const size = Number(part.slice(1));
  if (part.startsWith('x')) {
    turn.field('dnp3.al.octet_string', hexText(c.bytes, c.at, c.at + size));
    c.skip(size);
    return;
  }
  const value = size === 4 ? c.u32le() : size === 2 ? c.u16le() : c.u8();
  if (part.startsWith('i')) turn.field(`${kind}.int`, size === 4 ? value | 0 : (value << 16) >> 16);
  else if (group >= 20 && group <= 23) turn.field('dnp3.al.cnt', value);
  else turn.field('dnp3.al.value', value);
}

function valueKind(group: number): string {
  return group >= 40 ? 'dnp3.al.anaout' : 'dnp3.al.ana';
}

/** Control relay output block, IEEE 1815-2012 A.8.1. */
function traceControl(c: Cursor, turn: Turn): void {
  const code = c.u8();
  turn.field('dnp3.ctl.op', code & 15);
  turn.field('dnp3.ctl.trip', code >> 6);
  turn.field('dnp3.al.count', c.u8());
  turn.field('dnp3.al.on_time', c.u32le());
  turn.field('dnp3.al.off_time', c.u32le());
  turn.field('dnp3.al.ctrlstatus', c.u8());
}

/** Shows `count` packed points of one or two bits each, lowest bits first. */
export function tracePacked(c: Cursor, turn: Turn, start: number, count: number, bits: number): void {
  const per = 8 / bits;
  const mask = (1 << bits) - 1;
  for (let i = 0; i < count; i++) {
    const byte = c.peek8(Math.floor(i / per));
    turn.field('dnp3.al.point_index', start + i);
    turn.field('dnp3.al.bit', (byte >> ((i % per) * bits)) & mask);
  }
}
