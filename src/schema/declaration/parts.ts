import { type TSchema, Type } from 'typebox';
import { MAX_ENTRIES, MAX_TEXT_LENGTH, MAX_VALUES } from './limits.ts';

/** Building blocks of the declaration's schema. Everything stays plain JSON Schema, so that editors understand it. */

/** An object that knows its keys: any other key is an error with a suggestion. */
export const CLOSED = { additionalProperties: false } as const;

/** Ids are what other entries, findings and people refer to; they hold nothing that a path, a URL or YAML would bend. */
export const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$';

export const STATUSES = ['observed', 'declared', 'agreed'] as const;
export const DIRECTIONS = ['rx', 'tx', 'both'] as const;
export const CRANE_CLASSES = [
  'sts',
  'mobile-harbour',
  'ship-unloader',
  'rtg',
  'rmg',
  'asc',
  'straddle-carrier',
  'other',
] as const;
export const CRANE_FUNCTIONS = ['hoist', 'trolley', 'gantry', 'boom', 'spreader', 'lights'] as const;
export const PURDUE_LEVELS = [0, 1, 2, 3, 3.5, 4, 5] as const;
export const FUNCTION_CLASSES = ['read', 'write', 'program', 'stop'] as const;
export const CONDUIT_DIRECTIONS = ['forward', 'both'] as const;
export const WAN_KINDS = [
  'cellular',
  'private-cellular',
  'satellite',
  'fibre',
  'copper',
  'radio',
  'wifi',
  'none',
  'other',
] as const;
export const SERVICE_KINDS = [
  'dns',
  'ntp',
  'dhcp',
  'tos',
  'cargo-peer',
  'maintenance-vpn',
  'management',
  'other',
] as const;
export const DEVICE_ROLES = [
  'controller',
  'io',
  'drive',
  'hmi',
  'cms',
  'ocr',
  'camera',
  'recorder',
  'sensor',
  'spreader',
  'switch',
  'access-point',
  'router',
  'firewall',
  'server',
  'workstation',
  'printer',
  'other',
] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function text(description: string) {
  return Type.String({ description, minLength: 1, maxLength: MAX_TEXT_LENGTH });
}

export function id(description: string) {
  return Type.String({ description, pattern: ID_PATTERN });
}

/** One value, or a list of them: `mac: 02:…` and `mac: [02:…, 02:…]` say the same for one address. */
export function oneOrMany<T extends TSchema>(value: T, description: string) {
  return Type.Union([value, Type.Array(value, { minItems: 1, maxItems: MAX_VALUES })], { description });
}

export function listOf<T extends TSchema>(value: T, description: string) {
  return Type.Array(value, { description, maxItems: MAX_ENTRIES });
}

const TIME = 'ISO 8601, such as 2030-05-01 or 2030-05-01T08:00:00+02:00 (without an offset: UTC)';

export function period(description: string) {
  return Type.Object(
    {
      from: Type.Optional(text(`First instant, ${TIME}.`)),
      until: Type.Optional(text(`End, ${TIME}; a bare date includes that whole day.`)),
    },
    { ...CLOSED, description },
  );
}

/** What any entry may carry. */
export const ENTRY = {
  status: Type.Optional(
    Type.Enum(STATUSES, {
      description:
        'observed: written by `quaywatch draft`, nobody has agreed to it, it permits nothing; ' +
        'declared (default): somebody said so; agreed: a responsible person signed it off.',
    }),
  ),
  note: Type.Optional(text('Free words for people.')),
};

/** Where an entry holds. Without either key it holds on the whole site. */
export const PLACE = {
  crane: Type.Optional(
    oneOrMany(id('Crane id.'), 'Crane(s) on which this holds: sister cranes may use the very same addresses.'),
  ),
  segment: Type.Optional(
    oneOrMany(id('Segment name.'), 'Segment(s) off the cranes on which this holds, named as in taps.'),
  ),
};
