import { createHash } from 'node:crypto';
import { compareText } from '../../src/kernel/compare.ts';
import type { BindingRow } from '../../src/schema/facts/bindings.ts';
import type { ClaimRow } from '../../src/schema/facts/claims.ts';
import type { CommandRow } from '../../src/schema/facts/commands.ts';
import type { FlowRow } from '../../src/schema/facts/flows.ts';
import type { ForwardingRow } from '../../src/schema/facts/forwarding.ts';
import type { NameRow } from '../../src/schema/facts/names.ts';
import type { Part, TapHealth } from '../../src/schema/facts/part.ts';
import type { ProgramRow } from '../../src/schema/facts/programs.ts';
import type { ServiceRow } from '../../src/schema/facts/services.ts';
import type {
  AccessName,
  BindingSource,
  ClaimAttribute,
  ForwardingKind,
  NameKind,
} from '../../src/schema/facts/vocabulary.ts';

export const START = 1_800_000_000_000_000_000n;
const SECOND = 1_000_000_000n;

export interface End {
  readonly mac: string;
  readonly ip: string;
}

export interface Talk {
  readonly port?: number;
  readonly protocol?: string;
  readonly transport?: number;
  readonly vlan?: number;
  readonly ttlOut?: number;
  readonly ttlIn?: number;
  readonly mssOut?: number;
  readonly mssIn?: number;
  readonly rttOut?: readonly number[];
  readonly framesOut?: number;
  readonly framesIn?: number;
  readonly tunnel?: string;
}

/** Makes the facts of a small tap by hand, in the words of what happens there. Every frame gets the next number. */
export class PartBuilder {
  readonly #tap: string;
  readonly #site: string;
  #frame = 0;
  readonly #bindings = new Map<string, BindingRow>();
  readonly #claims: ClaimRow[] = [];
  readonly #names: NameRow[] = [];
  readonly #forwarding = new Map<string, ForwardingRow>();
  readonly #commands: CommandRow[] = [];
  readonly #services: ServiceRow[] = [];
  readonly #programs: ProgramRow[] = [];
  readonly #flows: FlowRow[] = [];
  #health: Partial<TapHealth> = {};

  constructor(tap: string, site = 'site') {
    this.#tap = tap;
    this.#site = site;
  }

