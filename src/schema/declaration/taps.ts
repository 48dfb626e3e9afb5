import { Type } from 'typebox';
import { CLOSED, DIRECTIONS, ENTRY, id, oneOrMany, period, text } from './parts.ts';

export const Tap = Type.Object(
  {
    id: id('Name of this tap; findings refer to it.'),
    files: oneOrMany(
      text('A pattern.'),
      'Capture files of this tap: patterns with *, **, ? and {a,b}, matched against the end of the path. ' +
        'Rotated files of one tap are one sequence. The first tap whose pattern matches wins.',
    ),
    crane: Type.Optional(id('Crane on which the capture was taken. Either crane or segment.')),
    segment: Type.Optional(id('Place off the cranes, such as a server room. Either crane or segment.')),
    switch: Type.Optional(text('Switch whose port was mirrored.')),
    port: Type.Optional(text('Mirrored port or VLAN.')),
    directions: Type.Optional(
      Type.Enum(DIRECTIONS, {
        description: 'What the mirror copies, as the switch sees the port: rx, tx or both. Left out: not known.',
      }),
    ),
    by: Type.Optional(text('Who took the capture.')),
    when: Type.Optional(period('When the capture was taken.')),
    clockOffset: Type.Optional(
      text('How far the capturing clock was ahead of UTC: a number and ns, us, ms, s, min or h, such as "-1.5 s".'),
    ),
    ...ENTRY,
  },
  { ...CLOSED, description: 'A place and manner of capture.' },
);
