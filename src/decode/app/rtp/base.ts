import type { ProtocolBase } from '../../protocol.ts';

/** RFC 3551 tables 4 and 5; 96 to 127 mean what a description of the session says. */
const payloadTypes: ReadonlyMap<number, string> = new Map([
  [0, 'PCMU'],
  [3, 'GSM'],
  [4, 'G723'],
  [5, 'DVI4 8 kHz'],
  [6, 'DVI4 16 kHz'],
  [7, 'LPC'],
  [8, 'PCMA'],
  [9, 'G722'],
  [10, 'L16 stereo'],
  [11, 'L16'],
  [12, 'QCELP'],
  [13, 'comfort noise'],
  [14, 'MPEG audio'],
  [15, 'G728'],
  [16, 'DVI4 11 kHz'],
  [17, 'DVI4 22 kHz'],
  [18, 'G729'],
  [25, 'CelB'],
  [26, 'JPEG'],
  [28, 'nv'],
  [31, 'H.261'],
  [32, 'MPEG video'],
  [33, 'MPEG transport'],
  [34, 'H.263'],
]);
const DYNAMIC = 96;

/** What RTP says of itself, wherever its packets stand. */
export const rtpBase: ProtocolBase = {
  name: 'rtp',
  title: 'Real-time Transport Protocol',
  spec: 'RFC 3550, RFC 3551 (payload types), RFC 8285 (header extensions)',
  fields: {
    'rtp.p_type': { doc: 'what the media are' },
    'rtp.marker': { doc: 'a frame of video ends, or talk begins' },
    'rtp.seq': { doc: 'number of the packet' },
    'rtp.timestamp': { doc: 'when it was taken, in steps of the medium' },
    'rtp.ssrc': { doc: 'source' },
  },
  anomalies: { 'cut-short': { doc: 'lists of sources, extension or padding reach beyond the packet' } },
  functionName: (fn) => payloadTypes.get(fn) ?? (fn >= DYNAMIC && fn < 128 ? `dynamic payload type ${fn}` : undefined),
  undecoded: 'The media themselves, and header extensions.',
  specLists: () => [
    {
      title: 'Payload types',
      source: 'RFC 3551 tables 4 and 5',
      entries: [...payloadTypes].map(([id, name]) => ({ id: `${id}`, name, depth: 'named', functions: [id] })),
    },
  ],
};
