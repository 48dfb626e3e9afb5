import { Cursor } from '../../kernel/cursor.ts';
import { RepeatedText } from '../app/repeated-text.ts';
import { BerElement, unsignedInteger } from '../app/snmp/ber-element.ts';
import { hexText } from '../app/wire-text.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { APDU_HEADER, apduEnd, SIMULATED } from './iec61850-header.ts';

const PUBLICATION = 0x60;
const COUNT = 0x80;
const SEQUENCE = 0xa2;
const ASDU = 0x30;
const SV_ID = 0x80;
const DATA_SET = 0x81;
const SAMPLE_COUNT = 0x82;
const REVISION = 0x83;
const SYNCHRONISED = 0x85;
const RATE = 0x86;
const SAMPLES = 0x87;
const MODE = 0x88;
const GRANDMASTER = 0x89;
/** Sets of samples read of one message; publishers put up to eight in one. */
export const MAX_SETS = 64;
/** Elements read of one set; ten are defined. */
export const MAX_SET_ELEMENTS = 24;

/** Used within one call only. */
const body: Cursor = new Cursor();
const element: BerElement = new BerElement();
const texts: RepeatedText = new RepeatedText();

/**
 * Sampled values: a merging unit publishes currents and voltages, 4,000 times a second and more. Who publishes what,
 * and whether its clock follows another, is told; values are shown as they are sent.
 */
export const sampledValues: PacketProtocol = {
  kind: 'packet',
  name: 'sv',
  title: 'Sampled Values',
  spec: 'IEC 61850-9-2:2011 clause 8; IEC 61850-9-2LE; IEC 61869-9; IEC 62351-6 (recognised)',
  carriedIn: { etherType: 0x88ba },
  undecoded: 'What each value of a sample means, which the configuration says; signatures of IEC 62351-6.',
  fields: {
    'sv.appid': { doc: 'Application that the message is for' },
    'sv.length': { doc: 'Length of the message, this header included', unit: 'bytes' },
    'sv.reserve1.s_bit': { doc: 'The message is simulated' },
    'sv.noASDU': { doc: 'Sets of samples in the message' },
    'sv.svID': { doc: 'Name of the publication' },
    'sv.datSet': { doc: 'Data set that is published' },
    'sv.smpCnt': { doc: 'Number of the sample; begins anew every second' },
    'sv.confRev': { doc: 'Revision of the configuration' },
    'sv.smpSynch': { doc: 'What the publisher’s clock follows: 0 nothing, 1 a local clock, 2 a global one' },
    'sv.smpRate': { doc: 'Samples in a period or a second' },
    'sv.smpMod': { doc: 'What the rate counts: 0 samples a period, 1 samples a second, 2 seconds a sample' },
    'sv.seqData': { doc: 'Values, in hex' },
    'sv.gmidentity': { doc: 'Grandmaster of the publisher’s clock' },
  },
  anomalies: {
    'length-mismatch': { doc: 'A length that is not that of the message' },
    malformed: { doc: 'An element that ends behind the message, or is none' },
    'field-missing': { doc: 'Samples without a name or a number' },
    simulated: { doc: 'Simulated values among real ones' },
    'not-synchronised': { doc: 'The publisher’s clock follows nothing' },
    'sets-mismatch': { doc: 'Another number of sets than is said' },
    'sets-over-limit': { doc: 'More sets than are read of one message' },
  },
  functionName: (fn) => (fn === PUBLICATION ? 'publication' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < APDU_HEADER + 2) return MORE;
  const { at, bytes, view } = c;
  if (view.getUint8(at + APDU_HEADER) !== PUBLICATION) return BAD;
  const end = apduEnd(c);
  const simulated = (view.getUint16(at + 4) & SIMULATED) !== 0;
  turn.message(PUBLICATION);
  if (turn.tracing) {
    turn.field('sv.appid', view.getUint16(at));
    turn.field('sv.length', view.getUint16(at + 2));
    turn.field('sv.reserve1.s_bit', simulated);
  }
  if (end < 0) turn.anomaly('length-mismatch');
  if (simulated) turn.anomaly('simulated');
  body.reset(bytes, view, at + APDU_HEADER, end < 0 ? c.end : end);
  c.at = c.end;
  if (!readPublication(turn)) {
    turn.anomaly('malformed');
    turn.unrecognised(body.left);
  }
  return DONE;
}

/** Reads {@link body}: how many sets, then they; other elements (security) are passed over. */
function readPublication(turn: Turn): boolean {
  if (!element.read(body, body.end)) return false;
  body.end = element.end;
  let count = -1;
  let sets = 0;
  for (let i = 0; body.left > 0 && i < MAX_SET_ELEMENTS; i++) {
    if (!element.read(body, body.end)) return false;
    const { tag, end } = element;
    if (tag === COUNT && end - body.at === 1) {
      count = body.u8();
      if (turn.tracing) turn.field('sv.noASDU', count);
    } else if (tag === SEQUENCE) {
      sets = readSets(turn, end);
      if (sets < 0) return false;
    }
    body.at = end;
  }
  if (count >= 0 && sets !== count && sets <= MAX_SETS) turn.anomaly('sets-mismatch');
  return body.left === 0;
}

/** Returns how many there are, -1 where one is malformed. */
function readSets(turn: Turn, end: number): number {
  let sets = 0;
  for (; body.at < end; sets++) {
    if (sets === MAX_SETS) {
      turn.anomaly('sets-over-limit');
      turn.unrecognised(end - body.at);
      return MAX_SETS + 1;
    }
    if (!element.read(body, end) || element.tag !== ASDU || !readSet(turn, element.end)) return -1;
  }
  return sets;
}

function readSet(turn: Turn, stop: number): boolean {
  let named = false;
  let numbered = false;
  for (let i = 0; body.at < stop; i++) {
    if (i === MAX_SET_ELEMENTS || !element.read(body, stop)) return false;
    const { tag, end } = element;
    const { at, bytes } = body;
    if (tag === SV_ID && end > at) {
      named = true;
      turn.name('service', texts.read(bytes, at, end), turn.sender);
      turn.claim(turn.sender, 'role', 'sampled-values-publisher');
    } else if (tag === SAMPLE_COUNT) numbered = true;
    else if (tag === SYNCHRONISED && end - at === 1 && bytes[at] === 0) turn.anomaly('not-synchronised');
    if (turn.tracing) traceElement(turn, tag, end);
    body.at = end;
  }
  if (!named || !numbered) turn.anomaly('field-missing');
  return true;
}

const numberFields: ReadonlyMap<number, string> = new Map([
  [SAMPLE_COUNT, 'sv.smpCnt'],
  [REVISION, 'sv.confRev'],
  [SYNCHRONISED, 'sv.smpSynch'],
  [RATE, 'sv.smpRate'],
  [MODE, 'sv.smpMod'],
]);

function traceElement(turn: Turn, tag: number, end: number): void {
  const { at, bytes } = body;
  const number = numberFields.get(tag);
  if (number !== undefined) turn.field(number, unsignedInteger(body, end));
  else if (tag === SV_ID) turn.field('sv.svID', texts.read(bytes, at, end));
  else if (tag === DATA_SET) turn.field('sv.datSet', texts.read(bytes, at, end));
  else if (tag === SAMPLES) turn.field('sv.seqData', hexText(bytes, at, end));
  else if (tag === GRANDMASTER) turn.field('sv.gmidentity', `0x${hexText(bytes, at, end)}`);
}
