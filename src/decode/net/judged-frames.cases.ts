import { execFileSync } from 'node:child_process';
import type { PacketProtocol } from '../protocol.ts';
import { walkCapture } from './walked-frames.cases.ts';

export interface JudgedFrame {
  readonly frame: number;
  readonly bytes: Uint8Array;
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Every frame of a capture that carries a protocol by EtherType, with tshark's reading of some of its fields. */
export function judgedFrames(file: string, protocol: PacketProtocol, names: readonly string[]): JudgedFrame[] {
  const options = ['-n', '-r', file, '-Y', protocol.name, '-T', 'fields', '-E', 'separator=/t', '-E', 'aggregator=/s'];
  const output = execFileSync('tshark', [...options, ...['frame.number', ...names].flatMap((name) => ['-e', name])], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const read = new Map<number, Map<string, string[]>>();
  for (const line of output.split('\n').filter((text) => text !== '')) {
    const [number, ...cells] = line.split('\t');
    const fields = new Map<string, string[]>();
    for (const [i, name] of names.entries()) {
      const cell = cells[i] ?? '';
      if (cell !== '') fields.set(name, cell.split(' ').map(plainNumber));
    }
    read.set(Number(number), fields);
  }
  const frames: JudgedFrame[] = [];
  let frame = 0;
  walkCapture(file, (p) => {
    frame++;
    const fields = read.get(frame);
    if (fields === undefined || p.etherType !== protocol.carriedIn.etherType) return;
    frames.push({ frame, bytes: p.bytes.slice(p.network, p.end), fields });
  });
  return frames;
}

function plainNumber(text: string): string {
  return /^0x[0-9a-f]+$/.test(text) ? String(Number(text)) : text;
}
