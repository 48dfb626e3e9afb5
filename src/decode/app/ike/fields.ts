import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const ikeFields: Readonly<Record<string, FieldSpec>> = {
  'isakmp.ispi': { doc: 'Initiator’s number of the association' },
  'isakmp.rspi': { doc: 'Responder’s number of the association; zeros in the first message' },
  'isakmp.nextpayload': { doc: 'Kind of the first payload' },
  'isakmp.version': { doc: 'Version: 16 is 1.0, 32 is 2.0' },
  'isakmp.exchangetype': { doc: 'Exchange' },
  'isakmp.flags': { doc: 'Flags: 1 encrypted (version 1); 8 initiator, 32 response (version 2)' },
  'isakmp.messageid': { doc: 'Number of the message or exchange' },
  'isakmp.length': { doc: 'Length of the message', unit: 'bytes' },
  'isakmp.typepayload': { doc: 'Kinds of all payloads in the clear' },
  'isakmp.vid_bytes': { doc: 'Vendor id, in hex' },
  'isakmp.vid_string': { doc: 'What the vendor id stands for' },
  'isakmp.notify.msgtype': { doc: 'Kind of notification; below 16384 an error' },
  'isakmp.id.type': { doc: 'Kind of identification: 1 IPv4 address, 2 domain name, 3 mail address, 11 key id' },
  'isakmp.id.data': { doc: 'Identification, where it is in the clear (aggressive mode)' },
  'esp.spi': { doc: 'Number of the association that ESP in UDP belongs to' },
  'esp.sequence': { doc: 'Number of the ESP packet' },
};

export const ikeAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'length-bad': { doc: 'A message that is not as long as it says' },
  'payload-bad': { doc: 'A payload that does not fit its message' },
  'payloads-over-limit': { doc: 'A message with more payloads than are read' },
  'aggressive-mode': { doc: 'Aggressive mode: identities go in the clear, and keys can be guessed offline' },
};
