import type { Cursor } from '../../../kernel/cursor.ts';
import type { OpenRequests } from '../../../kernel/open-requests.ts';
import { EVICTED } from '../../../kernel/open-requests.ts';
import { OTHER } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import { hartCommands } from './commands.ts';

const REQUEST = 2;
const ANSWER = 6;
const BURST = 1;
/** Command 31 has the number of another one, of 16 bits, first in its data. */
const EXTENDED_COMMAND = 31;
const LONG_TAG = 32;

/** Where the parts of a frame stand, told ahead of the cursor. */
export interface Frame {
  delimiter: number;
  long: boolean;
  command: number;
  /** Of the data, and their length. */
  data: number;
  length: number;
  checked: boolean;
}

/** Delimiter, address of 1 or 5 bytes, perhaps expansion bytes, command, length, data, checksum; false where they do not fit `size`. */
export function measure(c: Cursor, ahead: number, size: number, frame: Frame): boolean {
  const delimiter = c.peek8(ahead);
  const kind = delimiter & 7;
  if (kind !== REQUEST && kind !== ANSWER && kind !== BURST) return false;
  frame.delimiter = delimiter;
  frame.long = delimiter >= 0x80;
  const head = 1 + (frame.long ? 5 : 1) + ((delimiter >> 5) & 3);
  if (size < head + 3) return false;
  frame.command = c.peek8(ahead + head);
  frame.length = c.peek8(ahead + head + 1);
  frame.data = ahead + head + 2;
  if (head + 3 + frame.length !== size) return false;
  let parity = 0;
  for (let i = 0; i < size; i++) parity ^= c.peek8(ahead + i);
  frame.checked = parity === 0;
  return true;
}

/** The number of the command, with that of an extended one. */
export function commandOf(c: Cursor, frame: Frame): number {
  if (frame.command !== EXTENDED_COMMAND) return frame.command;
  const answer = (frame.delimiter & 7) !== REQUEST;
  const at = frame.data + (answer ? 2 : 0);
  return frame.length >= (answer ? 4 : 2) ? c.peek16(at) : EXTENDED_COMMAND;
}

export function readFrame(c: Cursor, turn: Turn, frame: Frame, fn: number, key: number, requests: OpenRequests): void {
  const command = commandOf(c, frame);
  // Of a long address the upper two bits say who asks; the rest is type and number.
  const device = frame.long ? c.peek32(frame.data - 6) & 0xff_ffff : c.peek8(frame.data - 3) & 0x3f;
  if (turn.tracing) {
    turn.field('hart_ip.pt.delimiter', frame.delimiter);
    if (frame.long) {
      const at = c.at + frame.data - 7;
      turn.field('hart_ip.pt.long_address', hexText(c.bytes, at, at + 5));
    } else turn.field('hart_ip.pt.short_addr', device);
    turn.field('hart_ip.pt.command', command);
  }
  if (!frame.checked) turn.anomaly('checksum-wrong');
  if ((frame.delimiter & 7) === REQUEST) {
    const opened = requests.open(key, fn, 0, 0, turn.seconds, turn.nanos);
    if (opened === EVICTED) turn.anomaly('requests-forgotten');
    requests.addHandle(turn.command(fn, 0, frame.long ? 1 : 0, device, 1, hartCommands.get(command)?.access ?? OTHER));
    turn.unrecognised(frame.length);
    return;
  }
  const code = frame.length >= 2 ? c.peek8(frame.data) : 0;
  if (turn.tracing && frame.length >= 2) {
    turn.field('hart_ip.pt.response_code', code);
    turn.field('hart_ip.pt.device_status', c.peek8(frame.data + 1));
  }
  if (requests.take(key)) turn.outcome(requests.handle(0), code, requests.seconds, requests.nanos);
  // 1 to 7 and above are refusals or warnings; data follow where there are more than the two bytes.
  if (!readAnswer(c, turn, command, c.at + frame.data + 2, frame.length - 2) && frame.length > 2)
    turn.unrecognised(frame.length - 2);
}

/** What answers say of their device; true where it was read. */
function readAnswer(c: Cursor, turn: Turn, command: number, at: number, length: number): boolean {
  if ((command === 0 || command === 11 || command === 21) && length >= 12) {
    readIdentity(c, turn, at, length);
    return true;
  }
  if (command === 13 && length >= 6) {
    tellTag(turn, packedText(c.bytes, at, 6));
    return true;
  }
  if ((command === 20 || command === 22) && length >= LONG_TAG) {
    tellTag(turn, wireText(c.bytes, at, at + LONG_TAG).replace(/[\s\0]+$/, ''));
    return true;
  }
  return false;
}

function tellTag(turn: Turn, tag: string): void {
  if (tag === '') return;
  if (turn.tracing) turn.field('hart_ip.pt.rsp.tag', tag);
  turn.claim(turn.sender, 'description', `HART tag ${tag}`);
}

/** Command 0: 254, type, preambles, revisions, flags, number; later revisions append maker and label. */
function readIdentity(c: Cursor, turn: Turn, at: number, length: number): void {
  const { view, bytes } = c;
  const type = hexText(bytes, at + 1, at + 3);
  const number = hexText(bytes, at + 9, at + 12);
  turn.claim(turn.sender, 'model', `HART device type 0x${type}, revision ${view.getUint8(at + 5)}`);
  turn.claim(turn.sender, 'serial', `HART device ${number}`);
  turn.claim(turn.sender, 'firmware', `HART software revision ${view.getUint8(at + 6)}`);
  turn.claim(turn.sender, 'hardware', `HART hardware revision ${view.getUint8(at + 7) >> 3}`);
  if (turn.tracing) {
    turn.field('hart_ip.pt.rsp.expanded_device_type', view.getUint16(at + 1));
    turn.field('hart_ip.pt.rsp.device_id', number);
  }
  if (length < 19) return;
  const maker = view.getUint16(at + 17);
  turn.claim(turn.sender, 'vendor', `HART maker 0x${hexText(bytes, at + 17, at + 19)}`);
  if (turn.tracing) turn.field('hart_ip.pt.rsp.manufacturer_Id', maker);
}

/** Four characters of six bits in three bytes: 0x00 to 0x1f are 0x40 to 0x5f. */
function packedText(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let i = at; i + 3 <= at + length; i += 3) {
    const word = ((bytes[i] as number) << 16) | ((bytes[i + 1] as number) << 8) | (bytes[i + 2] as number);
    for (const shift of [18, 12, 6, 0]) {
      const code = (word >> shift) & 0x3f;
      text += String.fromCharCode(code < 0x20 ? code + 0x40 : code);
    }
  }
  return text.trimEnd();
}
