import type { DeclarationCode } from '../declaration-problem.ts';
import type { ProblemLog } from '../problem-log.ts';
import { quoted } from '../problem-log.ts';
import { pathText, type SourceNode } from './source-node.ts';

/**
 * The part of JSON Schema that the declaration uses. A test holds this checker to ajv's verdict, and another
 * holds the schema to these keywords.
 *
 * Why not a validator from a library: these report an offset in a value and "must match a schema in anyOf";
 * a person needs the line, the path, the allowed values and the key they probably meant, all in one run.
 */
export interface ShapeSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, ShapeSchema>>;
  readonly required?: readonly string[];
  readonly items?: ShapeSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  /** Branches differ in the kind of their value, so that the value's kind picks one. */
  readonly anyOf?: readonly ShapeSchema[];
  readonly description?: string;
}

/** Checks a node and returns its value without the parts that are wrong; undefined when nothing is left. */
export function checkShape(schema: ShapeSchema, node: SourceNode, file: string, problems: ProblemLog): unknown {
  return check(schema, node, { file, problems, path: [], line: node.line });
}

interface Place {
  readonly file: string;
  readonly problems: ProblemLog;
  readonly path: (string | number)[];
  /** Line of the key, which people look for, rather than of the value. */
  readonly line: number;
}

function check(schema: ShapeSchema, node: SourceNode, place: Place): unknown {
  if (schema.anyOf) {
    const branch = schema.anyOf.find((candidate) => kindOf(candidate) === node.kind);
    if (branch) return check(branch, node, place);
    return report(
      place,
      'QW_DECLARATION_VALUE',
      `${schema.anyOf.map(kindWords).join(' or ')} is expected, not ${found(node)}`,
    );
  }
  if (schema.enum) return checkEnum(schema.enum, node, place);
  if (kindOf(schema) !== node.kind) {
    const hint = kindOf(schema) === 'text' && node.kind === 'number' ? '; put it in quotes' : '';
    return report(place, 'QW_DECLARATION_VALUE', `${kindWords(schema)} is expected, not ${found(node)}${hint}`);
  }
  switch (node.kind) {
    case 'map':
      return checkMap(schema, node, place);
    case 'list':
      return checkList(schema, node, place);
    case 'text':
      return checkText(schema, node.value as string, place);
    case 'number':
      return checkNumber(schema, node.value as number, place);
    default:
      return node.value;
  }
}

function checkMap(schema: ShapeSchema, node: SourceNode & { kind: 'map' }, place: Place): unknown {
  const properties = schema.properties ?? {};
  const allowed = Object.keys(properties);
  const value: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  const present = new Set<string>();
  for (const entry of node.entries) {
    present.add(entry.key);
    const inner = { ...place, path: [...place.path, entry.key], line: entry.line };
    if (!Object.hasOwn(properties, entry.key)) {
      const text = `${quoted(entry.key)} is no key here`;
      place.problems.addUnknown(
        place.file,
        entry.line,
        pathText(inner.path),
        'QW_DECLARATION_UNKNOWN_KEY',
        text,
        entry.key,
        allowed,
      );
      continue;
    }
    const part = check(properties[entry.key] as ShapeSchema, entry.value, inner);
    if (part !== undefined) value[entry.key] = part;
  }
  for (const key of schema.required ?? []) {
    if (!present.has(key)) report(place, 'QW_DECLARATION_MISSING_KEY', `the key ${quoted(key)} is missing`);
  }
  return value;
}

function checkList(schema: ShapeSchema, node: SourceNode & { kind: 'list' }, place: Place): unknown {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (node.items.length < minItems)
    return report(place, 'QW_DECLARATION_VALUE', `at least ${minItems} value is needed`);
  if (node.items.length > maxItems) {
    return report(place, 'QW_DECLARATION_LIMIT', `${node.items.length} values are more than ${maxItems}`);
  }
  const items = schema.items ?? {};
  return node.items.map((item, i) => check(items, item, { ...place, path: [...place.path, i], line: item.line }));
}

function checkText(schema: ShapeSchema, value: string, place: Place): unknown {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  // JSON Schema counts characters, not UTF-16 units.
  const length = value.length > maxLength || value.length < 2 ? [...value].length : value.length;
  if (length < minLength) return report(place, 'QW_DECLARATION_VALUE', 'the text is empty');
  if (length > maxLength) {
    return report(place, 'QW_DECLARATION_LIMIT', `the text has ${length} characters, more than ${maxLength}`);
  }
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    const meaning = schema.description === undefined ? '' : ` (${schema.description})`;
    return report(place, 'QW_DECLARATION_VALUE', `${quoted(value)} does not match ${schema.pattern}${meaning}`);
  }
  return value;
}

function checkNumber(schema: ShapeSchema, value: number, place: Place): unknown {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
  const whole = schema.type !== 'integer' || Number.isInteger(value);
  if (whole && value >= minimum && value <= maximum) return value;
  const words = schema.type === 'integer' ? 'a whole number' : 'a number';
  return report(place, 'QW_DECLARATION_VALUE', `${words} from ${minimum} to ${maximum} is expected, not ${value}`);
}

function checkEnum(values: readonly unknown[], node: SourceNode, place: Place): unknown {
  if (node.kind !== 'map' && node.kind !== 'list' && values.includes(node.value)) return node.value;
  const allowed = values.map(String);
  const word = node.kind === 'text' ? (node.value as string) : '';
  const text = `${found(node)} is not allowed`;
  const at = pathText(place.path);
  place.problems.addUnknown(place.file, place.line, at, 'QW_DECLARATION_VALUE', text, word, allowed);
  return undefined;
}

function report(place: Place, code: DeclarationCode, text: string): undefined {
  place.problems.add(place.file, place.line, pathText(place.path), code, text);
  return undefined;
}

function kindOf(schema: ShapeSchema): SourceNode['kind'] | undefined {
  if (schema.enum) return typeof schema.enum[0] === 'number' ? 'number' : 'text';
  switch (schema.type) {
    case 'object':
      return 'map';
    case 'array':
      return 'list';
    case 'string':
      return 'text';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return undefined;
  }
}

function kindWords(schema: ShapeSchema): string {
  const kind = kindOf(schema);
  return kind === 'map'
    ? 'a map of keys'
    : kind === 'number'
      ? 'a number'
      : kind === 'boolean'
        ? 'true or false'
        : kind === 'list'
          ? 'a list'
          : 'text';
}

function found(node: SourceNode): string {
  switch (node.kind) {
    case 'map':
      return 'a map of keys';
    case 'list':
      return 'a list';
    case 'null':
      return 'nothing';
    default:
      return quoted(node.value);
  }
}
