import { type CargoSink, EDIFACT, X12 } from './cargo-sink.ts';
import { messageTypeText } from './message-types.ts';

/** Characters kept of one segment; what tells of parties and types stands in the first hundred. */
export const MAX_SEGMENT_TEXT = 256;
/** A segment of more characters ends the interchange: it is none. */
export const MAX_SEGMENT = 4096;
/** Characters of one partner's name: 35 in EDIFACT, 15 in X12. */
const MAX_PARTY = 35;
/** Offset of the character that ends segments in an X12 header, which has a fixed length (X12.5). */
const ISA_END = 105;
/** Where the elements of an X12 header are parted. */
const ISA_SEPARATORS = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

/** An interchange of EDIFACT (ISO 9735) or X12 that began: reads its segments, whatever pieces they come in. */
export class Interchange {
  readonly #standard: number;
  #element: string;
  #component = ':';
  #terminator: string;
  #release: string;
  #text = '';
  #length = 0;
  #released = false;
  #parties = '';
  /** Segments so far. */
  #segments = 0;

  /** `advice` are the six characters behind UNA where they were seen: component, element, decimal, release, repetition, end. */
  constructor(standard: number, element: string, advice: string | undefined) {
    this.#standard = standard;
    this.#element = element;
    this.#component = advice?.[0] ?? ':';
    this.#release = standard === EDIFACT ? (advice?.[3] ?? '?') : '';
    this.#terminator = advice?.[5] ?? "'";
  }

  /** Reads on; the offset of the first byte that is not its own, or -1 while it goes on. */
  feed(bytes: Uint8Array, start: number, end: number, sink: CargoSink): number {
    for (let i = start; i < end; i++) {
      const letter = String.fromCharCode(bytes[i] as number);
      if (this.#standard === X12 && this.#segments === 0) {
        this.#text += letter;
        if (this.#text.length <= ISA_END) continue;
        if (!this.#readIsa()) return i + 1;
        this.#begin();
        continue;
      }
      if (this.#released) this.#released = false;
      else if (letter === this.#terminator) {
        if (!this.#readSegment(sink)) return i + 1;
        this.#begin();
        continue;
      } else if (letter === this.#release) this.#released = true;
      // Line ends may stand between segments.
      if (this.#length === 0 && (letter === '\r' || letter === '\n' || letter === ' ')) continue;
      if (++this.#length > MAX_SEGMENT || letter < ' ') return i;
      if (this.#text.length < MAX_SEGMENT_TEXT) this.#text += letter;
    }
    return -1;
  }

  #begin(): void {
    this.#text = '';
    this.#length = 0;
    this.#segments++;
  }

  #readIsa(): boolean {
    const text = this.#text;
    this.#element = text[3] as string;
    this.#terminator = text[ISA_END] as string;
    if (ISA_SEPARATORS.some((at) => text[at] !== this.#element) || /[A-Za-z0-9]/.test(this.#terminator)) return false;
    this.#parties = `${text.slice(35, 50).trim()} > ${text.slice(54, 69).trim()}`;
    // Date and time.
    return /^\d{6}$/.test(text.slice(70, 76)) && /^\d{4}$/.test(text.slice(77, 81));
  }

  /** False at the interchange's end, and where the text is no segment. */
  #readSegment(sink: CargoSink): boolean {
    const elements = this.#text.split(this.#element);
    const tag = elements[0] as string;
    if (this.#standard === X12) {
      if (tag === 'ST' && /^\d{3}$/.test(elements[1] ?? '')) sink.cargo(X12, elements[1] as string, this.#parties);
      return /^[A-Z][A-Z0-9]{1,2}$/.test(tag) && tag !== 'IEA';
    }
    if (this.#segments === 0) return this.#readUnb(elements);
    if (tag === 'UNH') {
      const [type = '', version = ''] = (elements[2] ?? '').split(this.#component);
      if (!/^[A-Z]{6}$/.test(type) || !/^[A-Z0-9]{1,3}$/.test(version)) return false;
      sink.cargo(EDIFACT, messageTypeText(type), this.#parties);
    }
    return /^[A-Z]{3}$/.test(tag) && tag !== 'UNZ';
  }

  /** UNB: syntax, sender, recipient, date and time, reference. */
  #readUnb(elements: readonly string[]): boolean {
    const [tag, syntax = '', sender = '', recipient = '', prepared = ''] = elements;
    const [date = '', time = ''] = prepared.split(this.#component);
    if (tag !== 'UNB' || !/^UNO[A-Z]/.test(syntax) || !/^(?:\d\d)?\d{6}$/.test(date) || !/^\d{4}$/.test(time)) {
      return false;
    }
    this.#parties = `${this.#party(sender)} > ${this.#party(recipient)}`;
    return true;
  }

  #party(element: string): string {
    return (element.split(this.#component)[0] ?? '').slice(0, MAX_PARTY);
  }
}
