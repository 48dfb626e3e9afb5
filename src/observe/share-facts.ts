import { cargoStandards } from '../decode/cargo/cargo-sink.ts';
import { toNanos } from '../kernel/time.ts';
import type { AnomalyRow } from '../schema/facts/anomalies.ts';
import type { BindingRow } from '../schema/facts/bindings.ts';
import type { CargoRow } from '../schema/facts/cargo.ts';
import type { CertificateRow } from '../schema/facts/certificates.ts';
import type { ClaimRow } from '../schema/facts/claims.ts';
import type { CommandRow } from '../schema/facts/commands.ts';
import type { DoubleClaimRow } from '../schema/facts/double-claims.ts';
import type { ForwardingRow } from '../schema/facts/forwarding.ts';
import type { MessageRow } from '../schema/facts/messages.ts';
import type { NameRow } from '../schema/facts/names.ts';
import type { FactTables } from '../schema/facts/part.ts';
import type { ProgramRow } from '../schema/facts/programs.ts';
import type { ServiceRow } from '../schema/facts/services.ts';
import type { CertificateFact } from '../schema/facts/vocabulary.ts';
import {
  accessNames,
  bindingSources,
  claimAttributes,
  forwardingKinds,
  nameKinds,
  programStates,
} from '../schema/facts/vocabulary.ts';
import { OTHER_OBJECTS } from './command-table.ts';
import type { FactStore } from './fact-store.ts';
import type { FlowPages } from './flow-rows.ts';
import { TCP, UDP } from './protocol-catalog.ts';
import type { SeenTable } from './seen-table.ts';
import type { TapObserver } from './tap-observer.ts';

/** What one worker made of its share of a tap's frames: plain data that moves between threads. */
export interface ShareFacts {
  readonly tables: FactTables;
  readonly flows: FlowPages;
  readonly protocolNames: readonly string[];
  /** Sums of the sequence's digest over this share's frames. */
  readonly digest: readonly number[];
  readonly frames: number;
  readonly capturedBytes: number;
  readonly wireBytes: number;
  readonly snappedFrames: number;
  readonly duplicateFrames: number;
  readonly linkTypes: readonly (readonly [number, number])[];
  readonly vlans: readonly (readonly [number, number])[];
  /** Of all frames, not of this share's alone: every worker walks every frame. */
  readonly clock: {
    readonly first: bigint;
    readonly last: bigint;
    readonly back: number;
    readonly forward: number;
    readonly activeMinutes: number;
  };
}

/** Renders an observer's tables after {@link TapObserver.finish}. Row order is arbitrary here; combine sorts. */
export function shareFacts(observer: TapObserver): ShareFacts {
  const { store, flows, clock } = observer;
  return {
    tables: {
      claims: claims(store),
      bindings: bindings(store),
      names: names(store),
      forwarding: forwarding(store),
      commands: commands(store),
      certificates: certificates(store),
      programs: programs(store),
      services: services(store),
      anomalies: anomalies(store),
      messages: messages(store),
      coverage: store.coverage.rows(),
      cargo: cargo(store),
      doubleClaims: doubleClaims(store),
    },
    flows: {
      length: flows.table.length,
      words: flows.table.words,
      rtt: flows.rtt.pages,
      addresses: store.addresses.pages,
      tunnels: store.tunnels.names(),
    },
    protocolNames: store.catalog.names,
    digest: [...observer.digest.sums],
    frames: observer.frames,
    capturedBytes: observer.capturedBytes,
    wireBytes: observer.wireBytes,
    snappedFrames: observer.snappedFrames,
    duplicateFrames: observer.duplicateFrames,
    linkTypes: [...observer.linkTypes],
    vlans: [...observer.vlans],
    clock: {
      first: toNanos(clock.firstSeconds, clock.firstNanos),
      last: toNanos(clock.lastSeconds, clock.lastNanos),
      back: clock.back,
      forward: clock.forward,
      activeMinutes: clock.activeMinutes,
    },
  };
}

/** A row for each of a table's, from its key words. */
function rowsOf<Row>(table: SeenTable, make: (key: (word: number) => number, row: number) => Row): Row[] {
  return Array.from({ length: table.length }, (_, row) => make((word) => table.keyWord(row, word), row));
}

function claims({ claims: table, addresses, strings, catalog }: FactStore): ClaimRow[] {
  return rowsOf(table, (key, row) => ({
    about: addresses.labelled(key(0)),
    attribute: claimAttributes[key(1)] as ClaimRow['attribute'],
    value: strings.text(key(2)),
    source: catalog.names[key(3)] as string,
    ...table.seen(row),
  }));
}

function bindings({ bindings: table, addresses }: FactStore): BindingRow[] {
  return rowsOf(table, (key, row) => {
    const ttlMax = table.extraWord(row, 1) - 1;
    return {
      mac: addresses.text(key(0)),
      ip: addresses.text(key(1)),
      vlan: key(2) - 1,
      source: bindingSources[key(3)] as BindingRow['source'],
      ttlMin: ttlMax < 0 ? -1 : table.extraWord(row, 0),
      ttlMax,
      ...table.seen(row),
    };
  });
}

