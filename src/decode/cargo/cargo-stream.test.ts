import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containerNumberAt } from './container-number.ts';
import { CARGO_NUMBERS_NEEDED, CargoStream, MAX_CARGO_BYTES, mayHoldCargo } from './cargo-stream.ts';
import { cargoStandards } from './cargo-sink.ts';
import { MAX_SEGMENT, MAX_SEGMENT_TEXT } from './interchange.ts';

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

// ISO 9735: advice, header with syntax, sender, recipient, date and reference, a message, its end, the interchange's end.
const edifact =
  "UNA:+.? 'UNB+UNOA:2+LINE:ZZ+TERMINAL:ZZ+240203:1011+REF1'\r\nUNH+1+BAPLIE:D:95B:UN:SMDG22'\r\n" +
  "BGM++MADE UP?'S+9'EQD+CN+AAAU1234561'UNT+4+1'UNH+2+CODECO:D:95B:UN'UNT+2+2'UNH+3+ZZZZZZ:D:1:UN'UNT+2+3'UNZ+3+REF1'";
// X12.5: the header has 106 characters; two interchange parties of 15 characters.
const x12 =
  'ISA*00*          *00*          *ZZ*RAILROAD       *ZZ*TERMINAL       *240203*1011*U*00401*000000001*0*P*>~' +
  'GS*QO*A*B*20240203*1011*1*X*004010~ST*404*0001~SE*2*0001~ST*315*0002~SE*2*0002~GE*2*1~IEA*1*000000001~';
/** Made-up owners; the check digits are right (ISO 6346 annex A). */
const numbers = ['ABCU1234560', 'XYZU0000018', 'QQQJ7654329'].map(withDigit);

/** The same number with the digit that checks it. */
function withDigit(text: string): string {
  for (let digit = 0; digit < 10; digit++) {
    const number = `${text.slice(0, 10)}${digit}`;
    if (containerNumberAt(bytesOf(number), 0) === 1) return number;
  }
  throw new Error('one of ten digits checks');
}

/** What is found in a text that comes in pieces of the given lengths. */
function found(text: string, sizes: readonly number[] = [text.length], whole = false): string[] {
  const stream = new CargoStream();
  const lines: string[] = [];
  const bytes = bytesOf(text);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    // The piece stands in a larger array whose other bytes must not matter.
    const around = new Uint8Array(size + 80).fill(0x55);
    const piece = bytes.subarray(at, at + size);
    around.set(piece, 40);
    stream.feed(around, 40, 40 + piece.length, whole, {
      cargo: (standard, kind, parties) => lines.push(`${cargoStandards[standard]} ${kind} ${parties}`.trim()),
    });
    at += size;
  }
  return lines;
}

describe('container numbers', () => {
  it('the digit of ISO 6346’s own example checks', () => {
    expect(containerNumberAt(bytesOf('CSQU3054383'), 0)).toBe(1);
    expect(containerNumberAt(bytesOf('CSQU3054384'), 0)).toBe(-1);
    expect(containerNumberAt(bytesOf('CSQX3054383'), 0)).toBe(0);
    expect(containerNumberAt(bytesOf('CS1U3054383'), 0)).toBe(0);
    expect(containerNumberAt(bytesOf('CSQU30543A3'), 0)).toBe(0);
  });

  it(`${CARGO_NUMBERS_NEEDED} count, in JSON, XML and text; fewer, and those with wrong digits, do not`, () => {
    const [a = '', b = '', c = ''] = numbers;
    const told = Array.from({ length: CARGO_NUMBERS_NEEDED }, () => 'ISO 6346 container number');
    expect(found(`{"unit":"${a}","next":"${b}","last":"${c}"}`)).toEqual(told);
    expect(found(`<c>${a}</c><c>${b}</c><c>${c}</c>`)).toEqual(told);
    expect(found(`${a} ${b} ${c}`, [500], true)).toEqual(told);
    expect(found(`${a} ${b} `)).toEqual([]);
    const wrong = `${a.slice(0, 10)}${(Number(a[10]) + 1) % 10}`;
    expect(found(`${wrong} ${wrong} ${a} ${b} ${c} `)).toEqual([]);
    expect(found(`x${a} ${b}7 ${c}Q `)).toEqual([]);
  });
});

