import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type PcapForm, pcapHeader, pcapRecord } from '../encode/pcap.ts';
import {
  enhancedPacket,
  interfaceDescription,
  interfaceStatistics,
  type PcapngInterface,
  sectionHeader,
} from '../encode/pcapng.ts';
import type { SeenFrame } from '../simulate/wire.ts';
import type { CranePlan, TerminalPlan } from './plan.ts';

export interface WrittenCapture {
  /** Relative to the output folder. */
  readonly file: string;
  readonly frames: number;
  readonly bytes: number;
}

/** What capturing cards commonly keep of a frame. */
const snapLength = 262144;
const rotatedFiles = 3;

/** Names of a crane's capture files, as a declaration's tap can match them. */
export function capturePattern(plan: CranePlan): string {
  return `${plan.id.toLowerCase()}*`;
}

/** Writes one crane's frames in the form its engineer happened to use. */
export function writeCaptures(
  folder: string,
  terminal: TerminalPlan,
  plan: CranePlan,
  frames: readonly SeenFrame[],
): readonly WrittenCapture[] {
  const name = plan.id.toLowerCase();
  const write = (file: string, part: readonly SeenFrame[], content: Uint8Array): WrittenCapture => {
    writeFileSync(join(folder, file), content);
    return {
      file: `captures/${file}`,
      frames: part.length,
      bytes: part.reduce((sum, frame) => sum + frame.bytes.length, 0),
    };
  };
  const classic = (form: PcapForm): Uint8Array => pcapFile(terminal, form, frames);
  switch (plan.form) {
    case 'pcap-microseconds':
      return [write(`${name}.pcap`, frames, classic({ nanoseconds: false, littleEndian: true, snapLength }))];
    case 'pcap-nanoseconds':
      return [write(`${name}.pcap`, frames, classic({ nanoseconds: true, littleEndian: true, snapLength }))];
    case 'pcap-big-endian':
      return [write(`${name}.pcap`, frames, classic({ nanoseconds: false, littleEndian: false, snapLength }))];
    case 'pcap-gzip': {
      const plain = classic({ nanoseconds: false, littleEndian: true, snapLength });
      return [write(`${name}.pcap.gz`, frames, gzipSync(plain, { level: 6 }))];
    }
    case 'pcapng':
      return [write(`${name}.pcapng`, frames, pcapngFile(terminal, plan, frames, 6))];
    case 'pcapng-rotated': {
      const size = Math.ceil(frames.length / rotatedFiles);
      return Array.from({ length: rotatedFiles }, (_, index) => {
        const part = frames.slice(index * size, (index + 1) * size);
        const number = String(index + 1).padStart(5, '0');
        return write(`${name}_${number}.pcapng`, part, pcapngFile(terminal, plan, part, 9));
      });
    }
    default:
      plan.form satisfies never;
      throw new Error('unknown form');
  }
}

function wallTime(terminal: TerminalPlan, frame: SeenFrame): bigint {
  return terminal.start + BigInt(frame.time);
}

function pcapFile(terminal: TerminalPlan, form: PcapForm, frames: readonly SeenFrame[]): Uint8Array {
  const parts = [pcapHeader(form)];
  for (const frame of frames) parts.push(pcapRecord(form, wallTime(terminal, frame), frame.bytes));
  return Buffer.concat(parts);
}

function pcapngFile(
  terminal: TerminalPlan,
  plan: CranePlan,
  frames: readonly SeenFrame[],
  resolution: number,
): Uint8Array {
  const port: PcapngInterface = { name: 'mirror0', description: `${plan.id}-SW1 gi1/9, both directions`, resolution };
  const parts = [
    sectionHeader(`Mirror port of ${plan.id}, e-house switch`, 'Kaldera field probe', 'fieldcap 2.3'),
    interfaceDescription(port, snapLength),
  ];
  frames.forEach((frame, index) => {
    const comment = index === 0 ? 'cable plugged, link up' : undefined;
    parts.push(enhancedPacket(port, wallTime(terminal, frame), frame.bytes, comment));
  });
  const last = frames.at(-1);
  if (last !== undefined) parts.push(interfaceStatistics(port, wallTime(terminal, last), frames.length, 0));
  return Buffer.concat(parts);
}