function names({ names: table, addresses, strings, catalog }: FactStore): NameRow[] {
  return rowsOf(table, (key, row) => ({
    client: addresses.text(key(0)),
    server: addresses.text(key(1)),
    protocol: catalog.names[key(2)] as string,
    kind: nameKinds[key(3)] as NameRow['kind'],
    name: strings.text(key(4)),
    about: addresses.labelled(key(5)),
    ...table.seen(row),
  }));
}

function forwarding({ forwarding: table, addresses, catalog }: FactStore): ForwardingRow[] {
  return rowsOf(table, (key, row) => ({
    kind: forwardingKinds[key(0)] as ForwardingRow['kind'],
    speaker: addresses.labelled(key(1)),
    speakerMac: addresses.text(key(2)),
    router: addresses.labelled(key(3)),
    target: addresses.labelled(key(4)),
    protocol: catalog.names[key(5)] as string,
    ...table.seen(row),
  }));
}

function commands({ commands: table, addresses, strings, catalog }: FactStore): CommandRow[] {
  const text = (id: number): string => strings.text(id);
  return rowsOf(table.rows, (key, row) => {
    const protocol = key(2) >>> 16;
    const others = key(5) === OTHER_OBJECTS && key(6) === OTHER_OBJECTS && key(7) === OTHER_OBJECTS;
    return {
      client: addresses.text(key(0)),
      server: addresses.text(key(1)),
      serverPort: key(2) & 0xffff,
      protocol: catalog.names[protocol] as string,
      unit: key(3),
      function: catalog.functionName(protocol, key(4)),
      object: others ? 'other objects' : catalog.objectName(protocol, key(4), key(5), key(6), key(7), text),
      access: accessNames[key(8)] as CommandRow['access'],
      accepted: table.accepted(row),
      refused: table.refused(row),
      period: table.period(row),
      latency: table.latency(row),
      ...table.rows.seen(row),
    };
  });
}

function certificates({ certificates: table, certificateDetails, addresses, strings }: FactStore): CertificateRow[] {
  return rowsOf(table, (key, row) => {
    const sha256 = strings.text(key(2));
    const details = certificateDetails.get(sha256) as CertificateFact;
    return {
      holder: addresses.text(key(0)),
      port: key(1),
      sha256,
      subject: details.subject,
      issuer: details.issuer,
      alternativeNames: details.alternativeNames.join(', '),
      notBefore: details.notBefore,
      notAfter: details.notAfter,
      serial: details.serial,
      selfSigned: details.selfSigned ? 1 : 0,
      ...table.seen(row),
    };
  });
}

function programs({ programs: table, addresses, strings, catalog }: FactStore): ProgramRow[] {
  return rowsOf(table.rows, (key, row) => ({
    client: addresses.text(key(0)),
    server: addresses.text(key(1)),
    serverPort: key(2) & 0xffff,
    protocol: catalog.names[key(2) >>> 16] as string,
    unit: key(3),
    object: strings.text(key(4)),
    direction: key(5) >= 256 ? 'upload' : 'download',
    state: programStates[key(5) & 255] as ProgramRow['state'],
    sha256: strings.text(key(6)),
    declaredSize: table.declaredSize(row),
    size: table.size(row),
    ...table.rows.seen(row),
  }));
}

function services({ services: table, addresses, catalog }: FactStore): ServiceRow[] {
  return rowsOf(table, (key, row) => ({
    server: addresses.text(key(0)),
    transport: key(1),
    port: key(2),
    protocol: key(3) === TCP || key(3) === UDP ? '' : (catalog.names[key(3)] as string),
    answered: table.extraWord(row, 0),
    ...table.seen(row),
  }));
}

function anomalies({ anomalies: table, addresses, strings, catalog }: FactStore): AnomalyRow[] {
  return rowsOf(table, (key, row) => ({
    protocol: catalog.names[key(0)] as string,
    code: strings.text(key(1)),
    sender: addresses.labelled(key(2)),
    receiver: addresses.labelled(key(3)),
    ...table.seen(row),
  }));
}

function messages({ messages: table, catalog }: FactStore): MessageRow[] {
  return rowsOf(table, (key, row) => ({
    protocol: catalog.names[key(0)] as string,
    function: catalog.functionName(key(0), key(1)),
    ...table.seen(row),
  }));
}

function cargo({ cargo: table, addresses, strings, catalog }: FactStore): CargoRow[] {
  return rowsOf(table, (key, row) => ({
    sender: addresses.text(key(0)),
    receiver: addresses.text(key(1)),
    carrier: catalog.names[key(2)] as string,
    standard: cargoStandards[key(3)] as string,
    kind: strings.text(key(4)),
    parties: strings.text(key(5)),
    ...table.seen(row),
  }));
}

function doubleClaims({ doubleClaims: table, catalog }: FactStore): DoubleClaimRow[] {
  return rowsOf(table, (key, row) => ({
    chosen: catalog.names[key(0)] as string,
    also: catalog.names[key(1)] as string,
    flows: table.seen(row).count,
  }));
}
