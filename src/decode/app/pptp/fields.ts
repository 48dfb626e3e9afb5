import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export interface PptpKind {
  readonly name: string;
  /** RFC 2637 2.1 to 2.15: every message has one length. */
  readonly length: number;
}

export const pptpKinds: readonly (PptpKind | undefined)[] = [
  undefined,
  { name: 'start control connection request', length: 156 },
  { name: 'start control connection reply', length: 156 },
  { name: 'stop control connection request', length: 16 },
  { name: 'stop control connection reply', length: 16 },
  { name: 'echo request', length: 16 },
  { name: 'echo reply', length: 20 },
  { name: 'outgoing call request', length: 168 },
  { name: 'outgoing call reply', length: 32 },
  { name: 'incoming call request', length: 220 },
  { name: 'incoming call reply', length: 24 },
  { name: 'incoming call connected', length: 28 },
  { name: 'call clear request', length: 16 },
  { name: 'call disconnect notify', length: 148 },
  { name: 'WAN error notify', length: 40 },
  { name: 'set link info', length: 24 },
];

export const pptpFields: Readonly<Record<string, FieldSpec>> = {
  'pptp.length': { doc: 'Length of the message', unit: 'bytes' },
  'pptp.type': { doc: '1 control; 2 management, which nobody uses' },
  'pptp.control_message_type': { doc: 'Kind of control message' },
  'pptp.protocol_version': { doc: 'Version, 256 for 1.0' },
  'pptp.maximum_channels': { doc: 'Calls that the sender can serve' },
  'pptp.firmware_revision': { doc: 'Firmware of the sender' },
  'pptp.host_name': { doc: 'Name of the sender' },
  'pptp.vendor_name': { doc: 'Implementation of the sender' },
  'pptp.control_result': { doc: 'Whether a control connection was made: 1 success' },
  'pptp.call_id': { doc: 'Sender’s number of the call, as in the key of GRE' },
  'pptp.peer_call_id': { doc: 'Receiver’s number of the call' },
  'pptp.out_result': { doc: 'Whether an outgoing call was made: 1 connected' },
  'pptp.error': { doc: 'Error code' },
  'pptp.phone_number': { doc: 'Number to be called' },
};

export const pptpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'length-bad': { doc: 'A control message that has not the length of its kind' },
};
