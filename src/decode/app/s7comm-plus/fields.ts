import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Named as in the published plugin for Wireshark, where it has a name. */
export const fields: Readonly<Record<string, FieldSpec>> = {
  's7comm-plus.header.protocolversion': { doc: 'version: 1 opens, 2 and 3 talk, 254 events, 255 keeps alive' },
  's7comm-plus.integrity': { doc: 'ours: a digest stands before the data' },
  's7comm-plus.data.opcode': { doc: '0x31 request, 0x32 response, 0x33 notification' },
  's7comm-plus.data.function': { doc: 'function of a request and its response' },
  's7comm-plus.data.seqnum': { doc: 'number of a request, repeated in its response' },
  's7comm-plus.data.sessionid': { doc: 'session in which is asked' },
  's7comm-plus.data.requestid': { doc: 'object that a request is about; 0 for variables by their symbols' },
  's7comm-plus.itemcount': { doc: 'variables of a request' },
  's7comm-plus.item.attribute': { doc: 'attribute of the object' },
  's7comm-plus.item.crc': { doc: "check sum of a variable's name" },
  's7comm-plus.item.area': { doc: 'where a variable is: 0x8a0e and the number of a data block, or 80 to 84' },
  's7comm-plus.item.subarea': { doc: 'which value of the area: actual or initial' },
  's7comm-plus.item.lid': { doc: 'local id on the way to a variable' },
  's7comm-plus.item.error': { doc: 'item that was refused, and why' },
  's7comm-plus.returnvalue': { doc: 'lowest 16 bits of the result: 0 and above is success' },
  's7comm-plus.object.relid': { doc: 'number of an object' },
  's7comm-plus.object.classid': { doc: 'class of an object' },
  's7comm-plus.object.relation': { doc: 'number of an object that another one points to' },
  's7comm-plus.struct': { doc: 'ours: kind of a structure' },
  's7comm-plus.value': { doc: 'ours: a value as `item or attribute: value`' },
  's7comm-plus.notification.subscrobjectid': { doc: 'subscription that a notification is of' },
  's7comm-plus.notification.seqnum': { doc: 'number of a notification' },
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'foreign-payload': { doc: 'ISO transport data that is neither S7comm-plus nor TLS' },
  'transport-malformed': { doc: 'a TPKT without a COTP header that can be read' },
  'fragments-broken': { doc: 'COTP fragments without an end, or longer than what is kept' },
  'length-mismatch': { doc: 'the header says more data than the packet has' },
  'cut-short': { doc: 'the data ends before its function says' },
  'opcode-unknown': { doc: 'a kind of PDU that is not known' },
  'assembled-too-long': { doc: 'a PDU in fragments is longer than what is kept' },
  'items-over-limit': { doc: 'more variables in one request than are read' },
  'function-mismatch': { doc: 'the response has another function than its request' },
  'answer-without-request': { doc: 'no open request has this number' },
  'request-unanswered': { doc: 'a request was displaced by a later one before an answer came' },
};
