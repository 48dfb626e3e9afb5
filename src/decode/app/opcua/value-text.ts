import { isoTime } from '../../../kernel/time.ts';
import { hexText } from '../wire-text.ts';
import { INT64, UINT64 } from './shape.ts';

/** 100 ns from 1601 to 1970. */
const EPOCH = 116_444_736_000_000_000n;
/** The first and last instants that a calendar of four-digit years holds; values outside mean "no time". */
const FIRST = 0n;
const LAST = 2_650_467_743_999_999_999n;

/** A time as Windows counts it; empty for zero and for what lies outside the calendar. */
function fileTime(ticks: bigint): string {
  return ticks <= FIRST || ticks > LAST ? '' : isoTime((ticks - EPOCH) * 100n);
}

/** Sixteen bytes, the first three groups little-endian. */
export function guidText(bytes: Uint8Array, view: DataView, at: number): string {
  const [a, b, c] = [view.getUint32(at, true), view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  const head = `${a.toString(16).padStart(8, '0')}-${b.toString(16).padStart(4, '0')}-${c.toString(16).padStart(4, '0')}`;
  return `${head}-${hexText(bytes, at + 8, at + 10)}-${hexText(bytes, at + 10, at + 16)}`;
}

/** Names of fields for what stands in a variant, by its type. */
export const valueNames: readonly string[] = [
  '',
  'opcua.Boolean',
  'opcua.SByte',
  'opcua.Byte',
  'opcua.Int16',
  'opcua.UInt16',
  'opcua.Int32',
  'opcua.UInt32',
  'opcua.Int64',
  'opcua.UInt64',
  'opcua.Float',
  'opcua.Double',
  'opcua.String',
  'opcua.DateTime',
  'opcua.Guid',
  'opcua.ByteString',
  'opcua.XmlElement',
  'opcua.NodeId',
  'opcua.NodeId',
  'opcua.StatusCode',
  'opcua.qualname.Name',
  'opcua.loctext.Text',
];

/** Eight bytes as a number or a time. */
export function longValue(kind: number, view: DataView, at: number): bigint | string {
  if (kind === UINT64) return view.getBigUint64(at, true);
  return kind === INT64 ? view.getBigInt64(at, true) : fileTime(view.getBigInt64(at, true));
}

/** What is no number or without end has no form in JSON but its name. */
export function floatValue(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}
