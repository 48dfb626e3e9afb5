import type { Turn } from '../../turn.ts';
import { INPUT_LINE, LOGIN_PROMPT, OUTPUT_LINE, PASSWORD_ENTERED, PASSWORD_PROMPT, USER_ENTERED } from './fields.ts';

/** Characters before a colon that are looked at for a prompt. */
export const MAX_PROMPT = 16;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const COLON = 0x3a;

/** Text of both directions, seen once, character by character: how it is cut makes no difference. */
export class TelnetText {
  /** Characters of the unfinished lines, and whether each side's last character was a carriage return. */
  readonly #length = [0, 0];
  readonly #returned = [false, false];
  readonly #tail = new Uint8Array(MAX_PROMPT);
  #tailAt = 0;
  /** What the client's next line answers. */
  #asked = INPUT_LINE;

  feed(turn: Turn, bytes: Uint8Array, start: number, end: number): void {
    const side = turn.fromServer ? 1 : 0;
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number;
      const returned = this.#returned[side] === true;
      this.#returned[side] = byte === CARRIAGE_RETURN;
      if (byte === CARRIAGE_RETURN || byte === LINE_FEED) {
        // A carriage return and a line feed end one line; the second finds it empty.
        if ((this.#length[side] as number) > 0) this.#endLine(turn);
        this.#length[side] = 0;
      } else if (byte !== 0 || !returned) {
        this.#length[side] = (this.#length[side] as number) + 1;
        if (turn.fromServer) this.#look(turn, byte);
      }
    }
  }

  /** Bytes are missing: what was asked before them may have been answered in them. */
  lose(): void {
    this.#length.fill(0);
    this.#asked = INPUT_LINE;
  }

  #endLine(turn: Turn): void {
    if (turn.fromServer) {
      this.#tail.fill(0);
      turn.message(OUTPUT_LINE);
    } else {
      turn.message(this.#asked);
      this.#asked = INPUT_LINE;
    }
  }

  #look(turn: Turn, byte: number): void {
    this.#tail[this.#tailAt++ % MAX_PROMPT] = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (byte !== COLON) return;
    let text = '';
    for (let i = 0; i < MAX_PROMPT; i++)
      text += String.fromCharCode(this.#tail[(this.#tailAt + i) % MAX_PROMPT] as number);
    if (/(?:login|username|user name|user|account): ?$/.test(text)) {
      turn.message(LOGIN_PROMPT);
      this.#asked = USER_ENTERED;
    } else if (/(?:password|passwort|passcode): ?$/.test(text)) {
      turn.message(PASSWORD_PROMPT);
      this.#asked = PASSWORD_ENTERED;
    }
  }
}
