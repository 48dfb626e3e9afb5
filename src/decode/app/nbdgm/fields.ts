import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const nbdgmFields: Readonly<Record<string, FieldSpec>> = {
  'nbdgm.type': { doc: 'Type of datagram.' },
  'nbdgm.next': { doc: 'More fragments follow.' },
  'nbdgm.first': { doc: 'The first fragment.' },
  'nbdgm.node_type': { doc: 'Kind of node: 0 broadcast, 1 point to point, 2 mixed, 3 distribution server.' },
  'nbdgm.dgram_id': { doc: 'Number of the datagram.' },
  'nbdgm.src.ip': { doc: 'Address that the sender says it has.' },
  'nbdgm.src.port': { doc: 'Port that the sender says it has.' },
  'nbdgm.dgram_len': { doc: 'Length of names and data.', unit: 'bytes' },
  'nbdgm.pkt_offset': { doc: 'Where a fragment begins.', unit: 'bytes' },
  'nbdgm.source_name': { doc: 'Name of the sender, with its suffix in angle brackets.' },
  'nbdgm.destination_name': { doc: 'Name of who is spoken to: a computer or a group, with its suffix.' },
  'nbdgm.error_code': { doc: 'Why a datagram is refused: 0x82 no such name, 0x83 and 0x84 a name that is malformed.' },
};

export const nbdgmAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'length-mismatch': { doc: 'The length in the header is not that of what follows.' },
  'address-foreign': { doc: 'The address in the header is not the sender’s: somebody between translates.' },
};

/** Types of datagrams (RFC 1002 4.4.1). */
export const nbdgmTypes: ReadonlyMap<number, string> = new Map([
  [0x10, 'direct unique datagram'],
  [0x11, 'direct group datagram'],
  [0x12, 'broadcast datagram'],
  [0x13, 'datagram error'],
  [0x14, 'datagram query request'],
  [0x15, 'datagram positive query response'],
  [0x16, 'datagram negative query response'],
]);
