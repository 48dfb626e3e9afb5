import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { readClient } from './rfb/client.ts';
import { rfbAnomalies, rfbFields, rfbFunctions, VERSION } from './rfb/fields.ts';
import { MAX_RFB_TEXT, readServer } from './rfb/server.ts';
import { RfbState } from './rfb/state.ts';

const VERSION_LENGTH = 12;
const PATTERN = 'RFB ddd.ddd\n';

/**
 * The protocol of VNC: versions, security types and the choice among them, whether the sign-in succeeded, the name and
 * size of the desktop, and what the client does by number: keys, pointer, updates asked for. Pictures are passed over,
 * and which keys were pressed is never told.
 */
export const rfb: StreamProtocol<RfbState> = {
  kind: 'stream',
  name: 'rfb',
  title: 'Remote Framebuffer (VNC)',
  spec: 'RFC 6143; the RFB protocol, community version',
  fields: rfbFields,
  anomalies: rfbAnomalies,
  functionName: (fn: number): string | undefined => rfbFunctions.get(fn),
  undecoded:
    'Messages of the server after its init; exchanges of security types other than none and VNC password; extensions of clients.',
  // Six octets of text, 48 bits, and six digits of 4.7 bits each.
  falseMatchLog2: -76,
  ports: [5900, 5901, 5902],
  canBegin: (byte: number): boolean => byte === 0x52,
  open: () => new RfbState(),
  probe(c: Cursor): Verdict {
    for (let i = 0; i < VERSION_LENGTH; i++) {
      if (i >= c.left) return UNSURE;
      const byte = c.peek8(i);
      const wanted = PATTERN.charCodeAt(i);
      if (wanted === 0x64 ? byte < 0x30 || byte > 0x39 : byte !== wanted) return NO;
    }
    return YES;
  },
  parse(c: Cursor, turn: Turn, state: RfbState): Outcome {
    if ((turn.fromServer ? state.server : state.client) === 'version') return readVersion(c, turn, state);
    return turn.fromServer ? readServer(c, turn, state) : readClient(c, turn, state);
  },
  gap(state: RfbState, fromServer: boolean): void {
    // Nothing after a hole says what it is.
    if (fromServer) state.server = 'over';
    else state.client = 'over';
  },
  maxMessage: MAX_RFB_TEXT + 64,
};

function readVersion(c: Cursor, turn: Turn, state: RfbState): Outcome {
  if (!c.has(VERSION_LENGTH)) return MORE;
  if (rfb.probe(c, turn.fromServer) !== YES) return BAD;
  turn.message(VERSION);
  const text = c.latin1(VERSION_LENGTH);
  // 3.5 was never specified and is to be read as 3.3; Apple says 3.889 and speaks 3.8 (RFC 6143 7.1.1).
  const minor = Number(text.slice(8, 11));
  const spoken = minor === 7 ? 7 : minor >= 8 || Number(text.slice(4, 7)) > 3 ? 8 : 3;
  if (turn.fromServer) {
    state.offered = spoken;
    state.server = 'security';
    if (turn.tracing) turn.field('vnc.server_proto_ver', text.slice(4, 11));
  } else {
    state.chosen = spoken;
    // The choice may be seen before the list it is made from, where frames come out of order.
    state.client = spoken >= 7 ? 'choice' : 'init';
    if (turn.tracing) turn.field('vnc.client_proto_ver', text.slice(4, 11));
  }
  return DONE;
}
