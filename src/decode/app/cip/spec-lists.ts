import type { Depth, SpecEntry, SpecList } from '../../spec-list.ts';
import { CLASS_LEVEL, layouts } from './attribute-layouts.ts';
import { fieldsOf } from './attributes.ts';
import { classes, className } from './classes.ts';
import { bodiless, requests as pcccRequests } from './pccc-bodies.ts';
import { functions as pcccFunctions, OTHER_COMMAND, PLAIN } from './pccc-functions.ts';
import { serviceLayouts } from './service-layouts.ts';
import { common, functionOf, perObject } from './services.ts';

/** Common services whose data are another object's own affair, or are not read. */
const namedCommon: ReadonlySet<number> = new Set([0x02, 0x14, 0x1d]);

/** Services of objects that are read to their last byte, as `class * 128 + service`; the others are named. */
const decodedServices: ReadonlySet<number> = new Set([
  ...serviceLayouts.keys(),
  ...(
    [
      [0x06, [0x4e, 0x52, 0x54, 0x5b]],
      [0x37, [0x4b, 0x4c, 0x4f, 0x50, 0x51]],
      [0x42, [0x4b, 0x4c, 0x4d, 0x4e]],
      [0x44, [0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50]],
      [0x67, [0x4b]],
      [0x6b, [0x4c, 0x4d, 0x4e, 0x52, 0x53, 0x55]],
      [0xf3, [0x4b, 0x4c, 0x4d, 0x4e]],
      [0xf5, [0x4c]],
      [0xf6, [0x4c]],
    ] as const
  ).flatMap(([classId, services]) => services.map((service) => classId * 128 + service)),
]);

/** PCCC functions whose answers alone carry something: what a processor says of itself. */
const DIAGNOSTIC_STATUS = 0x103;

function readsPccc(code: number): boolean {
  return pcccRequests.has(code) || bodiless.has(code) || code === DIAGNOSTIC_STATUS;
}

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Common services',
      source: 'The CIP Networks Library, volume 1, appendix A, table A-3.1',
      entries: [...common].map(([service, name]) =>
        entry(hex(service), name, namedCommon.has(service) ? 'named' : 'decoded', [functionOf(-1, service)]),
      ),
    },
    {
      title: 'Services of objects',
      source: 'The CIP Networks Library, volumes 1, 2, 5 and 7; Logix 5000 Controllers Data Access, 1756-PM020',
      entries: perObject.flatMap(([classId, first, names]) =>
        names.flatMap((name, i) => {
          const service = first + i;
          const depth = decodedServices.has(classId * 128 + service) ? 'decoded' : 'named';
          const id = `${hex(classId)}/${hex(service)}`;
          return name === ''
            ? []
            : [entry(id, `${className(classId)}: ${name}`, depth, [functionOf(classId, service)])];
        }),
      ),
    },
    {
      title: 'Attributes of objects',
      source: 'The CIP Networks Library, volumes 1, 2 and 5, chapters 5, volume 1, 4-4.1, and volume 8; 1756-PM020',
      entries: [...layouts].flatMap(([classId, attributes]) => {
        const object = classId === CLASS_LEVEL ? 'class' : hex(classId);
        return attributes.map((parts, i): SpecEntry => {
          const what = [...new Set(parts.flatMap(fieldsOf))].map(readable).join(', ');
          const name = `${classId === CLASS_LEVEL ? 'every class' : className(classId)}: ${what || 'not read'}`;
          return entry(`${object}/${i + 1}`, name, parts.length === 0 ? 'missing' : 'decoded');
        });
      }),
    },
    {
      title: 'Objects',
      source:
        'The CIP Networks Library, volume 1, table 5-1.1: classes whose attributes or services stand in the lists ' +
        'above, read when none of them is left out, and those that other public documents define',
      entries: [...classes]
        .filter(([classId]) => isDefined(classId))
        .map(([classId, name]) => entry(hex(classId), name, isRead(classId) ? 'decoded' : 'named')),
    },
    {
      title: 'Class codes',
      source: 'The CIP Networks Library, volume 1, table 5-1.1: the other classes',
      namesOnly:
        'attributes and services of these classes are defined in volumes that are sold, and in no public document ' +
        'that this decoder was written from. Requests to them are told by the name of the class, common services are ' +
        'read, and values of their attributes are counted as unrecognised.',
      entries: [...classes]
        .filter(([classId]) => !isDefined(classId))
        .map(([classId, name]) => entry(hex(classId), name, 'named')),
    },
    {
      title: 'PCCC commands and functions',
      source: 'DF1 Protocol and Command Set, 1770-6.5.16, chapter 7',
      entries: [...pcccFunctions]
        .filter(([code]) => code !== OTHER_COMMAND)
        .map(([code, name]) => entry(pcccId(code), name, readsPccc(code) ? 'decoded' : 'named')),
    },
  ];
}

/** `cip.id.product_name` without what its object says: `product_name`; `cip.epath` and its like whole. */
function readable(field: string): string {
  const words = field.split('.').slice(1);
  return (words.length > 1 ? words.slice(1) : words).join(' ');
}

/** Makers' manuals and open stacks define these in public; none of their attributes is read yet. */
const publishedElsewhere: ReadonlySet<number> = new Set([
  0x03, 0x07, 0x0a, 0x0b, 0x2b, 0x2d, 0x53, 0x5f, 0x70, 0x8b, 0xf0, 0x109, 0x10a,
]);

function isDefined(classId: number): boolean {
  return layouts.has(classId) || perObject.some(([of]) => of === classId) || publishedElsewhere.has(classId);
}

/** An object is read when none of its attributes and services is left out. */
function isRead(classId: number): boolean {
  const attributes = layouts.get(classId);
  const services = perObject.filter(([of]) => of === classId);
  const all = services.every(([of, first, names]) =>
    names.every((name, i) => name === '' || decodedServices.has(of * 128 + first + i)),
  );
  return all && (attributes !== undefined || services.length > 0) && (attributes ?? []).every((one) => one.length > 0);
}

function entry(id: string, name: string, depth: Depth, functions?: readonly number[]): SpecEntry {
  return functions === undefined ? { id, name, depth } : { id, name, depth, functions };
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(2, '0')}`;
}

/** Command and function; the command alone of those that have none. */
function pcccId(code: number): string {
  if (code >= PLAIN) return `0${(code - PLAIN).toString(16)}`;
  return `${code < 0x100 ? '0f' : code < 0x200 ? '06' : '07'}/${(code & 0xff).toString(16).padStart(2, '0')}`;
}
