import type { Cursor } from '../../../kernel/cursor.ts';
import { OTHER, READ, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { answer, ask } from './ask.ts';
import { holds, nameHash, u16At, u32At, u64At, wideHash, wideText } from './bytes-at.ts';
import {
  ANSWER,
  ATTRIBUTES,
  CONTENT,
  DELETED,
  FILE,
  PIPE,
  RENAMED,
  SESSION,
  SHARE,
  SMB2,
  smb2Commands,
} from './functions.ts';
import { readSecurityBlob } from './ntlm.ts';
import { CALL_HEAD, fileNumber, isCall, PIPE_TRANSCEIVE, readPipe } from './pipes.ts';
import type { SmbState } from './state.ts';

/** Commands of one compound that are read; Windows sends two to five. */
export const MAX_COMPOUND = 64;
/** Versions of a negotiation that are shown. */
export const MAX_DIALECTS = 64;
export const SMB2_HEADER = 64;
/** Header, the fixed part of a read's answer or a write, and the beginning of data: what must be there before they are passed over. */
export const BEFORE_DATA: number = SMB2_HEADER + 48 + CALL_HEAD;

const NEGOTIATE = 0;
const SESSION_SETUP = 1;
const TREE_CONNECT = 3;
const CREATE = 5;
const READ_FILE = 8;
const WRITE_FILE = 9;
const IOCTL = 11;
const QUERY_DIRECTORY = 14;
const QUERY_INFO = 16;
const SET_INFO = 17;
const FILE_INFO = 1;
const RENAME_INFO = 10;
const DISPOSITION_INFO = 13;
/** Rights that change: write, append, write attributes, delete, all of them (MS-SMB2 2.2.13.1). */
const CHANGES = 0x5001_0156;
const DELETE_ON_CLOSE = 0x1000;

/** True where the message is one command whose end is file contents: they can be passed over unread. Calls in a pipe are none. */
export function isFileContent(c: Cursor): boolean {
  const command = u16At(c, 12);
  const response = (c.peek8(16) & 1) !== 0;
  if (u32At(c, 20) !== 0 || command !== (response ? READ_FILE : WRITE_FILE)) return false;
  return !isCall(c, response ? c.peek8(BODY + 2) : u16At(c, BODY + 2));
}

/** Reads every command of the message from `c.at` to the end of the window, as far as it is there. */
export function readSmb2(c: Cursor, turn: Turn, state: SmbState): void {
  const { at, end } = c;
  for (let i = 0; i < MAX_COMPOUND; i++) {
    const next = u32At(c, 20);
    const last = next === 0;
    if (!last) {
      // The next command stands eight-byte aligned behind this one (MS-SMB2 2.2.1.1).
      if (next < SMB2_HEADER || next % 8 !== 0 || !holds(c, next, 4) || c.peek32(next) !== 0xfe534d42) {
        turn.anomaly('compound-bad');
      } else c.end = c.at + next;
    }
    const step = c.end === end ? 0 : next;
    readCommand(c, turn, state);
    c.end = end;
    if (step === 0) break;
    c.at += step;
    if (i === MAX_COMPOUND - 1) {
      turn.anomaly('too-many-commands');
      turn.unrecognised(c.left);
    }
  }
  c.at = at;
}

function readCommand(c: Cursor, turn: Turn, state: SmbState): void {
  const command = u16At(c, 12);
  const flags = u32At(c, 16);
  const response = (flags & 1) !== 0;
  const fn = SMB2 + (response ? ANSWER : 0) + (command & 0x7fff);
  turn.message(fn);
  if (!holds(c, 0, SMB2_HEADER)) {
    turn.anomaly('message-cut');
    return;
  }
  const key = u32At(c, 24);
  if (turn.tracing) traceHeader(c, turn, command, flags);
  if (u16At(c, 4) !== SMB2_HEADER) turn.anomaly('header-bad');
  if (command >= smb2Commands.length) {
    turn.anomaly('command-unknown');
    turn.unrecognised(c.left - SMB2_HEADER);
    return;
  }
  if (!response) {
    readRequest(c, turn, state, fn, key, command);
    return;
  }
  readResponse(c, turn, command);
  const file = answer(turn, state, key, u32At(c, 8));
  if (command === READ_FILE && u16At(c, BODY) === 17) {
    readPipe(c, turn, state.pipes, file, c.peek8(BODY + 2), u32At(c, BODY + 4));
  } else if (command === IOCTL && u16At(c, BODY) === 49 && u32At(c, BODY + 4) === PIPE_TRANSCEIVE) {
    readPipe(c, turn, state.pipes, fileNumber(c, BODY + 8), u32At(c, BODY + 32), u32At(c, BODY + 36));
  }
}

function traceHeader(c: Cursor, turn: Turn, command: number, flags: number): void {
  turn.field('smb2.cmd', command);
  if (flags & 1) turn.field('smb2.nt_status', u32At(c, 8));
  turn.field('smb2.msg_id', u64At(c, 24));
  if ((flags & 2) === 0) turn.field('smb2.tid', u32At(c, 36));
  turn.field('smb2.sesid', u64At(c, 40));
  turn.field('smb2.flags.signature', (flags & 8) !== 0);
}

const BODY = SMB2_HEADER;

/** A name that the body points to from the header's first byte; '' where it lies outside. */
function nameAt(c: Cursor, offset: number, length: number): string {
  return wideText(c, u16At(c, BODY + offset), u16At(c, BODY + length));
}

function readRequest(c: Cursor, turn: Turn, state: SmbState, fn: number, key: number, command: number): void {
  switch (command) {
    case NEGOTIATE:
      if (turn.tracing) {
        turn.field('smb2.sec_mode', u16At(c, BODY + 4));
        const count = Math.min(u16At(c, BODY + 2), MAX_DIALECTS);
        for (let i = 0; i < count; i++) turn.field('smb2.dialect', u16At(c, BODY + 36 + i * 2));
      }
      return;
    case SESSION_SETUP:
      readSecurityBlob(c, turn, u16At(c, BODY + 12), u16At(c, BODY + 14));
      ask(turn, state, key, fn, SESSION, 0, OTHER);
      return;
    case TREE_CONNECT: {
      const share = nameAt(c, 4, 6);
      if (turn.tracing) turn.field('smb2.tree', share);
      if (share !== '') turn.name('service', share, turn.receiver);
      ask(turn, state, key, fn, SHARE, nameHash(share), OTHER);
      return;
    }
    case CREATE: {
      const access = u32At(c, BODY + 24);
      const options = u32At(c, BODY + 40);
      if (turn.tracing) {
        turn.field('smb2.filename', nameAt(c, 44, 46));
        turn.field('smb.access_mask', access);
        turn.field('smb2.create.disposition', u32At(c, BODY + 36));
      }
      const changes = (access & CHANGES) !== 0;
      ask(
        turn,
        state,
        key,
        fn,
        options & DELETE_ON_CLOSE ? DELETED : FILE,
        wideHash(c, u16At(c, BODY + 44), u16At(c, BODY + 46)),
        changes ? WRITE : READ,
      );
      return;
    }
    case READ_FILE:
      if (turn.tracing) {
        turn.field('smb2.read_length', u32At(c, BODY + 4));
        turn.field('smb2.file_offset', u64At(c, BODY + 8));
      }
      ask(turn, state, key, fn, CONTENT, 0, READ, fileNumber(c, BODY + 16));
      return;
    case WRITE_FILE:
      if (turn.tracing) {
        turn.field('smb2.write_length', u32At(c, BODY + 4));
        turn.field('smb2.file_offset', u64At(c, BODY + 8));
      }
      ask(turn, state, key, fn, CONTENT, 0, WRITE, fileNumber(c, BODY + 16));
      readPipe(c, turn, state.pipes, fileNumber(c, BODY + 16), u16At(c, BODY + 2), u32At(c, BODY + 4));
      return;
    case IOCTL:
      if (turn.tracing) turn.field('smb2.ioctl.function', u32At(c, BODY + 4));
      ask(turn, state, key, fn, PIPE, 0, OTHER, fileNumber(c, BODY + 8));
      if (u32At(c, BODY + 4) === PIPE_TRANSCEIVE)
        readPipe(c, turn, state.pipes, fileNumber(c, BODY + 8), u32At(c, BODY + 24), u32At(c, BODY + 28));
      return;
    case QUERY_DIRECTORY:
      if (turn.tracing) {
        turn.field('smb2.infolevel', c.peek8(BODY + 2));
        turn.field('smb2.filename', nameAt(c, 24, 26));
      }
      ask(turn, state, key, fn, FILE, 0, READ);
      return;
    case QUERY_INFO:
      traceInfo(c, turn);
      return;
    case SET_INFO: {
      traceInfo(c, turn);
      const [area, start] = setInfo(c, turn);
      ask(turn, state, key, fn, area, start, WRITE);
      return;
    }
    default:
  }
}

function traceInfo(c: Cursor, turn: Turn): void {
  if (!turn.tracing) return;
  turn.field('smb2.class', c.peek8(BODY + 2));
  turn.field('smb2.infolevel', c.peek8(BODY + 3));
}

/** Renaming and deleting are settings of a file (MS-FSCC 2.4.38, 2.4.11). */
function setInfo(c: Cursor, turn: Turn): [area: number, start: number] {
  const level = c.peek8(BODY + 2) === FILE_INFO ? c.peek8(BODY + 3) : 0;
  const buffer = u16At(c, BODY + 8);
  if (level === RENAME_INFO) {
    const name = wideText(c, buffer + 20, u32At(c, buffer + 16));
    if (turn.tracing) turn.field('smb2.filename', name);
    return [RENAMED, nameHash(name)];
  }
  return [level === DISPOSITION_INFO && c.peek8(buffer) !== 0 ? DELETED : ATTRIBUTES, 0];
}

function readResponse(c: Cursor, turn: Turn, command: number): void {
  // An error has a body of its own (MS-SMB2 2.2.2), of structure size 9 as a sign-in's answer has.
  switch (command) {
    case NEGOTIATE:
      if (u16At(c, BODY) !== 65) return;
      if (turn.tracing) {
        turn.field('smb2.sec_mode', u16At(c, BODY + 2));
        turn.field('smb2.dialect', u16At(c, BODY + 4));
      }
      readSecurityBlob(c, turn, u16At(c, BODY + 56), u16At(c, BODY + 58));
      return;
    case SESSION_SETUP:
      if (u16At(c, BODY) !== 9) return;
      if (turn.tracing) turn.field('smb2.session_flags', u16At(c, BODY + 2));
      readSecurityBlob(c, turn, u16At(c, BODY + 4), u16At(c, BODY + 6));
      return;
    case TREE_CONNECT:
      if (turn.tracing && u16At(c, BODY) === 16) turn.field('smb2.share_type', c.peek8(BODY + 2));
      return;
    case CREATE:
      if (turn.tracing && u16At(c, BODY) === 89) turn.field('smb2.create.action', u32At(c, BODY + 4));
      return;
    case READ_FILE:
      if (turn.tracing && u16At(c, BODY) === 17) turn.field('smb2.read_length', u32At(c, BODY + 4));
      return;
    case WRITE_FILE:
      if (turn.tracing && u16At(c, BODY) === 17) turn.field('smb2.write_length', u32At(c, BODY + 4));
      return;
    default:
  }
}
