import { Type } from 'typebox';
import {
  CLOSED,
  CONDUIT_DIRECTIONS,
  ENTRY,
  FUNCTION_CLASSES,
  id,
  oneOrMany,
  PLACE,
  PURDUE_LEVELS,
  text,
} from './parts.ts';

export const Network = Type.Object(
  {
    id: id('Name of the network.'),
    cidr: text('Address block with its length, such as 192.0.2.0/24 or 2001:db8::/64.'),
    vlan: Type.Optional(Type.Integer({ minimum: 1, maximum: 4094, description: 'VLAN id (IEEE 802.1Q).' })),
    zone: Type.Optional(id('Zone of the network.')),
    ...PLACE,
    ...ENTRY,
  },
  { ...CLOSED, description: 'An address block in use.' },
);

export const Zone = Type.Object(
  {
    id: id('Name of the zone. "outside" is taken: it stands for every address in no declared network.'),
    level: Type.Optional(Type.Enum(PURDUE_LEVELS, { description: 'Purdue level; 3.5 is the industrial DMZ.' })),
    name: Type.Optional(text('Name for people.')),
    ...ENTRY,
  },
  { ...CLOSED, description: 'A group of networks with one need of protection (IEC 62443).' },
);

export const Conduit = Type.Object(
  {
    id: Type.Optional(id('Name of the conduit; when left out, from and to joined.')),
    from: id('Zone that opens the conversation, or "outside".'),
    to: id('Zone that answers, or "outside".'),
    protocols: Type.Optional(
      oneOrMany(
        text('Protocol name.'),
        'Protocols allowed, named as `quaywatch protocols` prints them. Left out: any.',
      ),
    ),
    functions: Type.Optional(
      oneOrMany(
        Type.Enum(FUNCTION_CLASSES),
        'Classes of control commands allowed: read, write, program, stop. Left out: any.',
      ),
    ),
    direction: Type.Optional(
      Type.Enum(CONDUIT_DIRECTIONS, { description: 'forward (default): only "from" opens; both: either side opens.' }),
    ),
    ...ENTRY,
  },
  { ...CLOSED, description: 'Who may speak from one zone to another, and what.' },
);
