import { OTHER, READ } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { SUBSCRIBE } from './fields.ts';

/** Areas of a command's object; `start` is a hash of the topic, since commands carry numbers only. */
export const CONNECTION = 0;
const TOPIC = 1;

export function objectName(_fn: number, area: number, start: number, _count: number): string {
  const hash = `#${start.toString(16).padStart(8, '0')}`;
  return area === CONNECTION ? 'connection' : `topic ${hash}`;
}

/** FNV-1a over the topic's characters. */
function hash(topic: string): number {
  let value = 0x811c9dc5;
  for (const letter of topic) value = Math.imul(value ^ (letter.codePointAt(0) as number), 0x0100_0193);
  return value >>> 0;
}

/** A message on a topic. */
export function published(turn: Turn, topic: string): void {
  turn.name('service', topic, 0);
}

/** A topic that a client wants to hear of, or no longer. */
export function subscribed(turn: Turn, fn: number, filter: string): void {
  turn.name('query', filter, 0);
  turn.command(fn, 0, TOPIC, hash(filter), 0, fn === SUBSCRIBE ? READ : OTHER);
}
