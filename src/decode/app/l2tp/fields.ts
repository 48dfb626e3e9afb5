import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Functions beside the message types: a control message without a body, and data. */
export const EMPTY = 0x100;
export const DATA = 0x101;

/** IANA "Control Message Attribute Value Pair, Message Type" (RFC 2661 3.2, RFC 3931 3.2). */
export const l2tpFunctions: ReadonlyMap<number, string> = new Map([
  [1, 'SCCRQ (start request)'],
  [2, 'SCCRP (start reply)'],
  [3, 'SCCCN (start connected)'],
  [4, 'StopCCN (stop)'],
  [6, 'HELLO (keep-alive)'],
  [7, 'OCRQ (outgoing call request)'],
  [8, 'OCRP (outgoing call reply)'],
  [9, 'OCCN (outgoing call connected)'],
  [10, 'ICRQ (incoming call request)'],
  [11, 'ICRP (incoming call reply)'],
  [12, 'ICCN (incoming call connected)'],
  [14, 'CDN (call disconnected)'],
  [15, 'WEN (WAN error)'],
  [16, 'SLI (link information)'],
  [17, 'MDMST (modem status)'],
  [18, 'SRRQ (service relay request)'],
  [19, 'SRRP (service relay reply)'],
  [20, 'ACK (acknowledgement)'],
  [21, 'FSQ (failover query)'],
  [22, 'FSR (failover response)'],
  [EMPTY, 'ZLB (acknowledgement)'],
  [DATA, 'data'],
]);

export const l2tpFields: Readonly<Record<string, FieldSpec>> = {
  'l2tp.type': { doc: '1 control, 0 data' },
  'l2tp.version': { doc: 'Version, 2 or 3' },
  'l2tp.length': { doc: 'Length of the message', unit: 'bytes' },
  'l2tp.tunnel': { doc: 'Receiver’s number of the tunnel, version 2' },
  'l2tp.session': { doc: 'Receiver’s number of the session, version 2' },
  'l2tp.sid': { doc: 'Receiver’s number of the session, version 3' },
  'l2tp.ccid': { doc: 'Receiver’s number of the control connection, version 3' },
  'l2tp.Ns': { doc: 'Number of this control message' },
  'l2tp.Nr': { doc: 'Number of the control message expected next' },
  'l2tp.avp.message_type': { doc: 'Kind of control message' },
  'l2tp.avp.type': { doc: 'Attributes in their order' },
  'l2tp.avp.vendor_id': { doc: 'Private enterprise number of an attribute that is a vendor’s' },
  'l2tp.avp.host_name': { doc: 'Name of the sender' },
  'l2tp.avp.vendor_name': { doc: 'Implementation of the sender' },
  'l2tp.avp.firmware_revision': { doc: 'Firmware revision of the sender' },
  'l2tp.avp.assigned_tunnel_id': { doc: 'Sender’s number of the tunnel' },
  'l2tp.avp.assigned_session_id': { doc: 'Sender’s number of the session' },
  'l2tp.avp.assigned_control_conn_id': { doc: 'Sender’s number of the control connection' },
  'l2tp.avp.called_number': { doc: 'Number that is called' },
  'l2tp.avp.calling_number': { doc: 'Number of the caller' },
  'l2tp.result_code': { doc: 'Why a tunnel or session ended' },
};

export const l2tpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'length-bad': { doc: 'A message that is not as long as it says' },
  'avp-bad': { doc: 'An attribute that does not fit its message' },
  'avps-over-limit': { doc: 'A message with more attributes than are read' },
};
