import { joined } from '../byte-writer.ts';
import { certificate } from '../encode/certificate.ts';
import { dnsFlags, dnsMessage, dnsType } from '../encode/dns.ts';
import { httpRequest, httpResponse } from '../encode/http.ts';
import {
  modbusFunction,
  modbusMessage,
  readRegisters,
  registersRead,
  registersWritten,
  writeRegisters,
} from '../encode/modbus.ts';
import { ntpMessage } from '../encode/ntp.ts';
import { cotpConnect, s7Read, s7ReadAnswer, s7Setup, s7Write, s7WriteAnswer } from '../encode/s7comm.ts';
import { smbRead, smbReadAnswer } from '../encode/smb2.ts';
import { applicationData, clientFinish, clientHello, embeddedClient, finished, serverFlight } from '../encode/tls.ts';
import type { Random } from '../random.ts';
import {
  clientAck,
  farewell,
  type FlowScript,
  fromClient,
  fromServer,
  handshake,
  midBurst,
  type Step,
} from './flow-script.ts';
import { FrameTemplate } from './frame-template.ts';

const segment = 1460;

export function modbusScript(): FlowScript {
  const ask = (question: Uint8Array, answer: Uint8Array): readonly Step[] => [
    fromClient(modbusMessage(0, 1, question), 0),
    fromServer(modbusMessage(0, 1, answer), 0),
    clientAck,
  ];
  const eight = [1591, 900, 34000, 0, 275, 41, 7, 3];
  const { readHolding, readInput } = modbusFunction;
  return {
    name: 'modbus',
    port: 502,
    opening: handshake,
    ending: farewell,
    round: [
      ...ask(readRegisters(readHolding, 0, 8), registersRead(readHolding, eight)),
      ...ask(readRegisters(readInput, 64, 4), registersRead(readInput, eight.slice(0, 4))),
      ...ask(readRegisters(readHolding, 256, 8), registersRead(readHolding, eight)),
      ...ask(writeRegisters(64, [1151, 900]), registersWritten(64, 2)),
    ],
  };
}

/** The reference stands behind TPKT (4), COTP (3) and four bytes of the S7 header. */
const s7Reference = 11;

export function s7Script(random: Random): FlowScript {
  const items = [
    { block: 10, offset: 0, length: 14 },
    { block: 20, offset: 0, length: 6 },
  ];
  const heartbeat = [{ block: 90, offset: 0, length: 2 }];
  const values = [random.bytes(14), random.bytes(6)];
  const read: readonly Step[] = [
    fromClient(s7Read(0, items), s7Reference),
    fromServer(s7ReadAnswer(0, values), s7Reference),
    clientAck,
  ];
  return {
    name: 's7comm',
    port: 102,
    opening: [
      ...handshake,
      fromClient(cotpConnect('request', 3, 0, 0x0102)),
      fromServer(cotpConnect('confirm', 0x4403, 3, 0x0102)),
      fromClient(s7Setup('job', 0, 480), s7Reference),
      fromServer(s7Setup('answer', 0, 240), s7Reference),
      clientAck,
    ],
    round: [
      ...read,
      ...read,
      ...read,
      fromClient(s7Write(0, heartbeat, [random.bytes(2)]), s7Reference),
      fromServer(s7WriteAnswer(0, 1), s7Reference),
      clientAck,
    ],
    ending: farewell,
  };
}

function datagrams(name: string, port: number, question: Uint8Array, answer: Uint8Array, tokenAt: number): FlowScript {
  return {
    name,
    port,
    round: [],
    ending: [],
    opening: [
      { frame: FrameTemplate.udp(question, tokenAt), fromClient: true },
      { frame: FrameTemplate.udp(answer, tokenAt), fromClient: false },
    ],
  };
}

export function dnsScript(name: string): FlowScript {
  const question = { name, type: dnsType.a };
  const answer = { ...question, ttl: 300, data: Uint8Array.of(10, 10, 5, 20) };
  return datagrams(
    'dns',
    53,
    dnsMessage(0, dnsFlags.query, [question]),
    dnsMessage(0, dnsFlags.answer, [question], [answer]),
    0,
  );
}

