import { macBytes } from '../addresses.ts';
import { ByteWriter } from '../byte-writer.ts';

export const lldpGroup: Uint8Array = macBytes('01:80:c2:00:00:0e');

export interface LldpFields {
  readonly chassis: Uint8Array;
  readonly port: string;
  readonly portDescription: string;
  readonly systemName: string;
  readonly systemDescription: string;
  readonly managementAddress: Uint8Array;
}

/** IEEE 802.1AB: a bridge that says who and where it is. */
export function lldpMessage(fields: LldpFields): Uint8Array {
  const writer = new ByteWriter(256);
  element(writer, 1, new ByteWriter(8).u8(4).bytes(fields.chassis).done());
  element(writer, 2, new ByteWriter(16).u8(5).text(fields.port).done());
  element(writer, 3, new ByteWriter(2).u16(120).done());
  element(writer, 4, new ByteWriter(32).text(fields.portDescription).done());
  element(writer, 5, new ByteWriter(32).text(fields.systemName).done());
  element(writer, 6, new ByteWriter(96).text(fields.systemDescription).done());
  element(writer, 7, new ByteWriter(4).u16(0x0004).u16(0x0004).done());
  const management = new ByteWriter(16).u8(5).u8(1).bytes(fields.managementAddress).u8(2).u32(1).u8(0);
  element(writer, 8, management.done());
  element(writer, 0, new Uint8Array(0));
  return writer.done();
}

function element(writer: ByteWriter, type: number, value: Uint8Array): void {
  writer.u16((type << 9) | value.length).bytes(value);
}
