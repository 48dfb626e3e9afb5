import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const ASK = 1;
export const TOLD = 2;
export const MESSAGE = 3;
export const MESSAGE_ANSWER = 4;
export const REGISTER = 5;
export const REGISTER_ANSWER = 6;
export const TOKEN = 7;
export const TOKEN_ANSWER = 8;

export const softetherFunctions: readonly (string | undefined)[] = [
  undefined,
  'ask for own address',
  'address told',
  'message',
  'answer',
  'register',
  'register answer',
  'get token',
  'get token answer',
];

export const softetherFields: Readonly<Record<string, FieldSpec>> = {
  'softether.element': { doc: 'Names of a message’s elements, in their order' },
  'softether.opcode': { doc: 'What is wanted, or answered' },
  'softether.host_name': { doc: 'Name of the VPN server' },
  'softether.product_str': { doc: 'Product of the sender' },
  'softether.svc_name': { doc: 'Service of the sender' },
  'softether.ddns_fqdn': { doc: 'Name under which the VPN server is found' },
  'softether.private_ip': { doc: 'Address of the VPN server behind its NAT' },
  'softether.your_ip': { doc: 'Address that the receiver is seen with' },
};

export const softetherAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'message-bad': { doc: 'A datagram on a flow of SoftEther’s that has none of its forms' },
};
