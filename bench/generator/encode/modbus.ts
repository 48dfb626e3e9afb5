import { ByteWriter } from '../byte-writer.ts';

/** MODBUS Messaging on TCP/IP V1.0b: transaction, protocol 0, length, unit, then the PDU. */
export function modbusMessage(transaction: number, unit: number, pdu: Uint8Array): Uint8Array {
  const writer = new ByteWriter(8 + pdu.length);
  return writer
    .u16(transaction)
    .u16(0)
    .u16(pdu.length + 1)
    .u8(unit)
    .bytes(pdu)
    .done();
}

export const modbusFunction = { readHolding: 3, readInput: 4, writeMultiple: 16, readIdentification: 43 } as const;

export function readRegisters(code: number, address: number, count: number): Uint8Array {
  return new ByteWriter(5).u8(code).u16(address).u16(count).done();
}

export function registersRead(code: number, values: readonly number[]): Uint8Array {
  const writer = new ByteWriter(2 + values.length * 2).u8(code).u8(values.length * 2);
  for (const value of values) writer.u16(value);
  return writer.done();
}

export function writeRegisters(address: number, values: readonly number[]): Uint8Array {
  const writer = new ByteWriter(6 + values.length * 2);
  writer
    .u8(modbusFunction.writeMultiple)
    .u16(address)
    .u16(values.length)
    .u8(values.length * 2);
  for (const value of values) writer.u16(value);
  return writer.done();
}

export function registersWritten(address: number, count: number): Uint8Array {
  return new ByteWriter(5).u8(modbusFunction.writeMultiple).u16(address).u16(count).done();
}

export function modbusException(code: number, exception: number): Uint8Array {
  return Uint8Array.of(code | 0x80, exception);
}

/** Function 43, MEI type 14: basic identification as a stream. */
export function readIdentification(): Uint8Array {
  return Uint8Array.of(modbusFunction.readIdentification, 14, 1, 0);
}

export function identificationRead(objects: readonly string[]): Uint8Array {
  const writer = new ByteWriter(64)
    .u8(modbusFunction.readIdentification)
    .u8(14)
    .u8(1)
    .u8(0x81)
    .u8(0)
    .u8(0)
    .u8(objects.length);
  objects.forEach((text, index) => {
    writer.u8(index).u8(text.length).text(text);
  });
  return writer.done();
}
