import { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { checks } from './checksum.ts';
import { readMessage } from './read-message.ts';
import type { Dnp3State } from './state.ts';

/** Start, length, control, two addresses, checksum. */
export const LINK_HEADER = 10;
/** Control, destination and source are counted by the length; nothing shorter is a frame. */
export const MIN_LENGTH = 5;
/** User data between two checksums. */
const BLOCK = 16;
/** The longest frame: length 255, 250 bytes of user data in 16 blocks. */
export const LONGEST_FRAME = 292;

const FINAL = 0x80;
const FIRST = 0x40;
const SEQUENCE = 0x3f;

/** User data of one frame without its checksums; used within one call only. */
const data: Uint8Array = new Uint8Array(256);
const dataView: DataView = new DataView(data.buffer);
const window: Cursor = new Cursor();

/** Bytes of a frame with this length field (IEEE 1815-2012 9.2.4.1). */
export function frameBytes(length: number): number {
  const user = length - MIN_LENGTH;
  return LINK_HEADER + user + 2 * Math.ceil(user / BLOCK);
}

/** True where a whole header with the right checksum lies at the cursor. */
export function isHeader(c: Cursor): boolean {
  return c.left >= LINK_HEADER && c.peek16() === 0x0564 && c.peek8(2) >= MIN_LENGTH && checks(c.bytes, c.at, c.at + 8);
}

/** Reads the frame at the cursor, which is there as a whole and whose header was checked. */
export function readFrame(c: Cursor, turn: Turn, state: Dnp3State): void {
  const start = c.at;
  const user = c.peek8(2) - MIN_LENGTH;
  const control = c.peek8(3);
  const destination = c.peek8(4) + c.peek8(5) * 256;
  const source = c.peek8(6) + c.peek8(7) * 256;
  c.skip(frameBytes(user + MIN_LENGTH));
  // Acknowledgements, link status and resets carry nothing.
  if (user === 0) return;
  let from = start + LINK_HEADER;
  for (let at = 0; at < user; at += BLOCK) {
    const size = user - at < BLOCK ? user - at : BLOCK;
    if (!checks(c.bytes, from, from + size)) {
      turn.anomaly('data-checksum');
      turn.unrecognised(c.at - start);
      const assembly = state.assembly(turn.fromServer);
      if (assembly !== undefined) assembly.open = false;
      return;
    }
    for (let i = 0; i < size; i++) data[at + i] = c.bytes[from + i] as number;
    from += size + 2;
  }
  readSegment(turn, state, user, source, destination, control);
}

/** Transport function, IEEE 1815-2012 8.2: first and final marks and a sequence number of six bits. */
function readSegment(
  turn: Turn,
  state: Dnp3State,
  user: number,
  source: number,
  destination: number,
  control: number,
): void {
  const transport = data[0] as number;
  const first = (transport & FIRST) !== 0;
  const final = (transport & FINAL) !== 0;
  window.reset(data, dataView, 1, user);
  const begun = state.assembly(turn.fromServer);
  if (first && begun?.open === true) {
    turn.anomaly('segments-broken');
    begun.open = false;
  }
  if (first && final) {
    readMessage(window, turn, state, source, destination, control);
    return;
  }
  const addresses = destination * 0x1_0000 + source;
  const assembly = first ? state.makeAssembly(turn.fromServer) : begun;
  if (
    assembly === undefined ||
    (!first && (!assembly.open || assembly.sequence !== (transport & SEQUENCE))) ||
    (!first && assembly.addresses !== addresses)
  ) {
    if (assembly !== undefined && assembly.open) assembly.open = false;
    if (!state.forgiving) turn.anomaly('segments-broken');
    turn.unrecognised(user);
    return;
  }
  if (first) {
    assembly.store.clear();
    assembly.open = true;
    assembly.addresses = addresses;
  }
  assembly.sequence = ((transport & SEQUENCE) + 1) & SEQUENCE;
  assembly.store.append(window);
  if (assembly.store.overflowed) {
    turn.anomaly('message-oversize');
    turn.unrecognised(user);
    assembly.open = false;
    return;
  }
  if (!final) return;
  assembly.open = false;
  readMessage(assembly.store.read(window), turn, state, source, destination, control);
}
