import { ByteWriter, joined, textBytes } from '../byte-writer.ts';
import type { Random } from '../random.ts';

const recordType = { changeCipherSpec: 20, handshake: 22, applicationData: 23 } as const;
const version12 = 0x0303;

export interface TlsClient {
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly signatures: readonly number[];
  readonly protocols: readonly string[];
}

/** What the schannel of a Windows PC of about 2019 offers, near enough. */
export const windowsClient: TlsClient = {
  suites: [
    0xc02c, 0xc02b, 0xc030, 0xc02f, 0xc024, 0xc023, 0xc028, 0xc027, 0xc00a, 0xc009, 0xc014, 0xc013, 0x009d, 0x009c,
  ],
  groups: [29, 23, 24],
  signatures: [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0201, 0x0403, 0x0503],
  protocols: ['h2', 'http/1.1'],
};

/** A small embedded library. */
export const embeddedClient: TlsClient = {
  suites: [0xc02f, 0xc030, 0x009e, 0x009c, 0x003c, 0x002f],
  groups: [23],
  signatures: [0x0401, 0x0403, 0x0501],
  protocols: [],
};

function record(type: number, payload: Uint8Array, version: number = version12): Uint8Array {
  return new ByteWriter(5 + payload.length).u8(type).u16(version).u16(payload.length).bytes(payload).done();
}

function handshake(type: number, body: Uint8Array): Uint8Array {
  return new ByteWriter(4 + body.length).u8(type).u24(body.length).bytes(body).done();
}

function extension(type: number, body: Uint8Array): Uint8Array {
  return new ByteWriter(4 + body.length).u16(type).u16(body.length).bytes(body).done();
}

function words(values: readonly number[]): Uint8Array {
  const writer = new ByteWriter(2 + values.length * 2).u16(values.length * 2);
  for (const value of values) writer.u16(value);
  return writer.done();
}

/** RFC 5246 section 7.4.1.2; the outer record says 1.0, as most clients do for old servers' sake. */
export function clientHello(client: TlsClient, serverName: string | undefined, random: Random): Uint8Array {
  const extensions: Uint8Array[] = [];
  if (serverName !== undefined) {
    const name = textBytes(serverName);
    extensions.push(
      extension(
        0,
        new ByteWriter()
          .u16(name.length + 3)
          .u8(0)
          .u16(name.length)
          .bytes(name)
          .done(),
      ),
    );
  }
  extensions.push(extension(10, words(client.groups)), extension(11, Uint8Array.of(1, 0)));
  extensions.push(extension(13, words(client.signatures)));
  if (client.protocols.length > 0) {
    const list = joined(...client.protocols.map((name) => joined(Uint8Array.of(name.length), textBytes(name))));
    extensions.push(extension(16, new ByteWriter().u16(list.length).bytes(list).done()));
  }
  extensions.push(extension(23, new Uint8Array(0)), extension(0xff01, Uint8Array.of(0)));
  const all = joined(...extensions);
  const body = new ByteWriter(256).u16(version12).bytes(random.bytes(32)).u8(0).bytes(words(client.suites));
  body.u8(1).u8(0).u16(all.length).bytes(all);
  return record(recordType.handshake, handshake(1, body.done()), 0x0301);
}

/** ServerHello, Certificate, ServerKeyExchange (ECDHE P-256) and ServerHelloDone. */
export function serverFlight(suite: number, certificates: readonly Uint8Array[], random: Random): Uint8Array {
  const extensions = joined(extension(0xff01, Uint8Array.of(0)), extension(23, new Uint8Array(0)));
  const hello = new ByteWriter(128).u16(version12).bytes(random.bytes(32)).u8(32).bytes(random.bytes(32));
  hello.u16(suite).u8(0).u16(extensions.length).bytes(extensions);
  const list = new ByteWriter(1024);
  for (const der of certificates) list.u24(der.length).bytes(der);
  const chain = new ByteWriter(1024).u24(list.length).bytes(list.done()).done();
  const exchange = new ByteWriter(400).u8(3).u16(23).u8(65).u8(4).bytes(random.bytes(64)).u16(0x0401).u16(256);
  exchange.bytes(random.bytes(256));
  return joined(
    record(recordType.handshake, handshake(2, hello.done())),
    record(recordType.handshake, handshake(11, chain)),
    record(recordType.handshake, handshake(12, exchange.done())),
    record(recordType.handshake, handshake(14, new Uint8Array(0))),
  );
}

/** ClientKeyExchange, ChangeCipherSpec and the encrypted Finished. */
export function clientFinish(random: Random): Uint8Array {
  const exchange = new ByteWriter(66).u8(65).u8(4).bytes(random.bytes(64)).done();
  return joined(record(recordType.handshake, handshake(16, exchange)), finished(random));
}

export function finished(random: Random): Uint8Array {
  return joined(record(recordType.changeCipherSpec, Uint8Array.of(1)), record(recordType.handshake, random.bytes(40)));
}

/** Encrypted records of at most 16 KiB; AES-GCM adds 24 bytes. */
export function applicationData(length: number, random: Random): Uint8Array {
  const records: Uint8Array[] = [];
  for (let left = length; left > 0; left -= 16384) {
    records.push(record(recordType.applicationData, random.bytes(Math.min(left, 16384) + 24)));
  }
  return joined(...records);
}

/** An encrypted close_notify. */
export function closeAlert(random: Random): Uint8Array {
  return record(21, random.bytes(26));
}
