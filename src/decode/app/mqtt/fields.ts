import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const CONNECT = 1;
export const CONNACK = 2;
export const PUBLISH = 3;
export const SUBSCRIBE = 8;
export const SUBACK = 9;
export const UNSUBSCRIBE = 10;
export const UNSUBACK = 11;
export const DISCONNECT = 14;
export const AUTH = 15;

/** MQTT 5.0 2.1.2; a message's function is its type. */
export const packetTypes: readonly string[] = [
  '',
  'connect',
  'connack',
  'publish',
  'puback',
  'pubrec',
  'pubrel',
  'pubcomp',
  'subscribe',
  'suback',
  'unsubscribe',
  'unsuback',
  'pingreq',
  'pingresp',
  'disconnect',
  'auth',
];

export const mqttFields: Readonly<Record<string, FieldSpec>> = {
  'mqtt.msgtype': { doc: 'Type of the packet' },
  'mqtt.len': { doc: 'Length behind the fixed header', unit: 'bytes' },
  'mqtt.protoname': { doc: 'Name of the protocol' },
  'mqtt.ver': { doc: 'Version: 3 is 3.1, 4 is 3.1.1, 5 is 5.0' },
  'mqtt.conflags': { doc: 'What the connection asks for' },
  'mqtt.kalive': { doc: 'Longest silence', unit: 's' },
  'mqtt.clientid': { doc: 'Name of the client' },
  'mqtt.willtopic': { doc: 'Topic of the message sent when the client is lost' },
  'mqtt.username': { doc: 'A user name is there; what it is stays untold' },
  'mqtt.conack.flags.sp': { doc: 'The server remembers the session' },
  'mqtt.conack.val': { doc: 'Answer to a connect; 0 is accepted' },
  'mqtt.conack.reason_code': { doc: 'The same in version 5; 128 and above is a failure' },
  'mqtt.dupflag': { doc: 'Sent again' },
  'mqtt.qos': { doc: 'Quality of service' },
  'mqtt.retain': { doc: 'The server keeps the message for later subscribers' },
  'mqtt.topic': { doc: 'Topic published or subscribed to' },
  'mqtt.msgid': { doc: 'Number that ties an answer to its packet' },
  'mqtt.sub.qos': { doc: 'Quality of service wanted' },
  'mqtt.suback.qos': { doc: 'Quality of service granted, or 128 and above' },
  'mqtt.suback.reason_code': { doc: 'The same in version 5' },
  'mqtt.unsuback.reason_code': { doc: 'How the end of a subscription fared' },
  'mqtt.reason_code': { doc: 'How a packet fared; 128 and above is a failure' },
  'mqtt.property_id': { doc: 'Property' },
  'mqtt.prop_string': { doc: 'Text of a property' },
  'mqtt.prop_number': { doc: 'Number of a property' },
};

export const mqttAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'flags-bad': { doc: 'Flags of the fixed header that its type does not have' },
  'body-malformed': { doc: 'A packet that ends early, or holds what its type cannot' },
  'body-trailing': { doc: 'Bytes behind the end of a packet’s content' },
  'packet-over-limit': { doc: 'A packet longer than is kept, which is counted and passed over' },
  'connect-again': { doc: 'A second connect on one connection' },
  'list-over-limit': { doc: 'More topics, properties or reasons in one packet than are read' },
};
