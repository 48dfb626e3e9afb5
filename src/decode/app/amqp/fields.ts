import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Functions: a class and a method of 0-9-1 in sixteen bits each; other frames and performatives behind these. */
export const HEADER_FUNCTION = 1;
export const CONTENT_HEADER = 2;
export const CONTENT_BODY = 3;
export const HEARTBEAT = 8;
export const PERFORMATIVE_BASE = 0x100;
export const START = 0x000a_000a;

/** AMQP 0-9-1, class and method numbers; for the answer to an exchange’s unbind, 51 is what brokers and clients have, Wireshark 4.0 41. */
const methods: ReadonlyMap<number, readonly [string, readonly (readonly [number, string])[]]> = new Map([
  [
    10,
    [
      'connection',
      [
        [10, 'start'],
        [11, 'start-ok'],
        [20, 'secure'],
        [21, 'secure-ok'],
        [30, 'tune'],
        [31, 'tune-ok'],
        [40, 'open'],
        [41, 'open-ok'],
        [50, 'close'],
        [51, 'close-ok'],
        [60, 'blocked'],
        [61, 'unblocked'],
      ],
    ],
  ],
  [
    20,
    [
      'channel',
      [
        [10, 'open'],
        [11, 'open-ok'],
        [20, 'flow'],
        [21, 'flow-ok'],
        [40, 'close'],
        [41, 'close-ok'],
      ],
    ],
  ],
  [
    40,
    [
      'exchange',
      [
        [10, 'declare'],
        [11, 'declare-ok'],
        [20, 'delete'],
        [21, 'delete-ok'],
        [30, 'bind'],
        [31, 'bind-ok'],
        [40, 'unbind'],
        [51, 'unbind-ok'],
      ],
    ],
  ],
  [
    50,
    [
      'queue',
      [
        [10, 'declare'],
        [11, 'declare-ok'],
        [20, 'bind'],
        [21, 'bind-ok'],
        [30, 'purge'],
        [31, 'purge-ok'],
        [40, 'delete'],
        [41, 'delete-ok'],
        [50, 'unbind'],
        [51, 'unbind-ok'],
      ],
    ],
  ],
  [
    60,
    [
      'basic',
      [
        [10, 'qos'],
        [11, 'qos-ok'],
        [20, 'consume'],
        [21, 'consume-ok'],
        [30, 'cancel'],
        [31, 'cancel-ok'],
        [40, 'publish'],
        [50, 'return'],
        [60, 'deliver'],
        [70, 'get'],
        [71, 'get-ok'],
        [72, 'get-empty'],
        [80, 'ack'],
        [90, 'reject'],
        [100, 'recover-async'],
        [110, 'recover'],
        [111, 'recover-ok'],
        [120, 'nack'],
      ],
    ],
  ],
  [
    85,
    [
      'confirm',
      [
        [10, 'select'],
        [11, 'select-ok'],
      ],
    ],
  ],
  [
    90,
    [
      'tx',
      [
        [10, 'select'],
        [11, 'select-ok'],
        [20, 'commit'],
        [21, 'commit-ok'],
        [30, 'rollback'],
        [31, 'rollback-ok'],
      ],
    ],
  ],
]);

/** AMQP 1.0, 2.7 and 5.3: descriptors of what frames hold. */
const performatives: readonly (readonly [number, string])[] = [
  [0x10, 'open'],
  [0x11, 'begin'],
  [0x12, 'attach'],
  [0x13, 'flow'],
  [0x14, 'transfer'],
  [0x15, 'disposition'],
  [0x16, 'detach'],
  [0x17, 'end'],
  [0x18, 'close'],
  [0x40, 'sasl-mechanisms'],
  [0x41, 'sasl-init'],
  [0x42, 'sasl-challenge'],
  [0x43, 'sasl-response'],
  [0x44, 'sasl-outcome'],
];

export const amqpFunctions: ReadonlyMap<number, string> = new Map([
  [HEADER_FUNCTION, 'protocol header'],
  [CONTENT_HEADER, 'content header'],
  [CONTENT_BODY, 'content body'],
  [HEARTBEAT, 'heartbeat'],
  ...performatives.map(([id, name]): [number, string] => [PERFORMATIVE_BASE + id, name]),
  ...[...methods].flatMap(([number, [group, list]]) =>
    list.map(([id, name]): [number, string] => [number * 0x1_0000 + id, `${group}.${name}`]),
  ),
]);

export const amqpFields: Readonly<Record<string, FieldSpec>> = {
  'amqp.version': { doc: 'version that the header asks for' },
  'amqp.type': { doc: 'kind of frame' },
  'amqp.channel': { doc: 'channel' },
  'amqp.length': { doc: 'length of the frame’s content', unit: 'bytes' },
  'amqp.method.class': { doc: 'class of a method' },
  'amqp.method.method': { doc: 'method' },
  'amqp.property': { doc: 'what a peer says of itself, name and value' },
  'amqp.container-id': { doc: 'name of a peer, version 1.0' },
};

export const amqpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'frame-end-missing': { doc: 'a frame of 0-9-1 does not end with its mark' },
  'frame-over-limit': { doc: 'a frame that is longer than is kept' },
  'too-many-entries': { doc: 'more properties than are read' },
};
