import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { DONE, MORE, NO, YES } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { dnsOverTcp, dnsOverUdp } from './dns.ts';
import { MAX_POINTERS } from './dns/name.ts';
import { MAX_RECORDS } from './dns/message.ts';
import { MAX_TXT_STRINGS } from './dns/record.ts';
import { feedStream } from './feed-stream.cases.ts';
import { llmnr } from './llmnr.ts';
import { mdns } from './mdns.ts';
import { captures, handMadeCapture, judgedDatagrams, plain, taggedCaptures } from './tshark-oracle.cases.ts';

const QUERY = hex(
  '1a2b', // transaction
  '0100', // query, recursion desired
  '0001 0000 0000 0000', // one question
  '03 706c63 05 6372616e65 07 6578616d706c65 00', // plc.crane.example
  '0001 0001', // A, IN
);

/** plc.Crane.example is an alias of gw.example, whose address a carrier gave. */
const RESPONSE = hex(
  '1a2b', // transaction
  '8180', // response, recursion desired and available, no error
  '0001 0002 0000 0001', // one question, two answers, one additional
  '03 706c63 05 4372616e65 07 6578616d706c65 00 0001 0001', // plc.Crane.example, A, IN
  'c00c 0005 0001 0000003c 0005', // the question's name, CNAME, IN, 60 s, 5 octets
  '02 6777 c016', // gw.example
  'c02f 0001 0001 0000003c 0004', // gw.example, A, IN, 60 s, 4 octets
  '64400102', // 100.64.1.2
  '00 0029 04d0 00000000 0000', // EDNS, 1232 octets
);

const REVERSE = hex(
  '0007 8580 0001 0001 0000 0000', // authoritative response, one question, one answer
  '01 35 01 32 01 30 03 313932 07 696e2d61646472 04 61727061 00 000c 0001', // 5.2.0.192.in-addr.arpa, PTR, IN
  'c00c 000c 0001 00000e10 000a', // PTR, IN, an hour, 10 octets
  '03 686d69 04 706f7274 00', // hmi.port
);

const UPDATE = hex(
  '0009 2800 0001 0000 0001 0000', // update: one zone, one update
  '07 6578616d706c65 00 0006 0001', // zone example, SOA, IN
  '03 686d69 c00c 0001 0001 00000258 0004 c0000209', // hmi.example is 192.0.2.9
);

/** A device answering for itself on 5353: a service type, an instance, its host, what it is. */
const ANNOUNCEMENT = together(
  hex('0000 8400 0000 0005 0000 0000'), // authoritative response, five answers
  record('_services._dns-sd._udp.local', '000c 0001 00001194', wireName('_http._tcp.local')), // PTR to a type
  record('_http._tcp.local', '000c 0001 00001194', wireName('Cam 01._http._tcp.local')), // PTR to an instance
  record('cam.local', '0001 8001 00000078', hex('c000022a')), // A with the cache-flush bit
  record('cam.local', '000d 0001 00000078', hex('05 4375626965 05 4c696e7578')), // HINFO Cubie, Linux
  record('Cam 01._http._tcp.local', '0010 8001 00001194', hex('0c 6d6f64656c3d525554393535')), // TXT model=RUT955
);

/** A name as it goes over the wire without pointers. */
function wireName(text: string): Uint8Array {
  return together(
    ...text.split('.').map((label) => together(hex(label.length.toString(16).padStart(2, '0')), ascii(label))),
    hex('00'),
  );
}

/** An owner, then type, class and time to live in hex, then the data behind their length. */
function record(owner: string, fixed: string, data: Uint8Array): Uint8Array {
  return together(wireName(owner), hex(fixed, data.length.toString(16).padStart(4, '0')), data);
}

datagramLaws(dnsOverUdp, [QUERY, RESPONSE, REVERSE, UPDATE]);
datagramLaws(mdns, [QUERY, ANNOUNCEMENT]);
datagramLaws(llmnr, [QUERY, RESPONSE]);
const framed = (bytes: Uint8Array): Uint8Array => together(hex(bytes.length.toString(16).padStart(4, '0')), bytes);
streamLaws(dnsOverTcp, [
  [
    { fromServer: false, bytes: together(framed(QUERY), framed(QUERY)) },
    { fromServer: true, bytes: together(framed(RESPONSE), framed(REVERSE)) },
  ],
]);

