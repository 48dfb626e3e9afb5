import type { Cursor } from '../../../kernel/cursor.ts';
import { WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { sparkplug } from '../sparkplug.ts';
import { sparkplugTypes } from './fields.ts';
import type { SparkplugNames } from './names.ts';
import { readPayload } from './payload.ts';

const STATE: number = sparkplugTypes.indexOf('STATE');
const PREFIX = 'spBv1.0/';

/** Whether a topic begins here that only Sparkplug B has. */
export function isSparkplug(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + PREFIX.length > end) return false;
  for (let i = 0; i < PREFIX.length; i++) if (bytes[at + i] !== PREFIX.charCodeAt(i)) return false;
  return true;
}

/**
 * A publish on a topic of Sparkplug: name space, group, type, edge node and perhaps device (3.0, 4.1). The window is its
 * payload; `kept` is false where it is not there. False for a topic that is none.
 */
export function readSparkplug(c: Cursor, turn: Turn, topic: string, kept: boolean, names: SparkplugNames): boolean {
  const [, group = '', type = '', node = '', device = ''] = topic.split('/', 5);
  const fn = group === 'STATE' ? STATE : sparkplugTypes.indexOf(type);
  if (fn < 0 || (fn !== STATE && node === '')) return false;
  turn.inside(sparkplug);
  turn.message(fn);
  if (turn.tracing && fn !== STATE) {
    turn.field('sparkplug.groupid', group);
    turn.field('sparkplug.messagetype', type);
    turn.field('sparkplug.edgenodeid', node);
    if (device !== '') turn.field('sparkplug.deviceid', device);
  }
  const birth = type === 'NBIRTH' || type === 'DBIRTH';
  const command = type === 'NCMD' || type === 'DCMD';
  if ((birth || type === 'NDATA') && !turn.fromServer && device === '')
    turn.claim(turn.sender, 'role', `sparkplug edge node ${group}/${node}`);
  if (command)
    turn.command(fn, 0, 0, hash(device === '' ? `${group}/${node}` : `${group}/${node}/${device}`), 0, WRITE);
  if (!kept) turn.anomaly('payload-over-limit');
  else if (fn === STATE) turn.unrecognised(c.left);
  else {
    // What a broker passes on was born elsewhere: identities are those of who is connected here.
    const whole = readPayload(c, turn, birth && !turn.fromServer, command ? fn : -1, names);
    if (!whole) {
      turn.anomaly('payload-malformed');
      turn.unrecognised(c.left);
    }
  }
  turn.inside(undefined);
  return true;
}

/** FNV-1a: a node is known by the number of its name. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) as number), 0x0100_0193);
  return value >>> 0;
}