describe('interchanges', () => {
  it('messages of EDIFACT are told by type and partners, whatever separates them', () => {
    const told = ['BAPLIE', 'CODECO', 'other message'].map((kind) => `EDIFACT ${kind} LINE > TERMINAL`);
    expect(found(`POST / HTTP/1.1\r\n\r\n${edifact}`)).toEqual(told);
    const other = 'UNA|*.? ~UNB*UNOC|3*LINE*TERMINAL*20240203|1011*R~UNH*1*BAPLIE|D|95B|UN~UNT*2*1~UNZ*1*R~';
    expect(found(other)).toEqual(['EDIFACT BAPLIE LINE > TERMINAL']);
  });

  it('those of X12 by set and partners', () => {
    expect(found(`xx${x12}`)).toEqual(['X12 404 RAILROAD > TERMINAL', 'X12 315 RAILROAD > TERMINAL']);
  });

  it('are found the same however the stream is cut', () => {
    const [a = '', b = '', c = ''] = numbers;
    const text = `head ${edifact} between ${a},${b};${c} ${x12} tail`;
    const whole = found(text);
    expect(whole).toHaveLength(8);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        expect(found(text, sizes)).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('a hole ends what was begun', () => {
    const stream = new CargoStream();
    const lines: string[] = [];
    const sink = { cargo: (_: number, kind: string) => lines.push(kind) };
    const bytes = bytesOf(edifact);
    const cut = edifact.indexOf('UNH+1');
    stream.feed(bytes, 0, cut, false, sink);
    stream.gap();
    stream.feed(bytes, cut, bytes.length, false, sink);
    expect(lines).toEqual([]);
  });

  it('what only begins alike is none', () => {
    expect(found("UNB+UNOA:2+A+B+24020:1011+R'UNH+1+BAPLIE:D:95B:UN'")).toEqual([]);
    expect(found("UNB+UNOA:2+A+B+240203:1011+R'UNH+1+baplie:D'")).toEqual([]);
    expect(found('UNBOUNOA and UNB UNOA and ISA*0 and ISA*00-')).toEqual([]);
    expect(found(x12.replace('*ZZ*RAILROAD', 'ZZ*RAILROAD'))).toEqual([]);
    expect(found("UNB+UNOA:2+A+B+240203:1011+R'not a segment'UNH+1+BAPLIE:D:95B:UN'")).toEqual([]);
    expect(found("UNB+UNOA:2+A+B\x01+240203:1011+R'UNH+1+BAPLIE:D:95B:UN'")).toEqual([]);
  });

  it(`of a segment ${MAX_SEGMENT_TEXT} characters are read, and above ${MAX_SEGMENT} it is none`, () => {
    const text = (length: number) =>
      `${edifact.slice(0, edifact.indexOf('BGM'))}FTX+${'x'.repeat(length)}'UNH+9+COARRI:D:95B:UN'`;
    expect(found(text(MAX_SEGMENT_TEXT + 9)).at(-1)).toBe('EDIFACT COARRI LINE > TERMINAL');
    expect(found(text(MAX_SEGMENT)).at(-1)).toBe('EDIFACT BAPLIE LINE > TERMINAL');
  });
});

describe('the scanner', () => {
  it(`looks at ${MAX_CARGO_BYTES} bytes of a direction`, () => {
    const lines: string[] = [];
    const sink = { cargo: (_: number, kind: string) => lines.push(kind) };
    const bytes = bytesOf(edifact);
    const behind = (skipped: number) => {
      const stream = new CargoStream();
      stream.feed(new Uint8Array(skipped), 0, skipped, false, sink);
      stream.feed(bytes, 0, bytes.length, false, sink);
      return lines.splice(0).length;
    };
    expect(behind(MAX_CARGO_BYTES - bytes.length)).toBe(3);
    expect(behind(MAX_CARGO_BYTES)).toBe(0);
  });

  it('most bytes hold nothing to look at', () => {
    expect(mayHoldCargo(bytesOf('GET /index.html HTTP/1.1\r\nHost: 192.0.2.1:8080\r\n\r\n'), 0, 50)).toBe(false);
    expect(mayHoldCargo(bytesOf(`x ${edifact}\r\n`), 0, edifact.length + 4)).toBe(true);
    expect(mayHoldCargo(bytesOf(`x ${x12}\r\n`), 0, x12.length + 4)).toBe(true);
    expect(mayHoldCargo(bytesOf(` ${numbers[0]}\r\n`), 0, 14)).toBe(true);
    expect(mayHoldCargo(bytesOf('part UN'), 0, 7)).toBe(true);
  });

  it('survives any damage, in any pieces', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 });
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(damage, sizes, (changes, pieces) => {
        const bytes = bytesOf(`${edifact}${x12}${numbers.join(' ')}`);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect(found(Buffer.from(bytes).toString('latin1'), pieces).length).toBeLessThan(20);
      }),
      { numRuns: 300 },
    );
  });

  it('finds nothing in random bytes and random text', () => {
    let state = 0x1234_5678;
    const next = () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state >>> 0;
    };
    const alphabets = ['ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 +:*', 'UNBISA0123456789+:', 'ABCU0123456789 '];
    for (const alphabet of alphabets) {
      let text = '';
      for (let i = 0; i < 200_000; i++) text += alphabet[next() % alphabet.length];
      expect(found(text, [1400])).toEqual([]);
    }
  });
});
