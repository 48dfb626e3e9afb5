import { CaptureStream } from './bulk/capture-stream.ts';
import { craftedTuples, mostCraftedFlows, ordinaryTuples, writeLattice } from './bulk/flow-lattice.ts';
import { FlowRunner, type NextFlow } from './bulk/flow-runner.ts';
import { type FlowScript, scriptLength } from './bulk/flow-script.ts';
import {
  dnsScript,
  httpBulkScript,
  httpScript,
  modbusScript,
  ntpScript,
  s7Script,
  smbScript,
  tlsBulkScript,
  tlsShortScript,
} from './bulk/scripts.ts';
import { Random } from './random.ts';

export const benchKinds = ['ot', 'enterprise', 'poll', 'flows', 'crafted'] as const;
export type BenchKind = (typeof benchKinds)[number];

export interface BenchOptions {
  readonly file: string;
  readonly kind: BenchKind;
  /** Size of the file at least; given both, whatever is reached first ends it. Default 64 MB. */
  readonly bytes?: number;
  readonly frames?: number;
  /** Kinds flows and crafted: all open together (default 100,000). Kind poll: how many polls (default 40). */
  readonly flows?: number;
  /** Kind ot: default 20. */
  readonly flowsPerThousandFrames?: number;
  readonly seed?: number;
}

export interface BenchSummary {
  readonly frames: number;
  readonly bytes: number;
  readonly flows: number;
}

const defaultBytes = 64 * 1024 * 1024;

/** Writes one benchmark capture of any size in constant memory. The same options give the same bytes. */
export async function generateBench(options: BenchOptions): Promise<BenchSummary> {
  checkOptions(options);
  const stream = new CaptureStream(options.file);
  try {
    const flows = fill(stream, options);
    return { frames: stream.frames, bytes: stream.size, flows };
  } finally {
    stream.close();
  }
}

function checkOptions(options: BenchOptions): void {
  const counts = {
    bytes: options.bytes,
    frames: options.frames,
    flows: options.flows,
    flowsPerThousandFrames: options.flowsPerThousandFrames,
  };
  for (const [name, value] of Object.entries(counts)) {
    if (value !== undefined && !(value > 0 && Number.isFinite(value)))
      throw new RangeError(`${name} must be above zero, not ${value}`);
  }
  if (options.kind === 'crafted' && (options.flows ?? 0) > mostCraftedFlows) {
    throw new RangeError(`at most ${mostCraftedFlows} crafted flows`);
  }
  if ((options.flowsPerThousandFrames ?? 1) > 120) {
    throw new RangeError('at most 120 flows per 1,000 frames: shorter conversations than these are not made');
  }
}

function fill(stream: CaptureStream, options: BenchOptions): number {
  const frames = options.frames ?? Infinity;
  const bytes = options.bytes ?? (options.frames === undefined ? defaultBytes : Infinity);
  const done = (): boolean => stream.frames >= frames || stream.size >= bytes;
  const random = new Random(options.seed ?? 1);
  switch (options.kind) {
    case 'ot':
      return fillMixed(stream, random, options.flowsPerThousandFrames ?? 20, done);
    case 'enterprise':
      return fillEnterprise(stream, random, done);
    case 'poll':
      return fillPolls(stream, random, options.flows ?? 40, done);
    case 'flows': {
      const flows = options.flows ?? 100_000;
      writeLattice(stream, modbusScript(), flows, ordinaryTuples(flows), 20, done);
      return Math.min(flows, stream.frames);
    }
    case 'crafted': {
      const flows = options.flows ?? 100_000;
      writeLattice(stream, modbusScript(), flows, craftedTuples, 20, done);
      return Math.min(flows, stream.frames);
    }
    default:
      options.kind satisfies never;
      throw new Error('unknown kind');
  }
}

/** Polls, and so many short conversations between them that the wished share of flows comes out. */
function fillMixed(stream: CaptureStream, random: Random, flowsPerThousand: number, done: () => boolean): number {
  const long = [modbusScript(), s7Script(random)];
  const short: readonly FlowScript[] = [
    dnsScript('rcms.halmoy-terminal.example'),
    dnsScript('ocr.halmoy-terminal.example'),
    ntpScript(),
    httpScript('Crane panel'),
    tlsShortScript('rcms.halmoy-terminal.example', random),
    tlsShortScript('logs.halmoy-terminal.example', random),
  ];
  const mean = 1000 / flowsPerThousand;
  const runner = new FlowRunner(stream, random, 400, 150);
  // What the flows begun so far will come to, so that the share holds over the whole file and not only on average.
  let planned = 0;
  let begun = 0;
  const next = (): NextFlow => {
    const behind = (begun + 1) * mean - planned;
    begun += 1;
    const script = behind > 2 * mean ? random.pick(long) : random.pick(short);
    const rounds =
      script.round.length === 0
        ? 0
        : Math.max(1, Math.round((behind * (0.6 + 0.8 * random.unit())) / script.round.length));
    planned += scriptLength(script, rounds);
    return { script, rounds };
  };
  runner.run(64, done, next);
  return runner.shown;
}

function fillEnterprise(stream: CaptureStream, random: Random, done: () => boolean): number {
  const downloads = [20, 80, 300].map((rounds): NextFlow => ({ script: httpBulkScript(rounds, random), rounds }));
  const tls = tlsBulkScript('intranet.halmoy-terminal.example', random);
  const smb = smbScript(random);
  const dns = dnsScript('files.halmoy-terminal.example');
  const runner = new FlowRunner(stream, random, 30, 0);
  runner.run(48, done, () => {
    const kind = random.between(0, 9);
    if (kind < 3) return random.pick(downloads);
    if (kind < 6) return { script: tls, rounds: random.between(10, 400) };
    if (kind < 8) return { script: smb, rounds: random.between(1, 12) };
    return { script: dns, rounds: 0 };
  });
  return runner.shown;
}

/** Few conversations that never end. */
function fillPolls(stream: CaptureStream, random: Random, polls: number, done: () => boolean): number {
  const scripts = [modbusScript(), s7Script(random)];
  const runner = new FlowRunner(stream, random, 400, 0);
  let number = 0;
  runner.run(polls, done, () => ({ script: scripts[number++ % 2] ?? modbusScript(), rounds: Number.MAX_SAFE_INTEGER }));
  return runner.shown;
}
