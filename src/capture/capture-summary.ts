/** What one capture file held, beside its frames. Everything a reader left out is counted here. */
export interface CaptureSummary {
  readonly format: 'pcap' | 'pcapng' | 'empty' | 'unknown';
  /** How the records are laid out, e.g. `microseconds`, `nanoseconds`, `modified`, `nokia`; empty when unknown. */
  readonly variant: string;
  readonly byteOrder: 'little' | 'big' | 'mixed' | 'none';
  /** 1 in pcap. */
  readonly sections: number;
  /** As `capinfos -c` counts. */
  readonly frames: number;
  readonly capturedBytes: number;
  readonly wireBytes: number;
  /** Earliest and latest frame, not first and last in the file; absent when no frame bears a time. */
  readonly firstTime?: CaptureTime;
  readonly lastTime?: CaptureTime;
  /** Frames of simple packet blocks, which bear none. */
  readonly framesWithoutTime: number;
  /** Frames that are shorter in the file than they were on the wire. */
  readonly snappedFrames: number;
  /** Frames the writer says it lost: the larger of what statistics and what packets report, per interface. */
  readonly drops: number;
  readonly linkTypes: readonly LinkTypeSummary[];
  readonly interfaces: readonly InterfaceSummary[];
  /** Interfaces beyond the listed ones; the last row holds their sums. */
  readonly interfacesUnlisted: number;
  /** Program that wrote the first section, as it says itself. */
  readonly application: string;
  readonly hardware: string;
  readonly operatingSystem: string;
  readonly comments: number;
  readonly namesResolved: number;
  readonly names: readonly ResolvedName[];
  readonly customBlocks: number;
  readonly journalEntries: number;
  /** System call events (sysdig) and other records that take a frame number and are no frames. */
  readonly eventBlocks: number;
  readonly unknownBlocks: number;
  /** Counted only: keys are never kept. */
  readonly decryptionSecrets: number;
  readonly problems: readonly CaptureProblem[];
  readonly problemsUnlisted: number;
  readonly bytes: number;
  /** Bytes of the file that could not be understood: garbage, cut records, blocks of unknown interfaces. */
  readonly bytesUnread: number;
}

export interface CaptureTime {
  readonly seconds: number;
  readonly nanos: number;
}

export interface LinkTypeSummary {
  readonly linkType: number;
  readonly name: string;
  readonly frames: number;
}

export interface InterfaceSummary {
  /** 0-based section, and number within it as {@link Frame.iface}. */
  readonly section: number;
  readonly index: number;
  readonly linkType: number;
  readonly linkTypeName: string;
  /** 0 means unlimited. */
  readonly snapLength: number;
  readonly name: string;
  readonly description: string;
  readonly filter: string;
  /** Ticks of a second as if_tsresol writes it: `10^-6`, `2^-20`. */
  readonly resolution: string;
  /** Frame check sequence at the end of each frame, in bytes; 0 also when the file does not say. */
  readonly fcsBytes: number;
  readonly frames: number;
  readonly capturedBytes: number;
  readonly wireBytes: number;
  /** From interface statistics: received, dropped by the interface, dropped by the system. */
  readonly received: number;
  readonly dropped: number;
  readonly droppedBySystem: number;
  /** Sum of what single packets report as lost before them. */
  readonly droppedBeforePackets: number;
}

export interface ResolvedName {
  readonly address: string;
  readonly name: string;
}

export interface CaptureProblem {
  /** Stable, e.g. `QW_CAPTURE_CUT`. */
  readonly code: string;
  readonly message: string;
  /** Byte offset, in the uncompressed capture, where this was first seen. */
  readonly offset: number;
  readonly count: number;
}
