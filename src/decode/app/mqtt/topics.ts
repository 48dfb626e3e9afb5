import { OTHER, READ, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { SUBSCRIBE } from './fields.ts';

/** Areas of a command's object; `start` is a hash of the topic, since commands carry numbers only. */
export const CONNECTION = 0;
const TOPIC = 1;
const EDGE_NODE = 2;

export function objectName(_fn: number, area: number, start: number, _count: number): string {
  const hash = `#${start.toString(16).padStart(8, '0')}`;
  if (area === CONNECTION) return 'connection';
  return area === EDGE_NODE ? `sparkplug node ${hash}` : `topic ${hash}`;
}

/** FNV-1a over the topic's characters. */
function hash(topic: string): number {
  let value = 0x811c9dc5;
  for (const letter of topic) value = Math.imul(value ^ (letter.codePointAt(0) as number), 0x0100_0193);
  return value >>> 0;
}

/** A message on a topic. Of Sparkplug B, commands to nodes and devices are writes; other topics say nothing of their effect. */
export function published(turn: Turn, fn: number, topic: string): void {
  turn.name('service', topic, 0);
  const parts = sparkplug(topic);
  if (parts === undefined) return;
  const [, group = '', type = '', node = '', device = ''] = parts;
  if (turn.tracing) {
    turn.field('sparkplug.groupid', group);
    turn.field('sparkplug.messagetype', type);
    turn.field('sparkplug.edgenodeid', node);
    if (device !== '') turn.field('sparkplug.deviceid', device);
  }
  if (type === 'NCMD' || type === 'DCMD') {
    turn.command(fn, 0, EDGE_NODE, hash(device === '' ? `${group}/${node}` : `${group}/${node}/${device}`), 0, WRITE);
  } else if ((type === 'NBIRTH' || type === 'NDATA') && !turn.fromServer) {
    turn.claim(turn.sender, 'role', `sparkplug edge node ${group}/${node}`);
  }
}

/** A topic that a client wants to hear of, or no longer. */
export function subscribed(turn: Turn, fn: number, filter: string): void {
  turn.name('query', filter, 0);
  turn.command(fn, 0, TOPIC, hash(filter), 0, fn === SUBSCRIBE ? READ : OTHER);
}

/** Name space, group, type, edge node and perhaps device (Sparkplug 3.0, 6.1). */
function sparkplug(topic: string): string[] | undefined {
  if (!topic.startsWith('spBv1.0/') && !topic.startsWith('spAv1.0/')) return undefined;
  const parts = topic.split('/', 5);
  return parts.length >= 4 && /^[ND](?:BIRTH|DEATH|DATA|CMD)$/.test(parts[2] as string) ? parts : undefined;
}
