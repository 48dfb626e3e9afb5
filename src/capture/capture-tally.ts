import { compareText } from '../kernel/compare.ts';
import { MAX_KEPT_NAMES, MAX_LISTED_INTERFACES, MAX_LISTED_PROBLEMS } from './capture-limits.ts';
import type {
  CaptureProblem,
  CaptureSummary,
  InterfaceSummary,
  LinkTypeSummary,
  ResolvedName,
} from './capture-summary.ts';
import { linkTypeName } from './link-type-name.ts';

/** Counters of one interface while its capture is read. */
export interface InterfaceTally {
  readonly section: number;
  readonly index: number;
  readonly linkType: number;
  readonly snapLength: number;
  name: string;
  description: string;
  filter: string;
  resolution: string;
  fcsBytes: number;
  frames: number;
  capturedBytes: number;
  wireBytes: number;
  received: number;
  dropped: number;
  droppedBySystem: number;
  droppedBeforePackets: number;
}

/** Everything a reader counts; {@link CaptureTally.summary} is its readable form. */
export class CaptureTally {
  format: 'pcap' | 'pcapng' | 'empty' | 'unknown' = 'unknown';
  variant = '';
  byteOrder: 'little' | 'big' | 'mixed' | 'none' = 'none';
  sections = 0;
  frames = 0;
  framesWithoutTime = 0;
  snappedFrames = 0;
  /** -1 while no frame bore a time. Integers throughout: one Infinity among them costs the hot loops 15 ns. */
  firstSeconds: number = -1;
  firstNanos = 0;
  lastSeconds: number = -1;
  lastNanos = 0;
  application = '';
  hardware = '';
  operatingSystem = '';
  comments = 0;
  namesResolved = 0;
  customBlocks = 0;
  journalEntries = 0;
  eventBlocks = 0;
  unknownBlocks = 0;
  decryptionSecrets = 0;
  bytes = 0;
  bytesUnread = 0;
  interfacesUnlisted = 0;
  /** Offset in the file of the record being read, for problems found deep inside it. */
  at = 0;
  readonly #interfaces: InterfaceTally[] = [];
  readonly #restRows: Map<number, InterfaceTally> = new Map();
  readonly #names: ResolvedName[] = [];
  readonly #merged: Map<string, { code: string; message: string; offset: number; count: number }> = new Map();
  readonly #listed: CaptureProblem[] = [];
  #unlisted = 0;

  /** A new interface, or beyond {@link MAX_LISTED_INTERFACES} the row that sums the rest of its link type. */
  addInterface(section: number, index: number, linkType: number, snapLength: number): InterfaceTally {
    if (this.#interfaces.length >= MAX_LISTED_INTERFACES) {
      this.interfacesUnlisted++;
      // One row for each link type: at most 65,536, as if_linktype has 16 bits.
      const rest = this.#restRows.get(linkType) ?? this.#push(-1, -1, linkType, snapLength);
      this.#restRows.set(linkType, rest);
      return rest;
    }
    return this.#push(section, index, linkType, snapLength);
  }

  addName(address: string, name: string): void {
    this.namesResolved++;
    if (this.#names.length < MAX_KEPT_NAMES) this.#names.push({ address, name });
  }

  noteByteOrder(little: boolean): void {
    const order = little ? 'little' : 'big';
    this.byteOrder = this.byteOrder === 'none' || this.byteOrder === order ? order : 'mixed';
  }

  /** A time widens the range that the capture covers. */
  noteTime(seconds: number, nanos: number): void {
    if (seconds > this.lastSeconds || (seconds === this.lastSeconds && nanos > this.lastNanos)) {
      if (this.lastSeconds < 0) {
        this.firstSeconds = seconds;
        this.firstNanos = nanos;
      }
      this.lastSeconds = seconds;
      this.lastNanos = nanos;
    } else if (seconds < this.firstSeconds || (seconds === this.firstSeconds && nanos < this.firstNanos)) {
      this.firstSeconds = seconds;
      this.firstNanos = nanos;
    }
  }

  /** Counts under the code; the words and the offset are those of the first time. */
  count(code: string, message: string, offset: number = this.at): void {
    const known = this.#merged.get(code);
    if (known) known.count++;
    else this.#merged.set(code, { code, message, offset, count: 1 });
  }

  /** Lists with its own offset, up to {@link MAX_LISTED_PROBLEMS}. */
  list(code: string, message: string, offset: number): void {
    if (this.#listed.length < MAX_LISTED_PROBLEMS) this.#listed.push({ code, message, offset, count: 1 });
    else this.#unlisted++;
  }

  summary(): CaptureSummary {
    const interfaces: InterfaceSummary[] = this.#interfaces.map((row) => ({
      ...row,
      linkTypeName: linkTypeName(row.linkType),
    }));
    const problems = [...[...this.#merged.values()].map((row) => ({ ...row })), ...this.#listed];
    problems.sort((a, b) => a.offset - b.offset || compareText(a.code, b.code));
    return {
      format: this.format,
      variant: this.variant,
      byteOrder: this.byteOrder,
      sections: this.sections,
      frames: this.frames,
      capturedBytes: sum(interfaces, (row) => row.capturedBytes),
      wireBytes: sum(interfaces, (row) => row.wireBytes),
      ...(this.lastSeconds < 0
        ? {}
        : {
            firstTime: { seconds: this.firstSeconds, nanos: this.firstNanos },
            lastTime: { seconds: this.lastSeconds, nanos: this.lastNanos },
          }),
      framesWithoutTime: this.framesWithoutTime,
      snappedFrames: this.snappedFrames,
      drops: sum(interfaces, (row) => Math.max(row.dropped + row.droppedBySystem, row.droppedBeforePackets)),
      linkTypes: linkTypesOf(interfaces),
      interfaces,
      interfacesUnlisted: this.interfacesUnlisted,
      application: this.application,
      hardware: this.hardware,
      operatingSystem: this.operatingSystem,
      comments: this.comments,
      namesResolved: this.namesResolved,
      names: [...this.#names],
      customBlocks: this.customBlocks,
      journalEntries: this.journalEntries,
      eventBlocks: this.eventBlocks,
      unknownBlocks: this.unknownBlocks,
      decryptionSecrets: this.decryptionSecrets,
      problems,
      problemsUnlisted: this.#unlisted,
      bytes: this.bytes,
      bytesUnread: this.bytesUnread,
    };
  }

  #push(section: number, index: number, linkType: number, snapLength: number): InterfaceTally {
    const row: InterfaceTally = {
      section,
      index,
      linkType,
      snapLength,
      name: '',
      description: '',
      filter: '',
      resolution: '10^-6',
      fcsBytes: 0,
      frames: 0,
      capturedBytes: 0,
      wireBytes: 0,
      received: 0,
      dropped: 0,
      droppedBySystem: 0,
      droppedBeforePackets: 0,
    };
    this.#interfaces.push(row);
    return row;
  }
}

function linkTypesOf(interfaces: readonly InterfaceSummary[]): LinkTypeSummary[] {
  const frames = new Map<number, number>();
  for (const row of interfaces) frames.set(row.linkType, (frames.get(row.linkType) ?? 0) + row.frames);
  return [...frames]
    .map(([linkType, count]) => ({ linkType, name: linkTypeName(linkType), frames: count }))
    .sort((a, b) => a.linkType - b.linkType);
}

function sum(rows: readonly InterfaceSummary[], of: (row: InterfaceSummary) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}
