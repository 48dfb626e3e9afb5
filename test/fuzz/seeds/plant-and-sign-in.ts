import * as c37118 from '../../../src/decode/app/c37118/samples.cases.ts';
import * as hart from '../../../src/decode/app/hart-ip/samples.cases.ts';
import * as knx from '../../../src/decode/app/knxip/samples.cases.ts';
import * as radius from '../../../src/decode/app/radius/samples.cases.ts';
import * as rtp from '../../../src/decode/app/rtp/samples.cases.ts';
import * as sip from '../../../src/decode/app/sip/samples.cases.ts';
import { hex } from '../../../src/decode/app/decoder-laws.cases.ts';

const { passing: _, ...hartMessages } = hart;

/** Protocols of plants and buildings, of calls, and of signing in to devices; protocol name to messages. */
export const plantAndSignIn: Readonly<Record<string, readonly Uint8Array[]>> = {
  c37118: Object.values(c37118),
  'hart-ip': Object.values(hartMessages),
  knxip: Object.values(knx),
  radius: Object.values(radius),
  sip: Object.values(sip),
  rtp: [...rtp.voice, rtp.video],
  rtcp: [rtp.senderReport, rtp.description, rtp.goodbye, rtp.receiverReport],
  tacacs: [
    hex('c0 01 01 00 0000abcd 00000008 ffffffffffffffff'),
    hex('c0 01 02 00 0000abcd 00000006 ffffffffffff'),
    hex('c0 01 01 01 0000abcd 0000000a 01 01 01 01 02 00 00 00 6f70'),
  ],
};
