import type { Cursor } from '../../../kernel/cursor.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { hexText, zeroEndedText } from '../wire-text.ts';
import { deviceText } from './bus-message.ts';

/** Descriptions read of one message; devices send two to six. */
export const MAX_DESCRIPTIONS = 32;

const DEVICE_INFORMATION = 1;
const DEVICE_LENGTH = 54;
const NAME = 30;

/** Blocks of a length, a kind and content. */
export function readDescriptions(c: Cursor, turn: Turn): void {
  for (let read = 0; c.left >= 2; read++) {
    if (read === MAX_DESCRIPTIONS) {
      turn.anomaly('too-many-entries');
      break;
    }
    const length = c.peek8();
    if (length < 2 || !c.has(length)) {
      turn.anomaly('cut-short');
      break;
    }
    if (c.peek8(1) === DEVICE_INFORMATION && length >= DEVICE_LENGTH) readDevice(c, turn);
    else turn.unrecognised(length - 2);
    c.skip(length);
  }
  turn.unrecognised(c.left);
}

/** Medium, state, address on the bus, project, serial number, multicast address, MAC, name. */
function readDevice(c: Cursor, turn: Turn): void {
  const { bytes, at } = c;
  const name = zeroEndedText(bytes, at + 24, at + 24 + NAME);
  const address = deviceText(c.peek16(4));
  const serial = hexText(bytes, at + 8, at + 14);
  turn.claim(turn.sender, 'role', 'knx gateway');
  turn.claim(turn.sender, 'serial', serial);
  turn.claim(turn.sender, 'description', `KNX device ${address}, MAC ${macText(bytes, at + 18)}`);
  if (name !== '') {
    turn.claim(turn.sender, 'model', name);
    turn.name('self', name, turn.sender);
  }
  if (!turn.tracing) return;
  turn.field('knxip.device.name', name);
  turn.field('knxip.knxaddr', address);
  turn.field('knxip.sernr', serial);
  turn.field('knxip.macaddr', macText(bytes, at + 18));
}
