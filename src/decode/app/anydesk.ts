import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { helloServerName } from './anydesk/hello-server-name.ts';
import { CERTIFICATE_SEEN } from './tls/hidden-owner.ts';
import { tls, type TlsState } from './tls.ts';

const SESSION = 1;
const RELAYS = '.net.anydesk.com';
const RECORD_HEADER = 5;

export interface AnydeskState {
  told: boolean;
  readonly tls: TlsState;
}

/**
 * AnyDesk: TLS to its relays, by the server name a client asks for, or by the certificates of its own authority, which
 * the TLS decoder sees. All records are read as TLS. No capture at hand has it.
 */
export const anydesk: StreamProtocol<AnydeskState> = {
  kind: 'stream',
  name: 'anydesk',
  title: 'AnyDesk',
  spec: 'not published; names of its relays and certificates are public knowledge',
  fields: {},
  anomalies: {},
  functionName: (fn: number): string | undefined =>
    fn === SESSION ? 'session' : fn === CERTIFICATE_SEEN ? 'certificate' : undefined,
  undecoded:
    'Everything but that there is a session; TLS counts as that; discovery in the local network is not recognised. Signature unproven: no capture at hand has it.',
  // A hello of TLS, and sixteen letters of a name.
  falseMatchLog2: -120,
  ports: [443, 80, 6568, 7070],
  canBegin: (byte: number): boolean => byte === 22,
  open: () => ({ told: false, tls: tls.open() }),
  probe(c: Cursor): Verdict {
    if (c.left > 0 && c.peek8() !== 22) return NO;
    const verdict = tls.probe(c, false);
    if (verdict !== YES) return verdict;
    if (!isWholeHello(c)) return NO;
    if (!c.has(RECORD_HEADER + c.peek16(3))) return UNSURE;
    return helloServerName(c).endsWith(RELAYS) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: AnydeskState): Outcome {
    if (!state.told) {
      if (c.left < RECORD_HEADER || !c.has(RECORD_HEADER + c.peek16(3))) return MORE;
      state.told = true;
      if (isWholeHello(c)) turn.message(SESSION);
    }
    turn.inside(tls);
    return tls.parse(c, turn, state.tls);
  },
  gap(state: AnydeskState, fromServer: boolean): void {
    tls.gap?.(state.tls, fromServer);
  },
  maxMessage: tls.maxMessage,
};

/** A client hello that is all of its record: then the first record read is one message. */
function isWholeHello(c: Cursor): boolean {
  const length = c.peek16(3);
  return c.peek16() === 0x1603 && length <= 0x4000 && c.peek8(5) === 1 && (c.peek32(5) & 0xff_ffff) + 4 === length;
}
