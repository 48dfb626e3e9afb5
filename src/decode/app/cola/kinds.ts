import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';

export const READ_NAME = 1;
export const READ_ANSWER = 2;
export const WRITE_NAME = 3;
export const WRITE_ANSWER = 4;
export const METHOD_NAME = 5;
export const METHOD_ANSWER = 6;
export const EVENT_NAME = 7;
export const EVENT_ANSWER = 8;
export const EVENT = 9;
export const ERROR = 10;
export const READ_INDEX = 11;
export const WRITE_INDEX = 12;
export const METHOD_INDEX = 13;
export const EVENT_INDEX = 14;
export const OPEN_SESSION = 15;
export const SESSION_OPENED = 16;
export const CLOSE_SESSION = 17;
export const SESSION_CLOSED = 18;
/** An answer with an index instead of a name. */
const METHOD_INDEX_ANSWER = 19;

interface Kind {
  readonly letters: string;
  readonly name: string;
}

/** The two letters behind the `s`, by function; the sessions are those of version 2. */
const kinds: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [READ_NAME, { letters: 'RN', name: 'read' }],
  [READ_ANSWER, { letters: 'RA', name: 'read answer' }],
  [WRITE_NAME, { letters: 'WN', name: 'write' }],
  [WRITE_ANSWER, { letters: 'WA', name: 'write answer' }],
  [METHOD_NAME, { letters: 'MN', name: 'method' }],
  [METHOD_ANSWER, { letters: 'AN', name: 'method answer' }],
  [EVENT_NAME, { letters: 'EN', name: 'event subscription' }],
  [EVENT_ANSWER, { letters: 'EA', name: 'event subscription answer' }],
  [EVENT, { letters: 'SN', name: 'event' }],
  [ERROR, { letters: 'FA', name: 'error' }],
  [READ_INDEX, { letters: 'RI', name: 'read by index' }],
  [WRITE_INDEX, { letters: 'WI', name: 'write by index' }],
  [METHOD_INDEX, { letters: 'MI', name: 'method by index' }],
  [EVENT_INDEX, { letters: 'EI', name: 'event subscription by index' }],
  [OPEN_SESSION, { letters: 'OX', name: 'open session' }],
  [SESSION_OPENED, { letters: 'OA', name: 'session opened' }],
  [CLOSE_SESSION, { letters: 'CX', name: 'close session' }],
  [SESSION_CLOSED, { letters: 'CA', name: 'session closed' }],
  [METHOD_INDEX_ANSWER, { letters: 'AI', name: 'method answer by index' }],
]);
const byLetters: ReadonlyMap<number, number> = new Map(
  [...kinds].map(([fn, { letters }]) => [letters.charCodeAt(0) * 256 + letters.charCodeAt(1), fn]),
);

export function functionName(fn: number): string | undefined {
  return kinds.get(fn)?.name;
}

/** The function of two letters as a 16-bit number; 0 where there is none. Sessions are of version 2 only. */
export function kindOf(letters: number, version2: boolean): number {
  const fn = byLetters.get(letters) ?? 0;
  return !version2 && fn >= OPEN_SESSION && fn <= SESSION_CLOSED ? 0 : fn;
}

export function isRequest(fn: number): boolean {
  return (
    fn === READ_NAME ||
    fn === WRITE_NAME ||
    fn === METHOD_NAME ||
    fn === EVENT_NAME ||
    (fn >= READ_INDEX && fn <= EVENT_INDEX)
  );
}

/** Methods that do something else than write. */
const methods: ReadonlyMap<string, Access> = new Map<string, Access>([
  ['SetAccessMode', OTHER],
  ['Run', OTHER],
  ['GetAccessMode', OTHER],
  ['mSCreboot', STOP],
  ['LMCstartmeas', STOP],
  ['LMCstopmeas', STOP],
  ['LMCstandby', STOP],
  ['mNLAYSetPose', WRITE],
  ['mNEVAChangeState', STOP],
  ['mEEwriteall', PROGRAM],
  ['mSCloadfacdef', PROGRAM],
  ['mSCloadappdef', PROGRAM],
  ['mLRreqdata', READ],
]);

export function accessOf(fn: number, name: string): Access {
  switch (fn) {
    case READ_NAME:
    case READ_INDEX:
    case EVENT_NAME:
    case EVENT_INDEX:
      return READ;
    case METHOD_NAME:
      return methods.get(name) ?? WRITE;
    default:
      return WRITE;
  }
}