export function ntpScript(): FlowScript {
  const sent = 1789365600_000_000_000n;
  const client = ntpMessage({
    mode: 'client',
    stratum: 0,
    reference: new Uint8Array(4),
    referenceTime: 0n,
    originTime: 0n,
    receiveTime: 0n,
    transmitTime: sent,
  });
  const server = ntpMessage({
    mode: 'server',
    stratum: 2,
    reference: Uint8Array.of(10, 10, 1, 1),
    referenceTime: sent - 400_000_000_000n,
    originTime: sent,
    receiveTime: sent + 500_000n,
    transmitTime: sent + 520_000n,
  });
  return datagrams('ntp', 123, client, server, -1);
}

export function httpScript(title: string): FlowScript {
  const page = new TextEncoder().encode(`<html><head><title>${title}</title></head><body>ok</body></html>`);
  return {
    name: 'http',
    port: 80,
    round: [],
    ending: farewell,
    opening: [
      ...handshake,
      fromClient(
        httpRequest('GET', '/status.html', { Host: 'panel.halmoy-terminal.example', 'User-Agent': 'poller/1.2' }),
      ),
      fromServer(httpResponse('200 OK', { Server: 'panel/3', 'Content-Type': 'text/html' }, page)),
      clientAck,
    ],
  };
}

function tlsOpening(name: string, random: Random): readonly Step[] {
  const leaf = certificate(
    {
      commonName: name,
      alternativeNames: [name],
      organization: 'Halmoy Container Terminal',
      country: 'XB',
      issuerName: 'Halmoy Terminal Issuing CA 2',
      issuerOrganization: 'Halmoy Container Terminal',
      notBefore: '260201000000Z',
      notAfter: '280201000000Z',
    },
    random,
  );
  return [
    ...handshake,
    fromClient(clientHello(embeddedClient, name, random)),
    fromServer(serverFlight(0xc02f, [leaf], random)),
    fromClient(clientFinish(random)),
    fromServer(finished(random)),
  ];
}

export function tlsShortScript(name: string, random: Random): FlowScript {
  const exchange = [fromClient(applicationData(420, random)), fromServer(applicationData(380, random)), clientAck];
  return { name: 'tls', port: 443, opening: [...tlsOpening(name, random), ...exchange], round: [], ending: farewell };
}

/** Two full segments and an acknowledgement a round; a record fills a segment. */
export function tlsBulkScript(name: string, random: Random): FlowScript {
  const full = (): Step => midBurst(applicationData(segment - 5 - 24, random));
  return {
    name: 'tls-bulk',
    port: 443,
    opening: [...tlsOpening(name, random), fromClient(applicationData(420, random))],
    round: [full(), full(), clientAck],
    ending: farewell,
  };
}

/** A download of exactly so many rounds: the length in its header is kept. */
export function httpBulkScript(rounds: number, random: Random): FlowScript {
  const head = httpResponse('200 OK', {
    Server: 'files/2',
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(rounds * 2 * segment),
  });
  return {
    name: 'http-bulk',
    port: 80,
    opening: [
      ...handshake,
      fromClient(
        httpRequest('GET', '/plans/bay.bin', { Host: 'files.halmoy-terminal.example', 'User-Agent': 'planner/7' }),
      ),
      fromServer(head),
    ],
    round: [midBurst(random.bytes(segment)), midBurst(random.bytes(segment)), clientAck],
    ending: farewell,
  };
}

/** One 64 KiB read a round, as a copy from a file server asks for them. */
export function smbScript(random: Random): FlowScript {
  const length = 65536;
  const answer = joined(smbReadAnswer(length), random.bytes(length));
  const segments: Step[] = [];
  const messageId = 28;
  for (let at = 0, count = 0; at < answer.length; at += segment, count++) {
    const part = answer.subarray(at, at + segment);
    segments.push(at === 0 ? fromServer(part, messageId) : midBurst(part));
    if (count % 2 === 1) segments.push(clientAck);
  }
  return {
    name: 'smb',
    port: 445,
    opening: handshake,
    round: [fromClient(smbRead(length), messageId), ...segments, clientAck],
    ending: farewell,
  };
}