describe('DNS', () => {
  it('says which name was asked for, in lower case', () => {
    expect(readDatagram(dnsOverUdp, QUERY).turn.facts).toEqual(['name query plc.crane.example -']);
  });

  it('gives the address to the name that has it and to the name that was asked for', () => {
    const { turn } = readDatagram(dnsOverUdp, RESPONSE);
    expect(turn.facts).toEqual([
      'name answer gw.example ip:100.64.1.2',
      'name answer plc.crane.example ip:100.64.1.2',
      'claim ip:192.0.2.1 address-in-payload 100.64.1.2',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'dns.id': 0x1a2b,
      'dns.qry.name': 'plc.Crane.example',
      'dns.resp.name': ['plc.Crane.example', 'gw.example', '.'],
      'dns.cname': 'gw.example',
      'dns.a': '100.64.1.2',
      'dns.rr.udp_payload_size': 1232,
    });
    expect(turn.anomalies).toEqual([]);
  });

  it('gives a name to the address of a reverse answer', () => {
    expect(readDatagram(dnsOverUdp, REVERSE).turn.facts).toEqual(['name answer hmi.port ip:192.0.2.5']);
  });

  it('takes a dynamic update for what a host says of itself', () => {
    const { turn } = readDatagram(dnsOverUdp, UPDATE);
    expect(turn.facts).toEqual(['name self hmi.example ip:192.0.2.9']);
    expect(turn.messages[0]?.fields).toMatchObject({ 'dns.count.zones': 1, 'dns.count.updates': 1 });
    expect(turn.messages[0]?.fields).not.toHaveProperty(['dns.count.queries']);
  });

  it('names its functions by opcode and direction', () => {
    expect([0, 16, 4, 21, 3, 19].map((fn) => dnsOverUdp.functionName(fn))).toEqual([
      'query',
      'query response',
      'notify',
      'update response',
      undefined,
      undefined,
    ]);
  });

  it('ends a name whose pointers go in a circle, at the limit of pointers', () => {
    const circle = hex('0001 0100 0001 0000 0000 0000', 'c00c', '0001 0001');
    expect(readDatagram(dnsOverUdp, circle).turn.anomalies).toEqual(['name-bad']);
    // The name `b` stands at 31 in the first record's data, and behind it pointers, each to the one before.
    const chain = (pointers: number): Uint8Array => {
      const targets = Array.from({ length: pointers }, (_, i) => (i === 0 ? 31 : 34 + (i - 1) * 2));
      const data = hex('01 62 00', ...targets.map((at) => (0xc000 + at).toString(16)));
      return together(
        hex('0001 8180 0001 0002 0000 0000', '01 61 00 0001 0001'), // question `a`, ends at 19
        hex('c00c 0063 0001 00000000', data.length.toString(16).padStart(4, '0')), // data begin at 31
        data,
        hex((0xc000 + 34 + (pointers - 1) * 2).toString(16), '0063 0001 00000000 0000'), // points to the last pointer
      );
    };
    const followed = readDatagram(dnsOverUdp, chain(MAX_POINTERS - 1)).turn;
    expect(followed.messages[0]?.fields['dns.resp.name']).toEqual(['a', 'b']);
    expect(readDatagram(dnsOverUdp, chain(MAX_POINTERS)).turn.anomalies).toEqual(['name-bad']);
  });

  it('refuses labels of reserved types and names above 255 octets', () => {
    const reserved = hex('0001 0100 0001 0000 0000 0000', '41 61 00', '0001 0001');
    expect(readDatagram(dnsOverUdp, reserved).turn.anomalies).toEqual(['name-bad']);
    const label = `3f${'61'.repeat(63)}`;
    const long = hex('0001 0100 0001 0000 0000 0000', label.repeat(4), '00 0001 0001');
    expect(readDatagram(dnsOverUdp, long).turn.anomalies).toEqual(['name-bad']);
    expect(dnsOverUdp.probe(windowed(long), false)).toBe(NO);
  });

  it('reads what a short capture left of a message, and says that it is cut', () => {
    const cut = RESPONSE.subarray(0, 60);
    const { outcome, turn } = readDatagram(dnsOverUdp, cut);
    expect(outcome).toBe(DONE);
    expect(turn.messages[0]?.fields['dns.qry.name']).toBe('plc.Crane.example');
    expect(turn.anomalies).toEqual(['message-cut']);
    expect(dnsOverUdp.probe(windowed(QUERY.subarray(0, 20)), false)).toBe(YES);
    expect(readDatagram(dnsOverUdp, QUERY.subarray(0, 11)).outcome).toBe(MORE);
  });

  it('stops at its limit of records', () => {
    const count = MAX_RECORDS + 1;
    const record = '00 0063 0001 00000000 0000'; // root, type 99, IN, no data
    const message = hex('0001 8180 0000', count.toString(16).padStart(4, '0'), '0000 0000', record.repeat(count));
    const { turn } = readDatagram(dnsOverUdp, message, { tracing: false });
    expect(turn.anomalies).toEqual(['records-over-limit']);
    expect(turn.unrecognisedBytes).toBe(11); // the one record over the limit
  });

  it('shows the strings of a text record up to its limit', () => {
    const text = together(
      hex('0001 8400 0000 0001 0000 0000'),
      record('a', '0010 0001 00000000', hex('0161'.repeat(MAX_TXT_STRINGS + 1))),
    );
    expect(readDatagram(dnsOverUdp, text).turn.messages[0]?.fields['dns.txt']).toHaveLength(MAX_TXT_STRINGS);
  });

  it('counts bytes behind the last record', () => {
    const { turn } = readDatagram(dnsOverUdp, together(QUERY, hex('ffff')));
    expect(turn.anomalies).toEqual(['trailing-bytes']);
    expect(turn.unrecognisedBytes).toBe(2);
  });

  it('reads several messages of one TCP stream', () => {
    const turn = recordingTurn();
    feedStream(dnsOverTcp, [{ fromServer: true, bytes: together(framed(RESPONSE), framed(REVERSE), hex('00')) }], turn);
    expect(turn.messages.map((m) => m.fields['dns.id'])).toEqual([0x1a2b, 7]);
  });
});

