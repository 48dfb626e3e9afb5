import { Type } from 'typebox';
import { CLOSED, ENTRY, id, oneOrMany, period, PLACE, SERVICE_KINDS, text, WAN_KINDS, WEEKDAYS } from './parts.ts';

export const Gateway = Type.Object(
  {
    id: id('Name of the gateway.'),
    mac: Type.Optional(
      oneOrMany(text('A MAC address.'), 'MAC address(es), the virtual one of a redundant pair included.'),
    ),
    ip: Type.Optional(oneOrMany(text('An IP address.'), 'IP address(es) on the networks it serves.')),
    purpose: Type.Optional(text('Why it is there.')),
    wan: Type.Optional(
      Type.Enum(WAN_KINDS, { description: 'What lies behind it; none: it leads only to networks of the site.' }),
    ),
    carrier: Type.Optional(text('Carrier of the WAN.')),
    sim: Type.Optional(text('SIM: ICCID, in quotes.')),
    mtu: Type.Optional(Type.Integer({ minimum: 68, maximum: 65535, description: 'MTU of its WAN, if known.' })),
    validity: Type.Optional(period('When it may be used; judged at the time of the frames.')),
    approver: Type.Optional(text('Who approved it.')),
    ...PLACE,
    ...ENTRY,
  },
  { ...CLOSED, description: 'A way off a network that is meant to be there. mac or ip is needed.' },
);

const Window = Type.Object(
  {
    days: Type.Optional(
      oneOrMany(Type.Enum(WEEKDAYS), 'Weekdays of a weekly window. Left out, with clock times: every day.'),
    ),
    from: text('Clock time such as 08:00 (weekly), or a date and time (once).'),
    until: text(
      'Clock time up to 24:00 (weekly), or a date and time (once). After "from": split what crosses midnight.',
    ),
    utcOffset: Type.Optional(
      text('Offset of the clock times, such as "+02:00". Left out: UTC. Summer time is not guessed.'),
    ),
  },
  { ...CLOSED, description: 'When access may be used.' },
);

export const Grant = Type.Object(
  {
    id: id('Name of the grant.'),
    party: text('Firm or person to whom access is given.'),
    from: oneOrMany(text('Address or block.'), 'Where the party comes from: IP addresses or CIDR blocks.'),
    to: oneOrMany(
      text('Device id, address or block.'),
      'What may be reached: device ids, IP addresses or CIDR blocks.',
    ),
    tools: Type.Optional(oneOrMany(text('A tool or protocol.'), 'Tools or protocols allowed. Left out: any.')),
    windows: Type.Optional(
      Type.Array(Window, { maxItems: 100, description: 'When. Left out: at any time within validity.' }),
    ),
    validity: Type.Optional(period('From when until when the grant holds; judged at the time of the frames.')),
    approver: Type.Optional(text('Who approved it.')),
    ticket: Type.Optional(text('Ticket or work order.')),
    ...ENTRY,
  },
  { ...CLOSED, description: 'Remote access that was granted.' },
);

export const Service = Type.Object(
  {
    id: Type.Optional(id('Name; when left out, kind and first address or name.')),
    kind: Type.Enum(SERVICE_KINDS, { description: 'What is served.' }),
    ip: Type.Optional(oneOrMany(text('Address or block.'), 'IP addresses or CIDR blocks that serve it.')),
    name: Type.Optional(oneOrMany(text('A host name.'), 'Host names; *.example.com stands for every name below.')),
    ...PLACE,
    ...ENTRY,
  },
  { ...CLOSED, description: 'A server that hosts may use. ip or name is needed.' },
);
