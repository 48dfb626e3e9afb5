import { type Cursor, latin1 } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { isTlsRecord, TLS_HANDSHAKE } from './rdp/carried-tls.ts';
import { tls, type TlsState } from './tls.ts';

/** `NXSH-` and a version, of at most three numbers of three digits, and a line end. */
export const MAX_NOMACHINE_LINE = 20;
const WORDS = ['NXSH-', 'NXD-'];
const VERSION = 1;

export interface NomachineState {
  told: [client: boolean, server: boolean];
  tls: TlsState | undefined;
}

/** NoMachine: a line with the version from each side, then TLS. No capture at hand has it. */
export const nomachine: StreamProtocol<NomachineState> = {
  kind: 'stream',
  name: 'nomachine',
  title: 'NoMachine',
  spec: 'not published; its opening lines are public knowledge',
  fields: {
    'nomachine.version': { doc: 'Opening line: which side, and its version.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => (fn === VERSION ? 'version' : undefined),
  undecoded:
    'Everything but the opening lines; TLS counts as that; its media over UDP are not recognised. Signature unproven: no capture at hand has it.',
  // The shorter word has 32 bits, a digit 4.7, a dot 8.
  falseMatchLog2: -44,
  ports: [4000],
  canBegin: (byte: number): boolean => byte === 0x4e,
  open: () => ({ told: [false, false], tls: undefined }),
  probe(c: Cursor): Verdict {
    let verdict: Verdict = NO;
    for (const word of WORDS) {
      const one = probeWord(c, word);
      if (one !== NO) verdict = one;
    }
    return verdict;
  },
  parse(c: Cursor, turn: Turn, state: NomachineState): Outcome {
    const side = turn.fromServer ? 1 : 0;
    if (!state.told[side]) {
      const verdict = nomachine.probe(c, turn.fromServer);
      if (verdict === UNSURE) return MORE;
      state.told[side] = true;
      if (verdict === YES) return readVersion(c, turn, state, side);
    }
    if (state.tls === undefined && (c.peek8() === 0x0d || c.peek8() === 0x0a)) {
      c.skip(1);
      return DONE;
    }
    if (state.tls === undefined && c.peek8() === TLS_HANDSHAKE) {
      if (c.left < 6) return MORE;
      if (isTlsRecord(c)) state.tls = tls.open();
    }
    if (state.tls === undefined) {
      turn.skip(Number.MAX_SAFE_INTEGER, 'unrecognised');
      return DONE;
    }
    turn.inside(tls);
    return tls.parse(c, turn, state.tls);
  },
  gap(state: NomachineState, fromServer: boolean): void {
    if (state.tls !== undefined) tls.gap?.(state.tls, fromServer);
  },
  maxMessage: tls.maxMessage,
};

function probeWord(c: Cursor, word: string): Verdict {
  for (let i = 0; i < word.length + 2; i++) {
    if (i >= c.left) return UNSURE;
    const byte = c.peek8(i);
    if (i < word.length ? byte !== word.charCodeAt(i) : i === word.length ? !isDigit(byte) : byte !== 0x2e) return NO;
  }
  return YES;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Letters, digits, dots and a dash up to the line's end, or up to what begins TLS where there is no line end. */
function readVersion(c: Cursor, turn: Turn, state: NomachineState, side: 0 | 1): Outcome {
  let length = 0;
  while (length < c.left && length < MAX_NOMACHINE_LINE && c.peek8(length) > 0x20) length++;
  if (length === c.left && length < MAX_NOMACHINE_LINE) {
    state.told[side] = false;
    return MORE;
  }
  turn.message(VERSION);
  const line = latin1(c.bytes, c.at, c.at + length);
  if (turn.tracing) turn.field('nomachine.version', line);
  turn.claim(turn.sender, 'banner', line);
  c.skip(length);
  return DONE;
}
