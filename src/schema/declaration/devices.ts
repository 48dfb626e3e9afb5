import { Type } from 'typebox';
import { MAX_VALUES } from './limits.ts';
import { CLOSED, DEVICE_ROLES, ENTRY, FUNCTION_CLASSES, id, oneOrMany, PLACE, text } from './parts.ts';

const Client = Type.Object(
  {
    device: id('Device that may be a client.'),
    protocols: Type.Optional(oneOrMany(text('Protocol name.'), 'Protocols allowed. Left out: any.')),
    functions: Type.Optional(
      oneOrMany(Type.Enum(FUNCTION_CLASSES), 'Classes of commands allowed: read, write, program, stop. Left out: any.'),
    ),
  },
  { ...CLOSED, description: 'A device that may read or command this one.' },
);

export const Device = Type.Object(
  {
    id: id('Name of the device.'),
    mac: Type.Optional(oneOrMany(text('A MAC address.'), 'MAC address(es).')),
    ip: Type.Optional(oneOrMany(text('An IP address.'), 'IP address(es).')),
    role: Type.Optional(Type.Enum(DEVICE_ROLES, { description: 'What it does.' })),
    name: Type.Optional(text('Name for people.')),
    maker: Type.Optional(text('Maker.')),
    model: Type.Optional(text('Model or order number.')),
    serial: Type.Optional(text('Serial number.')),
    firmware: Type.Optional(text('Firmware version.')),
    clients: Type.Optional(
      Type.Array(Client, {
        maxItems: MAX_VALUES,
        description:
          'Who may read or command it. Once this list stands, everybody else is undeclared; an empty list allows nobody.',
      }),
    ),
    ...PLACE,
    ...ENTRY,
  },
  { ...CLOSED, description: 'A device that is meant to be there. mac or ip is needed.' },
);
