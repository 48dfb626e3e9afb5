import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { latin1 } from '../../../kernel/cursor.ts';

/** Blocks of settings in one connect exchange; clients send up to ten kinds, one each. */
export const MAX_BLOCKS = 32;
/** Static virtual channels: [MS-RDPBCGR] 2.2.1.3.4 allows 31. */
export const MAX_CHANNELS = 31;
/** Bytes of a connect exchange among which the key before the settings is looked for: at most some 200 lie before it. */
export const MAX_KEY_SEARCH = 512;

const CLIENT_KEY = 0x44756361;
const SERVER_KEY = 0x4d63446e;
const CLIENT_CORE = 0xc001;
const CLIENT_SECURITY = 0xc002;
const CLIENT_NET = 0xc003;
const SERVER_CORE = 0x0c01;
const SERVER_SECURITY = 0x0c02;

/**
 * The settings in an MCS connect initial or response ([MS-RDPBCGR] 2.2.1.3 and 2.2.1.4): after the key `Duca` of
 * clients or `McDn` of servers comes a length (PER, one byte or two), then blocks of type, length, values. `c.end` is
 * where the message ends. Returns whether standard security without encryption was chosen: undefined where it is not said.
 */
export function readSettings(c: Cursor, turn: Turn): boolean | undefined {
  const stop = Math.min(c.end - 6, c.at + MAX_KEY_SEARCH);
  let key = 0;
  while (c.at < stop) {
    key = c.peek32();
    if (key === CLIENT_KEY || key === SERVER_KEY) break;
    c.skip(1);
  }
  if (c.at >= stop) return undefined;
  c.skip(4);
  c.skip((c.peek8() & 0x80) !== 0 ? 2 : 1);
  let plain: boolean | undefined;
  for (let blocks = 0; c.left >= 4; blocks++) {
    if (blocks === MAX_BLOCKS) {
      turn.anomaly('settings-over-limit');
      return plain;
    }
    const type = c.u16le();
    const length = c.u16le();
    if (length < 4 || length - 4 > c.left) {
      turn.anomaly('settings-cut');
      return plain;
    }
    const outer = c.end;
    const next = c.at + length - 4;
    c.end = next;
    if (type === CLIENT_CORE) readClientCore(c, turn);
    else if (type === CLIENT_NET) readChannels(c, turn);
    else if (type === CLIENT_SECURITY && c.left >= 4 && turn.tracing) turn.field('rdp.encryptionMethods', c.u32le());
    else if (type === SERVER_CORE && c.left >= 4) traceVersion(c, turn);
    else if (type === SERVER_SECURITY && c.left >= 8) {
      const method = c.u32le();
      plain = method === 0;
      if (turn.tracing) {
        turn.field('rdp.encryptionMethod', method);
        turn.field('rdp.encryptionLevel', c.u32le());
      }
    }
    c.end = outer;
    c.at = next;
  }
  return plain;
}

function traceVersion(c: Cursor, turn: Turn): void {
  const minor = c.u16le();
  const major = c.u16le();
  if (!turn.tracing) return;
  turn.field('rdp.version.major', major);
  turn.field('rdp.version.minor', minor);
}

/** [MS-RDPBCGR] 2.2.1.3.2. What stands after the input method's name is left out by old clients. */
function readClientCore(c: Cursor, turn: Turn): void {
  if (c.left < 128) {
    turn.anomaly('settings-cut');
    return;
  }
  const start = c.at;
  traceVersion(c, turn);
  const width = c.u16le();
  const height = c.u16le();
  c.skip(4);
  const layout = c.u32le();
  const build = c.u32le();
  const name = utf16(c, 32);
  if (name !== '') turn.claim(turn.sender, 'hostname', name);
  if (!turn.tracing) return;
  turn.field('rdp.desktop.width', width);
  turn.field('rdp.desktop.height', height);
  turn.field('rdp.keyboardLayout', layout);
  turn.field('rdp.client.build', build);
  turn.field('rdp.client.name', name);
  turn.field('rdp.keyboard.type', c.u32le());
  c.skip(4);
  turn.field('rdp.keyboard.functionkey', c.u32le());
  c.at = start + 128;
  if (c.left < 8) return;
  c.skip(2);
  turn.field('rdp.client.productId', c.u16le());
  turn.field('rdp.serialNumber', c.u32le());
  c.skip(6);
  if (c.left >= 64) turn.field('rdp.client.digProductId', utf16(c, 64));
}

/** [MS-RDPBCGR] 2.2.1.3.4: a count, then names of eight bytes with four bytes of options each. */
function readChannels(c: Cursor, turn: Turn): void {
  if (c.left < 4) return;
  const count = c.u32le();
  if (count > MAX_CHANNELS) turn.anomaly('settings-over-limit');
  if (!turn.tracing) return;
  turn.field('rdp.channelCount', count);
  for (let i = 0; i < count && i < MAX_CHANNELS && c.left >= 12; i++) {
    let end = c.at;
    while (end < c.at + 8 && c.bytes[end] !== 0) end++;
    turn.field('rdp.channel.name', latin1(c.bytes, c.at, end));
    c.skip(12);
  }
}

/** UTF-16, little endian, up to a zero or `length` bytes; moves by `length`. */
function utf16(c: Cursor, length: number): string {
  const next = c.at + length;
  let text = '';
  while (c.at < next) {
    const unit = c.u16le();
    if (unit === 0 || c.failed) break;
    text += String.fromCharCode(unit);
  }
  c.at = next;
  return text;
}
