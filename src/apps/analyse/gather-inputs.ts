import { fstatSync, openSync, closeSync } from 'node:fs';
import { stdin } from 'node:process';
import { findCaptures, type FoundCapture } from '../../adapters/capture-files/find-captures.ts';
import { LateSha256, type WholeReading } from '../../adapters/capture-files/late-sha256.ts';
import { sha256File } from '../../adapters/capture-files/sha256-file.ts';
import type { SpoolFolder } from '../../adapters/capture-files/spool-folder.ts';
import { spoolInput } from '../../adapters/capture-files/spool-input.ts';
import { unpackCapture } from '../../adapters/capture-files/unpack-capture.ts';
import { compareText } from '../../kernel/compare.ts';
import type { Problem } from '../../kernel/result.ts';
import { firstFrame } from './first-frame.ts';
import type { InputCapture } from './input-capture.ts';

export interface GatheredInputs {
  readonly captures: readonly InputCapture[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  /** What could not be read at all. */
  readonly problems: readonly Problem[];
}

/** A capture whose hash is still to be computed: by the worker that reads it. */
export interface PendingCapture extends Omit<InputCapture, 'sha256' | 'names'> {
  readonly name: string;
  readonly sha256?: string;
}

/** Finds, unpacks and hashes all captures that the arguments name; `-` is standard input. The same bytes under two names become one. */
export async function gatherInputs(args: readonly string[], spool: () => SpoolFolder): Promise<GatheredInputs> {
  const found = findCaptures(args.filter((arg) => arg !== '-'));
  const pending: PendingCapture[] = [];
  const problems = [...found.problems];
  for (const capture of found.captures) {
    try {
      pending.push(await prepare(capture, spool));
    } catch (error) {
      problems.push({
        code: 'QW_INPUT_UNREADABLE',
        message: `${capture.name} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        file: capture.name,
      });
    }
  }
  if (args.includes('-')) pending.push(await fromStandardInput(spool()));
  return { captures: mergeSame(pending), skipped: found.skipped, problems };
}

async function prepare(capture: FoundCapture, spool: () => SpoolFolder): Promise<PendingCapture> {
  const { path, name, outer } = capture;
  if (outer === 'gzip' || outer === 'zstd') {
    const unpacked = await unpackCapture(path, outer, spool());
    const first = firstFrame(unpacked.path);
    return {
      path: unpacked.path,
      original: path,
      length: unpacked.bytes,
      name,
      sha256: unpacked.sha256,
      bytes: unpacked.compressedBytes,
      first,
      linkType: first?.linkType ?? -1,
      problems: unpacked.problems,
    };
  }
  const file = openSync(path, 'r');
  const length = fstatSync(file).size;
  closeSync(file);
  const first = firstFrame(path);
  return { path, original: path, length, name, bytes: length, first, linkType: first?.linkType ?? -1, problems: [] };
}

async function fromStandardInput(spool: SpoolFolder): Promise<PendingCapture> {
  const spooled = await spoolInput(stdin, spool);
  const format = findCaptures([spooled.path]).captures[0]?.outer;
  if (format === 'gzip' || format === 'zstd') {
    const unpacked = await unpackCapture(spooled.path, format, spool);
    const first = firstFrame(unpacked.path);
    return {
      path: unpacked.path,
      original: spooled.path,
      length: unpacked.bytes,
      name: '-',
      sha256: spooled.sha256,
      bytes: spooled.bytes,
      first,
      linkType: first?.linkType ?? -1,
      problems: [...spooled.problems, ...unpacked.problems],
    };
  }
  const first = firstFrame(spooled.path);
  return {
    path: spooled.path,
    original: spooled.path,
    length: spooled.bytes,
    name: '-',
    sha256: spooled.sha256,
    bytes: spooled.bytes,
    first,
    linkType: first?.linkType ?? -1,
    problems: spooled.problems,
  };
}

/**
 * One capture for each different content, its names sorted. Files that differ in size or first frame differ in
 * content: their hashes are left for when workers are busy.
 */
function mergeSame(pending: readonly PendingCapture[]): InputCapture[] {
  const alike = new Map<string, number>();
  for (const capture of pending) alike.set(likeness(capture), (alike.get(likeness(capture)) ?? 0) + 1);
  const byContent = new Map<string, PendingCapture[]>();
  for (const capture of pending) {
    const alone = alike.get(likeness(capture)) === 1;
    const sha256 = capture.sha256 ?? (alone ? undefined : sha256File(capture.original, capture.length));
    // A likeness holds a space, a hash does not.
    const key = sha256 ?? likeness(capture);
    const known = sha256 === undefined ? capture : { ...capture, sha256 };
    byContent.set(key, [...(byContent.get(key) ?? []), known]);
  }
  return [...byContent.values()].map((same) => {
    const { path, original, length, bytes, first, linkType, problems, sha256 } = same[0] as PendingCapture;
    const names = same.map((capture) => capture.name).sort(compareText);
    const rest = { path, original, length, bytes, first, linkType, problems, names };
    if (sha256 !== undefined) return { ...rest, sha256 };
    const late = new LateSha256(original, length);
    return {
      ...rest,
      get sha256() {
        return late.value;
      },
      get places() {
        return late.places;
      },
      tell: (reading: WholeReading) => late.tell(reading),
    };
  });
}

/** The same for files of the same content. */
function likeness({ bytes, first }: PendingCapture): string {
  return `${bytes} ${first === undefined ? '' : `${first.seconds} ${first.nanos}`}`;
}
