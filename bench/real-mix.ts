import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDamaged, type KnownCapture } from '../test/judge/captures-at-hand.ts';

export type MixKind = 'ot' | 'enterprise';

/** Seconds between the starts of two rounds of the same captures. */
const ROUND_SECONDS = 600;
/** 2026-01-01: all captures of a round begin together, whenever they were taken. */
const START = 1_767_225_600;
const LARGE_FRAME = 400;

/**
 * A large capture made of real ones: all that fit the kind begin at once, and the whole is repeated with other
 * addresses (tcprewrite) and a later clock (editcap), so that no two rounds' flows are one. Made once.
 */
export function realMix(
  kind: MixKind,
  captures: readonly KnownCapture[],
  bytes: number,
  folder: string,
): string | undefined {
  const chosen = captures.filter((capture) => fits(kind, capture)).sort((a, b) => (a.id < b.id ? -1 : 1));
  if (chosen.length === 0) return undefined;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `real-${kind}_${chosen.length}-captures_bytes-${bytes}.pcap`);
  if (existsSync(file)) return file;
  const scratch = join(folder, `real-${kind}.part`);
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    const round = firstRound(chosen, scratch);
    const size = statSync(round).size;
    const rounds = [round];
    for (let i = 1; i * size < bytes; i++) rounds.push(laterRound(round, i, scratch));
    const whole = join(scratch, 'whole.pcap');
    program('mergecap', '-F', 'pcap', '-w', whole, ...rounds);
    renameSync(whole, file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return file;
}

/** Whole Ethernet frames only: tcprewrite knows no other link well. */
function fits(kind: MixKind, capture: KnownCapture): boolean {
  if (capture.linktype !== 'ether' || capture.packets === null || capture.packets === 0 || isDamaged(capture))
    return false;
  const isOt = capture.tags.includes('ot');
  if (kind === 'ot') return isOt;
  const carries = capture.tags.some((tag) => ['http', 'tls', 'smb'].includes(tag));
  return !isOt && carries && capture.bytes / capture.packets > LARGE_FRAME;
}

function firstRound(captures: readonly KnownCapture[], scratch: string): string {
  const shifted: string[] = [];
  for (const capture of captures) {
    const first = Number(
      /^[^\t]*\t(\d+(?:\.\d+)?)/m.exec(program('capinfos', '-T', '-r', '-a', '-S', capture.path))?.[1],
    );
    if (!Number.isFinite(first)) continue;
    const file = join(scratch, `${capture.id}.pcap`);
    program('editcap', '-F', 'pcap', '-t', (START - first).toFixed(6), capture.path, file);
    shifted.push(file);
  }
  const round = join(scratch, 'round-0.pcap');
  program('mergecap', '-F', 'pcap', '-w', round, ...shifted);
  return round;
}

function laterRound(round: string, number: number, scratch: string): string {
  const rewritten = join(scratch, 'rewritten.pcap');
  const file = join(scratch, `round-${number}.pcap`);
  program('tcprewrite', `--seed=${number}`, `--infile=${round}`, `--outfile=${rewritten}`);
  program('editcap', '-F', 'pcap', '-t', String(number * ROUND_SECONDS), rewritten, file);
  return file;
}

function program(name: string, ...args: string[]): string {
  return execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });
}