describe('link-local DNS', () => {
  it('has conflict and tentative where DNS has authoritative and recursion desired', () => {
    // id, response with conflict and tentative, one question: "rtg7", A, IN
    const answer = hex('0001 8500 0001 0000 0000 0000', '04 72746737 00 0001 0001');
    const shown = readDatagram(llmnr, answer).turn.messages[0]?.fields;
    expect(shown).toMatchObject({ 'dns.flags.conflict': true, 'dns.flags.tentative': true });
    expect(Object.keys(shown ?? {}).filter((name) => /authoritative|rec/.test(name))).toEqual([]);
  });
});

describe('multicast DNS', () => {
  it('says who a device is, what it offers and which model it claims', () => {
    expect(readDatagram(mdns, ANNOUNCEMENT).turn.facts).toEqual([
      'claim ip:192.0.2.1 service-type _http._tcp',
      'name service Cam 01._http._tcp.local ip:192.0.2.1',
      'claim ip:192.0.2.1 service-type _http._tcp',
      'name self cam.local ip:192.0.2.42',
      'claim ip:192.0.2.1 hardware Cubie',
      'claim ip:192.0.2.1 os Linux',
      'claim ip:192.0.2.1 model RUT955',
    ]);
  });

  it('takes nothing from a goodbye', () => {
    const goodbye = hex('0000 8400 0000 0001 0000 0000', '03 63616d 05 6c6f63616c 00 0001 8001 00000000 0004 c000022a');
    expect(readDatagram(mdns, goodbye).turn.facts).toEqual([]);
  });
});

const compared = [
  'dns.id',
  'dns.flags.rcode',
  'dns.flags.opcode',
  'dns.qry.name',
  'dns.qry.type',
  'dns.qry.class',
  'dns.resp.type',
  'dns.resp.ttl',
  'dns.a',
  'dns.aaaa',
  'dns.cname',
  'dns.ns',
  'dns.ptr.domain_name',
  'dns.srv.port',
  'dns.mx.mail_exchange',
  'dns.hinfo.os',
];

function compare(file: string): number {
  let count = 0;
  for (const judged of judgedDatagrams(file, compared)) {
    const protocol = judged.protocols.includes('mdns')
      ? mdns
      : judged.protocols.includes('dns')
        ? dnsOverUdp
        : undefined;
    // dns.id is what tshark shows of every message it calls DNS.
    if (protocol === undefined || !judged.fields.has('dns.id')) continue;
    count++;
    const fields: RecordingTurn['messages'][number]['fields'] =
      readDatagram(protocol, judged.bytes).turn.messages[0]?.fields ?? {};
    for (const name of compared) {
      const theirs = (judged.fields.get(name) ?? []).map(plain).map((text) => (text === '<Root>' ? '.' : text));
      const ours = [fields[name] ?? []].flat().map(plain);
      expect(ours, `${name} in frame ${judged.frame} of ${file}`).toEqual(theirs);
    }
  }
  return count;
}

describe('DNS beside tshark', () => {
  it('agrees on hand-made messages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-dns-'));
    try {
      const packets = [
        { transport: 'udp' as const, sourcePort: 40_000, destinationPort: 53, bytes: QUERY },
        { transport: 'udp' as const, sourcePort: 53, destinationPort: 40_000, bytes: RESPONSE },
        { transport: 'udp' as const, sourcePort: 53, destinationPort: 40_000, bytes: REVERSE },
        { transport: 'udp' as const, sourcePort: 5353, destinationPort: 5353, bytes: ANNOUNCEMENT },
      ];
      expect(compare(handMadeCapture(folder, packets))).toBe(4);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.skipIf(captures === undefined)(
    'agrees on real captures (left out where there are none)',
    { timeout: 60_000 },
    () => {
      const files = taggedCaptures('dns', 1000, 16);
      const counts = files.map(compare);
      expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(50);
    },
  );
});
