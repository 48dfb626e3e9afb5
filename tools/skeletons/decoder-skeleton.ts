/** What tools/new-decoder.ts writes: a protocol of a four-byte header that compiles, to be replaced line by line. */
export interface NewDecoder {
  /** Lower case with dashes: the file's name and the key in `decode --summary`. */
  readonly name: string;
  readonly title: string;
  readonly kind: 'stream' | 'datagram';
  readonly port: number;
}

export function identifierOf(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function decoderSource({ name, title, kind, port }: NewDecoder): string {
  const protocol = kind === 'stream' ? 'StreamProtocol' : 'DatagramProtocol';
  const limit = kind === 'stream' ? '  maxMessage: HEADER_LENGTH + MAX_BODY,\n' : '';
  const id = identifierOf(name);
  return `import type { Cursor } from '../../kernel/cursor.ts';
import type { ${protocol} } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';

const HEADER_LENGTH = 4;
/** TODO: the most the specification allows; what exceeds it is no message. */
const MAX_BODY = 1024;

const types: ReadonlyMap<number, string> = new Map([
  // TODO: every function or message type of the specification.
  [1, 'request'],
  [2, 'response'],
]);

/**
 * ${title}. TODO: what it is for on a crane, what is read, and what is not.
 */
export const ${id}: ${protocol}<undefined> = {
  kind: '${kind}',
  name: '${name}',
  title: '${title}',
  spec: 'TODO: RFC, standard and part, or paper',
  fields: {
    // TODO: Wireshark's names (\`tshark -G fields\`), where it has them.
    '${name}.type': { doc: 'Type of the message.' },
    '${name}.length': { doc: 'Length of the body.', unit: 'bytes' },
  },
  anomalies: {
    'type-unknown': { doc: 'The type is none that the specification defines.' },
  },
  functionName: (fn: number): string | undefined => types.get(fn),
  undecoded: 'TODO: one sentence on what is recognised but not decoded.',
  // TODO: count the bits that the probe fixes, and say which.
  falseMatchLog2: -20,
  ports: [${port}],
${limit}  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (!c.has(HEADER_LENGTH)) return UNSURE;
    const type = c.u16();
    const length = c.u16();
    return types.has(type) && length <= MAX_BODY ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(HEADER_LENGTH)) return MORE;
    const type = c.u16();
    const length = c.u16();
    if (length > MAX_BODY) return BAD;
    if (!c.has(length)) return MORE;
    turn.message(type);
    if (!types.has(type)) turn.anomaly('type-unknown');
    if (turn.tracing) {
      turn.field('${name}.type', type);
      turn.field('${name}.length', length);
    }
    c.skip(length);
    return DONE;
  },
};
`;
}

export function decoderTestSource({ name, title }: NewDecoder): string {
  const id = identifierOf(name);
  return `import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { BAD, DONE, MORE, NO, UNSURE, YES } from '../verdict.ts';
import { ${id} } from './${name}.ts';

// TODO: bytes from a real peer, one comment a field, and the command that captures them again.
const request = Uint8Array.of(
  0x00, 0x01, // type 1, request
  0x00, 0x02, // length
  0xca, 0xfe, // body
);

describe('${title}', () => {
  it('a request is recognised by its content and read whole', () => {
    expect(${id}.probe(new Cursor().over(request), false)).toBe(YES);
    const turn = recordingTurn();
    const c = new Cursor().over(request);
    expect(${id}.parse(c, turn, undefined)).toBe(DONE);
    expect(c.left).toBe(0);
    expect(turn.messages).toEqual([{ fn: 1, fields: { '${name}.type': 1, '${name}.length': 2 } }]);
  });

  it('every beginning of a message asks for more', () => {
    for (let length = 0; length < request.length; length++) {
      const turn = recordingTurn();
      expect(${id}.parse(new Cursor().over(request.subarray(0, length)), turn, undefined)).toBe(MORE);
      expect(turn.messages).toEqual([]);
    }
    expect(${id}.probe(new Cursor().over(request.subarray(0, 3)), false)).toBe(UNSURE);
  });

  it('a length above the limit is no message', () => {
    const tooLong = Uint8Array.of(0x00, 0x01, 0xff, 0xff);
    expect(${id}.probe(new Cursor().over(tooLong), false)).toBe(NO);
    expect(${id}.parse(new Cursor().over(tooLong), recordingTurn(), undefined)).toBe(BAD);
  });

  it.todo('says the same as tshark on real captures');
});
`;
}
