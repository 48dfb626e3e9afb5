import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Opcodes of the reference implementation (ssl_pkt.h), by their number. */
export const openvpnFunctions: readonly (string | undefined)[] = [
  undefined,
  'hard reset, client, version 1',
  'hard reset, server, version 1',
  'soft reset',
  'control',
  'acknowledgement',
  'data',
  'hard reset, client',
  'hard reset, server',
  'data with peer id',
  'hard reset, client, own key',
  'control, own key',
];

export const openvpnFields: Readonly<Record<string, FieldSpec>> = {
  'openvpn.plen': { doc: 'Length of the packet, in streams only', unit: 'bytes' },
  'openvpn.opcode': { doc: 'Kind of packet' },
  'openvpn.keyid': { doc: 'Which of the session’s keys is used' },
  'openvpn.peerid': { doc: 'Client’s number at the server' },
  'openvpn.sessionid': { doc: 'Session of the sender' },
  'openvpn.hmac': { doc: 'HMAC of tls-auth, or authentication tag of tls-crypt' },
  'openvpn.pid': { doc: 'Packet id of the replay protection' },
  'openvpn.net_time': { doc: 'Time of the replay protection', unit: 's since 1970' },
  'openvpn.mpidarraylength': { doc: 'Packets that are acknowledged' },
  'openvpn.mpidarrayelement': { doc: 'Number of a packet that is acknowledged' },
  'openvpn.rsessionid': { doc: 'Session of the receiver' },
  'openvpn.mpid': { doc: 'Number of the control packet' },
};

export const openvpnAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'packet-cut': { doc: 'A control packet that ends within its header' },
  'acks-over-limit': { doc: 'A control packet that acknowledges more than fit one' },
};
