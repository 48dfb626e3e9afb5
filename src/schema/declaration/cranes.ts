import { Type } from 'typebox';
import { MAX_ENTRIES } from './limits.ts';
import { CLOSED, CRANE_CLASSES, CRANE_FUNCTIONS, ENTRY, id, oneOrMany, text } from './parts.ts';

export const CraneMapEntry = Type.Object(
  {
    object: text('Tag, block or register as the decoder prints it, such as "DB10.DBW4" or "40001".'),
    moves: Type.Enum(CRANE_FUNCTIONS, { description: 'What the object belongs to.' }),
    protocol: Type.Optional(text('Protocol whose objects are meant.')),
    device: Type.Optional(id('Device that holds the object.')),
    unit: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 255, description: 'Unit or slave number behind the device.' }),
    ),
    name: Type.Optional(text('Name for people, such as "hoist speed reference".')),
  },
  { ...CLOSED, description: 'What a tag, block or register of the controls moves.' },
);

export const ApprovedProgram = Type.Object(
  {
    device: id('Device that runs it.'),
    block: text('Block or file as the report names it, such as "DB 1" or "file 200".'),
    sha256: Type.String({
      description: 'SHA-256 of its bytes as they are transferred, hex. Several lines for one block: any of them.',
      pattern: '^[0-9A-Fa-f]{64}$',
    }),
    approver: Type.Optional(text('Who approved it.')),
    date: Type.Optional(text('When it was approved, ISO 8601.')),
    note: Type.Optional(text('Free words for people.')),
  },
  { ...CLOSED, description: 'A program, block or file that a controller may hold.' },
);

export const Crane = Type.Object(
  {
    id: id('Name of the crane; verdicts are given per crane.'),
    class: Type.Optional(Type.Enum(CRANE_CLASSES, { description: 'Kind of crane.' })),
    maker: Type.Optional(text('Maker of the crane.')),
    model: Type.Optional(text('Model.')),
    year: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2200, description: 'Year of build.' })),
    serial: Type.Optional(text('Serial number.')),
    berth: Type.Optional(text('Berth or yard block.')),
    controls: Type.Optional(text('Maker of the controls.')),
    networks: Type.Optional(oneOrMany(id('Network id.'), 'Networks on this crane.')),
    map: Type.Optional(
      Type.Array(CraneMapEntry, { maxItems: MAX_ENTRIES, description: 'What tags, blocks and registers move.' }),
    ),
    programs: Type.Optional(
      Type.Array(ApprovedProgram, {
        maxItems: MAX_ENTRIES,
        description:
          'Programs approved for its controllers. Once this list stands, the report says of every program seen on the ' +
          'wire whether it is on it.',
      }),
    ),
    ...ENTRY,
  },
  { ...CLOSED, description: 'A crane.' },
);