  /** A host asks for an address; the holder answers. */
  arp(asker: End, wanted: string, holder = ''): this {
    const frame = this.#next();
    this.#bind(asker.mac, asker.ip, 'arp-request', frame);
    const key = `${asker.mac} ${wanted}`;
    const before = this.#forwarding.get(key);
    const row = this.#forwardingRow('wanted', `mac:${asker.mac}`, asker.mac, `ip:${wanted}`, '', 'arp', frame);
    this.#forwarding.set(
      key,
      before ? { ...row, count: before.count + 1, first: before.first, frames: [...before.frames, frame] } : row,
    );
    if (holder !== '') this.#bind(holder, wanted, 'arp-reply', this.#next());
    return this;
  }

  /** A block is loaded into a controller, or whatever `changes` says of it. */
  program(client: End, server: End, object: string, changes: Partial<ProgramRow> = {}): this {
    const frame = this.#next();
    this.#programs.push({
      client: client.ip,
      server: server.ip,
      serverPort: 102,
      protocol: 's7comm',
      unit: 2,
      object,
      direction: 'download',
      state: 'complete',
      sha256: 'ab'.repeat(32),
      declaredSize: 500,
      size: 500,
      count: 1,
      first: this.#time(frame),
      last: this.#time(frame),
      frames: [frame],
      ...changes,
    });
    return this;
  }

  binding(mac: string, ip: string, source: BindingSource): this {
    this.#bind(mac, ip, source, this.#next());
    return this;
  }

  /** A conversation; an end that is far away bears the MAC of what forwards for it. */
  talk(client: End, server: End, options: Talk = {}): this {
    const out = options.framesOut ?? 10;
    const back = options.framesIn ?? 10;
    const transport = options.transport ?? 6;
    const firstFrameOut = out > 0 ? this.#next() : 0;
    const firstFrameIn = back > 0 ? this.#next() : 0;
    const outs = out > 0 ? [firstFrameOut] : [];
    const backs = back > 0 ? [firstFrameIn] : [];
    for (let i = 1; i < Math.max(out, back); i++) {
      if (i < out) outs.push(this.#next());
      if (i < back) backs.push(this.#next());
    }
    const lastFrameOut = outs.at(-1) ?? 0;
    const lastFrameIn = backs.at(-1) ?? 0;
    const vlan = options.vlan ?? -1;
    const ttlOut = options.ttlOut ?? 64;
    const ttlIn = options.ttlIn ?? 64;
    if (out > 0 && client.mac !== '') this.#bind(client.mac, client.ip, 'frame', outs, vlan, ttlOut);
    if (back > 0 && server.mac !== '') this.#bind(server.mac, server.ip, 'frame', backs, vlan, ttlIn);
    const tcp = transport === 6;
    this.#flows.push({
      communityId: `1:${this.#flows.length}`,
      client: client.ip,
      clientPort: 40_000 + this.#flows.length,
      server: server.ip,
      serverPort: options.port ?? 443,
      transport,
      vlan,
      innerVlan: -1,
      tunnel: options.tunnel ?? '',
      protocol: options.protocol ?? '',
      first: this.#time(firstFrameOut || firstFrameIn),
      last: this.#time(this.#frame),
      framesOut: out,
      framesIn: back,
      bytesOut: out * 100,
      bytesIn: back * 100,
      payloadOut: out * 40,
      payloadIn: back * 40,
      macOut: out > 0 ? client.mac : '',
      macOutTo: out > 0 ? server.mac : '',
      macIn: back > 0 ? server.mac : '',
      macInTo: back > 0 ? client.mac : '',
      macChanges: 0,
      ttlOutMin: out > 0 ? ttlOut : -1,
      ttlOutMax: out > 0 ? ttlOut : -1,
      ttlInMin: back > 0 ? ttlIn : -1,
      ttlInMax: back > 0 ? ttlIn : -1,
      mssOut: tcp ? (options.mssOut ?? 1460) : 0,
      mssIn: tcp && back > 0 ? (options.mssIn ?? 1460) : 0,
      flagsOut: tcp ? 0x1a : 0,
      flagsIn: tcp ? 0x1a : 0,
      retransmitted: 0,
      outOfOrder: 0,
      missingOut: 0,
      missingIn: 0,
      rttOut: options.rttOut ?? (tcp ? [4, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] : []),
      rttIn: [],
      firstFrameOut,
      lastFrameOut,
      firstFrameIn,
      lastFrameIn,
      synFrame: tcp ? firstFrameOut : 0,
      synAckFrame: tcp ? firstFrameIn : 0,
    });
    return this;
  }

  claim(about: string, attribute: ClaimAttribute, value: string, source: string): this {
    this.#claims.push({ about, attribute, value, source, ...this.#seen(this.#next()) });
    return this;
  }

  name(client: string, kind: NameKind, name: string, about = ''): this {
    this.#names.push({ client, server: '', protocol: 'dns', kind, name, about, ...this.#seen(this.#next()) });
    return this;
  }

  forwards(
    kind: ForwardingKind,
    speaker: string,
    speakerMac: string,
    router: string,
    target = '',
    protocol = 'icmp',
  ): this {
    const row = this.#forwardingRow(kind, speaker, speakerMac, router, target, protocol, this.#next());
    this.#forwarding.set(`${kind} ${speaker} ${router} ${target}`, row);
    return this;
  }

  command(client: End, server: End, access: AccessName, object: string, count = 100): this {
    const periods = [0, 0, 0, 0, 0, 0, count - 1, 0, 0, 0, 0, 0, 0];
    this.#commands.push({
      client: client.ip,
      server: server.ip,
      serverPort: 502,
      protocol: 'modbus',
      unit: 1,
      function: `${access} registers`,
      object,
      access,
      accepted: count,
      refused: 0,
      period: periods,
      latency: [],
      ...this.#seen(this.#next(), count),
    });
    return this.talk(client, server, { port: 502, protocol: 'modbus' });
  }

  health(health: Partial<TapHealth>): this {
    this.#health = { ...this.#health, ...health };
    return this;
  }

  build(): Part {
    const sorted = <T>(rows: Iterable<T>, key: (row: T) => string): T[] =>
      [...rows].sort((a, b) => compareText(key(a), key(b)));
    const flows = this.#flows;
    const twoWay = flows.filter((flow) => flow.framesOut > 0 && flow.framesIn > 0).length;
    const frames = this.#frame;
    const digest = createHash('sha256').update(`${this.#tap} ${frames} ${this.#frame}`).digest('hex');
    return {
      site: this.#site,
      tap: this.#tap,
      framesDigest: digest,
      analysisVersion: 'test',
      captures: [{ sha256: digest, names: [`${this.#tap}.pcap`], firstOrdinal: 1, frames }],
      health: {
        frames,
        capturedBytes: frames * 100,
        wireBytes: frames * 100,
        snappedFrames: 0,
        duplicateFrames: 0,
        droppedByCapture: 0,
        first: START,
        last: START + 2n * 3600n * SECOND,
        clockBack: 0,
        clockForward: 0,
        activeMinutes: 120,
        linkTypes: { '1': frames },
        twoWayFlows: twoWay,
        oneWayFlows: flows.length - twoWay,
        vlans: { '-1': frames },
        ...this.#health,
      },
      tables: {
        claims: sorted(this.#claims, (row) => `${row.about} ${row.attribute} ${row.value}`),
        bindings: sorted(this.#bindings.values(), (row) => `${row.mac} ${row.ip} ${row.vlan} ${row.source}`),
        names: sorted(this.#names, (row) => `${row.client} ${row.kind} ${row.name}`),
        forwarding: sorted(
          this.#forwarding.values(),
          (row) => `${row.kind} ${row.speaker} ${row.router} ${row.target}`,
        ),
        commands: sorted(this.#commands, (row) => `${row.client} ${row.server} ${row.function} ${row.object}`),
        certificates: [],
        programs: this.#programs,
        services: this.#services,
        anomalies: [],
        messages: [],
        coverage: [
          {
            protocol: 'tcp',
            flows: flows.length,
            frames,
            captured: frames * 100,
            decoded: frames * 100,
            encrypted: 0,
            unrecognised: 0,
            lost: 0,
            damaged: 0,
            missing: 0,
          },
        ],
        doubleClaims: [],
      },
      flows: { length: flows.length, row: (index) => flows[index] as FlowRow },
    };
  }

  #next(): number {
    this.#frame++;
    return this.#frame;
  }

  #time(frame: number): bigint {
    return START + BigInt(frame) * SECOND;
  }

  #seen(frame: number, count = 1) {
    return { count, first: this.#time(frame), last: this.#time(frame), frames: [frame] };
  }

  #forwardingRow(
    kind: ForwardingKind,
    speaker: string,
    speakerMac: string,
    router: string,
    target: string,
    protocol: string,
    frame: number,
  ): ForwardingRow {
    return { kind, speaker, speakerMac, router, target, protocol, ...this.#seen(frame) };
  }

  #bind(mac: string, ip: string, source: BindingSource, frames: number | readonly number[], vlan = -1, ttl = -1): void {
    const key = `${mac} ${ip} ${vlan} ${source}`;
    const before = this.#bindings.get(key);
    const all = [...(before?.frames ?? []), ...[frames].flat()];
    this.#bindings.set(key, {
      mac,
      ip,
      vlan,
      source,
      ttlMin: before === undefined ? ttl : Math.min(before.ttlMin, ttl),
      ttlMax: before === undefined ? ttl : Math.max(before.ttlMax, ttl),
      count: (before?.count ?? 0) + [frames].flat().length,
      first: this.#time(all[0] ?? 0),
      last: this.#time(all.at(-1) ?? 0),
      frames: all.length <= 32 ? all : [...all.slice(0, 24), ...all.slice(-8)],
    });
  }
}
