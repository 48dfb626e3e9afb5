import { ByteWriter } from '../byte-writer.ts';

export const dnsType = { a: 1, ptr: 12, txt: 16, aaaa: 28, srv: 33, nbns: 32 } as const;

export interface DnsRecord {
  readonly name: string;
  readonly type: number;
  readonly ttl: number;
  readonly data: Uint8Array;
  /** mDNS sets the top bit of the class on records it alone may speak for (RFC 6762 section 10.2). */
  readonly cacheFlush?: boolean;
}

export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
}

/** RFC 1035 message; names are written out in full (compression is allowed, not required). */
export function dnsMessage(
  identification: number,
  flags: number,
  questions: readonly DnsQuestion[],
  answers: readonly DnsRecord[] = [],
): Uint8Array {
  const writer = new ByteWriter(128);
  writer.u16(identification).u16(flags).u16(questions.length).u16(answers.length).u16(0).u16(0);
  for (const question of questions) writer.bytes(dnsName(question.name)).u16(question.type).u16(1);
  for (const answer of answers) {
    writer
      .bytes(dnsName(answer.name))
      .u16(answer.type)
      .u16(answer.cacheFlush === true ? 0x8001 : 1);
    writer.u32(answer.ttl).u16(answer.data.length).bytes(answer.data);
  }
  return writer.done();
}

export const dnsFlags = { query: 0x0100, answer: 0x8180, noSuchName: 0x8183, mdnsAnswer: 0x8400 } as const;

export function dnsName(name: string): Uint8Array {
  const writer = new ByteWriter(64);
  for (const label of name.split('.')) {
    if (label !== '') writer.u8(label.length).text(label);
  }
  return writer.u8(0).done();
}
