import type { ProtocolBase } from '../../protocol.ts';

export const SENDER_REPORT = 200;
export const RECEIVER_REPORT = 201;
export const DESCRIPTION = 202;
export const GOODBYE = 203;
export const APPLICATION = 204;
export const LAST = 207;

/** IANA, RTCP control packet types. */
const packetTypes: ReadonlyMap<number, string> = new Map([
  [SENDER_REPORT, 'sender report'],
  [RECEIVER_REPORT, 'receiver report'],
  [DESCRIPTION, 'source description'],
  [GOODBYE, 'goodbye'],
  [APPLICATION, 'application-defined'],
  [205, 'transport feedback'],
  [206, 'payload feedback'],
  [LAST, 'extended report'],
]);

/** RFC 3550 6.5: items of a source's description. */
export const descriptionItems: readonly string[] = [
  '',
  'cname',
  'name',
  'email',
  'phone',
  'location',
  'tool',
  'note',
  'private',
];

/** What RTCP says of itself, wherever its packets stand. */
export const rtcpBase: ProtocolBase = {
  name: 'rtcp',
  title: 'RTP Control Protocol',
  spec: 'RFC 3550, RFC 4585 (feedback), RFC 3611 (extended reports)',
  fields: {
    'rtcp.pt': { doc: 'kind of packet' },
    'rtcp.length': { doc: 'length in words, less one' },
    'rtcp.senderssrc': { doc: 'source that sends' },
    'rtcp.sdes.type': { doc: 'what is told of a source' },
    'rtcp.sdes.text': { doc: 'what it is' },
    'rtcp.app.name': { doc: 'whose packet it is' },
  },
  anomalies: {
    'cut-short': { doc: 'a packet or an item of it is shorter than it says' },
    'too-many-entries': { doc: 'more items of descriptions than are read' },
  },
  functionName: (fn) => packetTypes.get(fn),
  undecoded: 'Reports and feedback; secured packets behind their first source.',
  specLists: () => [
    {
      title: 'Packet types',
      source: 'IANA, RTCP control packet types 200 to 207',
      entries: [...packetTypes].map(([id, name]) => ({
        id: `${id}`,
        name,
        depth: id === DESCRIPTION ? 'decoded' : 'named',
        functions: [id],
      })),
    },
  ],
};
