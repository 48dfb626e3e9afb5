import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Names of messages by their identifier. */
export const messageNames: ReadonlyMap<number, string> = new Map([
  [0, 'session initiate'],
  [1, 'session close'],
  [2, 'keep alive'],
  [3, 'token passing'],
  [4, 'direct'],
  [5, 'read audit log'],
  [128, 'discovery'],
]);

export const hartFields: Readonly<Record<string, FieldSpec>> = {
  'hart_ip.version': { doc: 'version of the protocol' },
  'hart_ip.message_type': { doc: '0 request, 1 response, 2 publish, 15 refusal' },
  'hart_ip.message_id': { doc: 'what the message is about' },
  'hart_ip.status': { doc: '0 is success' },
  'hart_ip.transaction_id': { doc: 'number that a response shares with its request' },
  'hart_ip.msg_length': { doc: 'length of the message', unit: 'bytes' },
  'hart_ip.session_init.master_type': { doc: '0 secondary, 1 primary host' },
  'hart_ip.session_init.inactivity_close_timer': { doc: 'after how long a silent session ends', unit: 'ms' },
  'hart_ip.pt.delimiter': { doc: 'kind of frame' },
  'hart_ip.pt.short_addr': { doc: 'polling address' },
  'hart_ip.pt.long_address': { doc: 'type and number of the device' },
  'hart_ip.pt.command': { doc: 'command' },
  'hart_ip.pt.response_code': { doc: '0 is success' },
  'hart_ip.pt.device_status': { doc: 'state of the device, one bit each' },
  'hart_ip.pt.rsp.expanded_device_type': { doc: 'type of the device' },
  'hart_ip.pt.rsp.device_id': { doc: 'number of the device' },
  'hart_ip.pt.rsp.manufacturer_Id': { doc: 'maker, as the FieldComm Group numbers them' },
  'hart_ip.pt.rsp.tag': { doc: 'short or long tag: what the plant calls the device' },
};

export const hartAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'length-bad': { doc: 'the length is not what the kind of message needs' },
  'checksum-wrong': { doc: 'the checksum of a frame is not its own' },
  'requests-forgotten': { doc: 'more requests wait for an answer than are remembered' },
};
