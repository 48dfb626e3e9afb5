import { ascii } from '../decoder-laws.cases.ts';

const text = (lines: readonly string[], body = ''): Uint8Array => ascii(`${lines.join('\r\n')}\r\n\r\n${body}`);
const description =
  'v=0\r\no=door 1 1 IN IP4 192.0.2.1\r\ns=call\r\nc=IN IP4 100.64.0.9\r\nt=0 0\r\nm=audio 8000 RTP/AVP 0 8\r\n';

export const invite: Uint8Array = text(
  [
    'INVITE sip:gate@192.0.2.2 SIP/2.0',
    'Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1',
    'From: "Door 3" <sip:door3@192.0.2.2>;tag=1',
    'To: <sip:gate@192.0.2.2>',
    'Call-ID: a1@192.0.2.1',
    'CSeq: 1 INVITE',
    'User-Agent: door station 2.1',
    'Content-Type: application/sdp',
    `Content-Length: ${description.length}`,
  ],
  description,
);
export const ringing: Uint8Array = text(['SIP/2.0 180 Ringing', 'i: a1@192.0.2.1', 'CSeq: 1 INVITE', 'l: 0']);
export const busy: Uint8Array = text([
  'SIP/2.0 486 Busy Here',
  'i: a1@192.0.2.1',
  'CSeq: 1 INVITE',
  'Server: pbx/4',
  'l: 0',
]);
export const acknowledge: Uint8Array = text([
  'ACK sip:gate@192.0.2.2 SIP/2.0',
  'From: <sip:door3@192.0.2.2>',
  'Call-ID: a1@192.0.2.1',
  'CSeq: 1 ACK',
]);
export const message: Uint8Array = text(
  ['MESSAGE tel:+100 SIP/2.0', 'Call-ID: b', 'CSeq: 2 MESSAGE', 'Content-Type: text/plain', 'Content-Length: 5'],
  'hello',
);
