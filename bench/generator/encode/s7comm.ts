import { ByteWriter, textBytes } from '../byte-writer.ts';

/** RFC 1006: version 3, length of the whole packet. */
function tpkt(payload: Uint8Array): Uint8Array {
  return new ByteWriter(4 + payload.length)
    .u8(3)
    .u8(0)
    .u16(4 + payload.length)
    .bytes(payload)
    .done();
}

/** ISO 8073 class 0 connection request (0xe0) or confirm (0xd0), with TPDU size 1024 and both transport selectors. */
export function cotpConnect(
  kind: 'request' | 'confirm',
  sourceReference: number,
  destinationReference: number,
  rackSlot: number,
): Uint8Array {
  const writer = new ByteWriter(18).u8(17).u8(kind === 'request' ? 0xe0 : 0xd0);
  writer.u16(destinationReference).u16(sourceReference).u8(0);
  writer.u8(0xc0).u8(1).u8(0x0a).u8(0xc1).u8(2).u16(0x0100).u8(0xc2).u8(2).u16(rackSlot);
  return tpkt(writer.done());
}

/** A COTP data TPDU that is the last of its message, then the S7 header. */
function s7Message(kind: number, reference: number, parameter: Uint8Array, data: Uint8Array): Uint8Array {
  const writer = new ByteWriter(20 + parameter.length + data.length);
  writer.u8(2).u8(0xf0).u8(0x80);
  writer.u8(0x32).u8(kind).u16(0).u16(reference).u16(parameter.length).u16(data.length);
  if (kind === 3) writer.u16(0);
  return tpkt(writer.bytes(parameter).bytes(data).done());
}

const kindOf = { job: 1, answer: 3, userdata: 7 } as const;
const none = new Uint8Array(0);

export function s7Setup(kind: 'job' | 'answer', reference: number, pduSize: number): Uint8Array {
  const parameter = new ByteWriter(8).u8(0xf0).u8(0).u16(1).u16(1).u16(pduSize).done();
  return s7Message(kindOf[kind], reference, parameter, none);
}

export interface S7Item {
  readonly block: number;
  readonly offset: number;
  readonly length: number;
}

/** Items are bytes of data blocks: area 0x84, transport size 2, address in bits. */
function items(code: number, list: readonly S7Item[]): Uint8Array {
  const writer = new ByteWriter(2 + list.length * 12).u8(code).u8(list.length);
  for (const item of list) {
    writer
      .u8(0x12)
      .u8(0x0a)
      .u8(0x10)
      .u8(0x02)
      .u16(item.length)
      .u16(item.block)
      .u8(0x84)
      .u24(item.offset * 8);
  }
  return writer.done();
}

export function s7Read(reference: number, list: readonly S7Item[]): Uint8Array {
  return s7Message(kindOf.job, reference, items(4, list), none);
}

export function s7ReadAnswer(reference: number, values: readonly Uint8Array[]): Uint8Array {
  return s7Message(kindOf.answer, reference, Uint8Array.of(4, values.length), dataItems(0xff, values));
}

export function s7Write(reference: number, list: readonly S7Item[], values: readonly Uint8Array[]): Uint8Array {
  return s7Message(kindOf.job, reference, items(5, list), dataItems(0x00, values));
}

export function s7WriteAnswer(reference: number, count: number): Uint8Array {
  return s7Message(kindOf.answer, reference, Uint8Array.of(5, count), new Uint8Array(count).fill(0xff));
}

/** Transport size 4 counts bits; all but the last item are filled to an even length. */
function dataItems(result: number, values: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter(64);
  values.forEach((value, index) => {
    writer
      .u8(result)
      .u8(4)
      .u16(value.length * 8)
      .bytes(value);
    if (value.length % 2 === 1 && index < values.length - 1) writer.u8(0);
  });
  return writer.done();
}

/** User data, function group 4 (CPU functions), subfunction 1: read the system state list. */
export function szlRead(reference: number, list: number, index: number): Uint8Array {
  const parameter = Uint8Array.of(0x00, 0x01, 0x12, 0x04, 0x11, 0x44, 0x01, 0x00);
  const data = new ByteWriter(8).u8(0xff).u8(9).u16(4).u16(list).u16(index).done();
  return s7Message(kindOf.userdata, reference, parameter, data);
}

export function szlAnswer(reference: number, list: number, index: number, entries: readonly Uint8Array[]): Uint8Array {
  const parameter = Uint8Array.of(0x00, 0x01, 0x12, 0x08, 0x12, 0x84, 0x01, 0x01, 0x00, 0x00, 0x00, 0x00);
  const entryLength = entries[0]?.length ?? 0;
  const writer = new ByteWriter(256)
    .u8(0xff)
    .u8(9)
    .u16(8 + entries.length * entryLength);
  writer.u16(list).u16(index).u16(entryLength).u16(entries.length);
  for (const entry of entries) writer.bytes(entry);
  return s7Message(kindOf.userdata, reference, parameter, writer.done());
}

/** SZL 0x0011: one module identification record of 28 bytes. */
export function moduleIdentification(
  index: number,
  orderNumber: string,
  version: readonly [number, number, number],
): Uint8Array {
  const writer = new ByteWriter(28)
    .u16(index)
    .bytes(textBytes(orderNumber.padEnd(20).slice(0, 20)))
    .u16(0x00c0);
  return writer
    .u16(0x5600 | version[0])
    .u16((version[1] << 8) | version[2])
    .done();
}

/** SZL 0x001c: one component identification record of 34 bytes. */
export function componentIdentification(index: number, text: string): Uint8Array {
  const value = textBytes(text.slice(0, 32));
  return new ByteWriter(34)
    .u16(index)
    .bytes(value)
    .zeros(32 - value.length)
    .done();
}
