import type { Cursor } from '../kernel/cursor.ts';
import type { SpecList } from './spec-list.ts';
import type { Turn } from './turn.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** One field of a protocol: the name is Wireshark's where it has one for the same bytes. */
export interface FieldSpec {
  readonly doc: string;
  /** E.g. `ns`, `bytes`, `°C`; left out where the value has no unit. */
  readonly unit?: string;
}

/** Something wrong or odd in a message that could still be read. */
export interface AnomalySpec {
  readonly doc: string;
}

/** What every protocol says of itself; JSON, columns, documentation and labels are derived from it. */
export interface ProtocolBase {
  /** Lower case, short; the key in `decode --summary`, stable for scripts. */
  readonly name: string;
  readonly title: string;
  /** The text the parser was written from: RFC number, standard and part, or paper. */
  readonly spec: string;
  /** Every field the parser can emit, by its name. */
  readonly fields: Readonly<Record<string, FieldSpec>>;
  /** Every anomaly the parser can report, by its code. */
  readonly anomalies: Readonly<Record<string, AnomalySpec>>;
  /** The name of a function, message type or service; undefined where the specification has none for it. */
  functionName(fn: number): string | undefined;
  /**
   * How a command's object reads for a person, e.g. `holding registers 100-109`. Only for protocols that command.
   * `text` gives back what {@link Turn.text} made a number of; it is missing where there are no texts.
   */
  objectName?(fn: number, area: number, start: number, count: number, text?: (id: number) => string): string;
  /** How the number of a tunnel reads, for protocols that {@link Turn.carry} packets: one word, then the number: `key 7`. */
  tunnelName?(id: number, how: number): string;
  /** One sentence on what is recognised but not decoded. */
  readonly undecoded: string;
  /** The specification's own lists with the depth of every entry, for protocols whose depth matters most. */
  readonly specLists?: () => readonly SpecList[];
  /** Protocols that this one's parser reads inside of its messages; see {@link Turn.inside}. */
  readonly carries?: readonly CarriedProtocol[];
}

/** How an application protocol is told from all others on a flow. */
export interface Recognition {
  /**
   * The odds that random bytes pass the probe, as a power of two: -32 means 1 in 2^32.
   * Of two probes that claim one flow the one with the lower odds wins, unless a port hint decides.
   */
  readonly falseMatchLog2: number;
  /** Ports where the protocol is usually met. Hints only: they order probes, they never decide alone. */
  readonly ports: readonly number[];
  /**
   * False for a byte with which no first message begins: then the probe is not asked. With forty protocols that is
   * what most probes of most flows come to. Left out where any byte may come first.
   */
  canBegin?(byte: number): boolean;
}

/**
 * A protocol that travels inside of another's messages and is told by the carrier's own fields: no probe, no flow, no
 * bytes of its own. The carrier's parser reads it.
 */
export interface CarriedProtocol extends ProtocolBase {
  readonly kind: 'carried';
}

/** A protocol carried in TCP. Its parser reads one message at a time from either direction's stream. */
export interface StreamProtocol<State = unknown> extends ProtocolBase, Recognition {
  readonly kind: 'stream';
  /** Made once per flow, when the probe said YES; shared by both directions. */
  open(): State;
  /**
   * Looks at the first unread bytes of one direction. Reads, never emits. `fromServer` is a guess while the
   * flow's start was not captured.
   */
  probe(c: Cursor, fromServer: boolean): Verdict;
  /** Reads one message at the cursor. After DONE the cursor must have moved or {@link Turn.skip} been called. */
  parse(c: Cursor, turn: Turn, state: State): Outcome;
  /** Told that `bytes` of this direction are missing before the next call; state must not pretend otherwise. */
  gap?(state: State, fromServer: boolean): void;
  /** Told that the flow is over: what was begun and never ended can be told now. There is no message at hand. */
  end?(turn: Turn, state: State): void;
  /** Most bytes of an incomplete message kept for one direction; beyond it the message is skipped and counted. */
  readonly maxMessage: number;
}

/** A protocol carried in UDP: one datagram, one call. */
export interface DatagramProtocol<State = unknown> extends ProtocolBase, Recognition {
  readonly kind: 'datagram';
  open(): State;
  probe(c: Cursor, fromServer: boolean): Verdict;
  /**
   * For protocols of which one datagram alone proves nothing. Their probe says UNSURE at most; then `before`, the first
   * bytes of the direction's last datagram of which nobody was sure, and this one together may. The odds are those of both.
   */
  follows?(before: Cursor, c: Cursor): boolean;
  /** Reads one whole datagram; MORE here means that the datagram is cut short. */
  parse(c: Cursor, turn: Turn, state: State): Outcome;
  /** See {@link StreamProtocol.end}. */
  end?(turn: Turn, state: State): void;
}

/** A protocol directly over the link or network layer, chosen by number, not by probing. */
export interface PacketProtocol extends ProtocolBase {
  readonly kind: 'packet';
  /** Exactly one of: EtherType, LLC destination SAP, SNAP (OUI * 65536 + PID), IP protocol number, PPP (all but IP). */
  readonly carriedIn: {
    readonly etherType?: number;
    readonly llcSap?: number;
    readonly snap?: number;
    readonly ipProtocol?: number;
    readonly ppp?: true;
  };
  /** Protocols that this one's parser reads inside of its messages; see {@link Turn.inside}. */
  readonly carries?: readonly CarriedProtocol[];
  parse(c: Cursor, turn: Turn): Outcome;
}

export type AppProtocol = StreamProtocol | DatagramProtocol;
export type Protocol = AppProtocol | PacketProtocol | CarriedProtocol;
