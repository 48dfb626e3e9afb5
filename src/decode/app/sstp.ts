import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';

const OPENING = 'SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n';
/** Bytes of a head of HTTP; those seen have some three hundred. */
export const MAX_SSTP_HEAD = 4096;
const HEADER = 4;
const VERSION = 0x10;
const DATA = 0x20;
const REQUEST = 0x21;
const RESPONSE = 0x22;

/** [MS-SSTP] 2.2.2: types of control packets. */
const controls: readonly (string | undefined)[] = [
  undefined,
  'call connect request',
  'call connect acknowledgement',
  'call connect refusal',
  'call connected',
  'call abort',
  'call disconnect',
  'call disconnect acknowledgement',
  'echo request',
  'echo response',
];
const others: ReadonlyMap<number, string> = new Map([
  [DATA, 'data'],
  [REQUEST, 'duplex post'],
  [RESPONSE, 'response'],
]);

interface SstpState {
  /** Which sides have their head of HTTP behind them. */
  opened: [client: boolean, server: boolean];
  /** Bytes of an unfinished head that were searched for its end. */
  searched: [client: number, server: number];
}

/**
 * SSTP where TLS was taken off before it: an opening as of HTTP, then packets that are control or carry PPP. Within TLS, as it
 * is on the way, nothing of it is seen.
 */
export const sstp: StreamProtocol<SstpState> = {
  kind: 'stream',
  name: 'sstp',
  title: 'Secure Socket Tunneling Protocol',
  spec: '[MS-SSTP]',
  fields: {
    'sstp.messagetype': { doc: 'Type of a control packet.' },
    'sstp.length': { doc: 'Length of the packet.', unit: 'bytes' },
    'sstp.numattrib': { doc: 'Attributes of a control packet.' },
  },
  anomalies: { 'type-unknown': { doc: 'A control packet of a type that no document has.' } },
  functionName: (fn: number): string | undefined => others.get(fn) ?? controls[fn],
  undecoded: 'Attributes, and the PPP carried. Within TLS it is TLS. Signature unproven: no capture at hand has it.',
  // The opening has 74 given characters.
  falseMatchLog2: -500,
  canBegin: (byte: number): boolean => byte === 0x53,
  ports: [443],
  open: () => ({ opened: [false, false], searched: [0, 0] }),
  probe(c: Cursor): Verdict {
    for (let i = 0; i < OPENING.length; i++) {
      if (i >= c.left) return UNSURE;
      if (c.peek8(i) !== OPENING.charCodeAt(i)) return NO;
    }
    return YES;
  },
  parse(c: Cursor, turn: Turn, state: SstpState): Outcome {
    const side = turn.fromServer ? 1 : 0;
    if (!state.opened[side] && c.peek8() !== VERSION) return readHead(c, turn, state, side);
    if (c.left < HEADER) return MORE;
    const length = c.peek16(2) & 0xfff;
    const control = (c.peek8(1) & 1) === 1;
    if (c.peek8() !== VERSION || length < HEADER || (control && length < HEADER + 4)) return BAD;
    if (control && !c.has(HEADER + 4)) return MORE;
    state.opened[side] = true;
    const type = c.peek16(HEADER);
    turn.message(control ? type : DATA);
    if (control && controls[type] === undefined) turn.anomaly('type-unknown');
    if (turn.tracing) {
      turn.field('sstp.length', length);
      if (control) {
        turn.field('sstp.messagetype', type);
        turn.field('sstp.numattrib', c.peek16(HEADER + 2));
      }
    }
    const taken = control ? HEADER + 4 : HEADER;
    c.skip(taken);
    if (length > taken) turn.skip(length - taken, 'unrecognised');
    return DONE;
  },
  gap(state: SstpState, fromServer: boolean): void {
    state.searched[fromServer ? 1 : 0] = 0;
  },
  maxMessage: MAX_SSTP_HEAD,
};

function readHead(c: Cursor, turn: Turn, state: SstpState, side: 0 | 1): Outcome {
  // An end may stand across what was searched and what is new.
  let end = state.searched[side] > 3 ? state.searched[side] - 3 : 0;
  while (end < c.left && end < MAX_SSTP_HEAD && c.peek32(end) !== 0x0d0a_0d0a) end++;
  if (end === c.left) {
    state.searched[side] = end;
    return MORE;
  }
  if (end === MAX_SSTP_HEAD) {
    state.searched[side] = 0;
    return BAD;
  }
  state.opened[side] = true;
  turn.message(side === 0 ? REQUEST : RESPONSE);
  turn.claim(turn.sender, 'role', side === 0 ? 'sstp-client' : 'sstp-server');
  c.skip(end + 4);
  return DONE;
}
