import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export interface SrtpService {
  readonly name: string;
  readonly access: Access;
}

const s = (name: string, access: Access): SrtpService => ({ name, access });

/** Service request codes: those in Denton and others, which icsnpp-ge-srtp and the Wireshark dissector name alike. */
export const srtpServices: ReadonlyMap<number, SrtpService> = new Map([
  [0x00, s('PLC short status request', READ)],
  [0x03, s('return control program name', READ)],
  [0x04, s('read system memory', READ)],
  [0x05, s('read task memory', READ)],
  [0x06, s('read program memory', READ)],
  [0x07, s('write system memory', WRITE)],
  [0x08, s('write task memory', WRITE)],
  [0x09, s('write program block memory', PROGRAM)],
  [0x20, s('programmer logon', OTHER)],
  [0x21, s('change PLC CPU privilege level', OTHER)],
  [0x22, s('set control ID', WRITE)],
  [0x23, s('set PLC state', STOP)],
  [0x24, s('set PLC time and date', WRITE)],
  [0x25, s('return PLC time and date', READ)],
  [0x38, s('return fault table', READ)],
  [0x39, s('clear fault table', WRITE)],
  // Sources do not agree which of the two goes to the controller.
  [0x3f, s('program store', PROGRAM)],
  [0x40, s('program load', PROGRAM)],
  [0x43, s('return controller type and ID', READ)],
  [0x44, s('toggle force system memory', WRITE)],
]);

/** Segments of memory that are read and written. */
export const srtpSegments: ReadonlyMap<number, string> = new Map([
  [0x08, '%R'],
  [0x0a, '%AI'],
  [0x0c, '%AQ'],
  [0x10, '%I bytes'],
  [0x12, '%Q bytes'],
  [0x14, '%T bytes'],
  [0x16, '%M bytes'],
  [0x18, '%SA bytes'],
  [0x1a, '%SB bytes'],
  [0x1c, '%SC bytes'],
  [0x1e, '%S bytes'],
  [0x38, '%G bytes'],
  [0x46, '%I'],
  [0x48, '%Q'],
  [0x4a, '%T'],
  [0x4c, '%M'],
  [0x4e, '%SA'],
  [0x50, '%SB'],
  [0x52, '%SC'],
  [0x54, '%S'],
  [0x56, '%G'],
]);

export const srtpFields: Readonly<Record<string, FieldSpec>> = {
  'srtp.type': { doc: '0 and 1 open a connection, 2 asks, 3 answers' },
  'srtp.sequence': { doc: 'number that an answer shares with its request' },
  'srtp.length': { doc: 'bytes behind the header', unit: 'bytes' },
  'srtp.message_type': { doc: '0xc0 and 0x80 ask, 0xd4 and 0x94 agree, 0xd1 refuses' },
  'srtp.service': { doc: 'what is asked for' },
  'srtp.segment': { doc: 'memory that is read or written' },
  'srtp.offset': { doc: 'where it begins' },
  'srtp.count': { doc: 'how much' },
};

export const srtpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'requests-forgotten': { doc: 'more requests wait for an answer than are remembered' },
};
