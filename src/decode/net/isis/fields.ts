import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** ISO 10589 9.5 to 9.13; a message's function is its type. Beside it the bytes before the records. */
export const isisTypes: ReadonlyMap<number, { readonly name: string; readonly header: number }> = new Map([
  [15, { name: 'level 1 LAN hello', header: 27 }],
  [16, { name: 'level 2 LAN hello', header: 27 }],
  [17, { name: 'point-to-point hello', header: 20 }],
  [18, { name: 'level 1 link state', header: 27 }],
  [20, { name: 'level 2 link state', header: 27 }],
  [24, { name: 'level 1 complete sequence numbers', header: 33 }],
  [25, { name: 'level 2 complete sequence numbers', header: 33 }],
  [26, { name: 'level 1 partial sequence numbers', header: 17 }],
  [27, { name: 'level 2 partial sequence numbers', header: 17 }],
]);

export const isisFields: Readonly<Record<string, FieldSpec>> = {
  'isis.type': { doc: 'kind of message' },
  'isis.source_id': { doc: 'system that sends, or that a link state message is about' },
  'isis.hello.holding_timer': { doc: 'how long the sender is believed to be there', unit: 's' },
  'isis.lsp.lsp_id': { doc: 'system, pseudo node and fragment of a link state message' },
  'isis.lsp.sequence_number': { doc: 'its sequence number' },
  'isis.lsp.remaining_life': { doc: 'how long it is still to be believed', unit: 's' },
  'isis.area_address': { doc: 'area of the sender' },
  'isis.hostname': { doc: "the sender's name (RFC 5301)" },
  'isis.interface_address': { doc: 'address of the sender' },
  'isis.network': { doc: 'network that is advertised' },
  'isis.authentication': { doc: '1 password in clear, 54 MD5 digest, 3 other digests' },
};

export const isisAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'cut-short': { doc: 'the message or a record is shorter than it says' },
  'password-in-clear': { doc: 'authentication with a password that anyone on the link can read' },
  'too-many-entries': { doc: 'more records or networks than are read' },
};
