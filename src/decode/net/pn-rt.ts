import type { Cursor } from '../../kernel/cursor.ts';
import { pnIo } from '../app/pn-io.ts';
import { hasAlarmHeader, readAlarm } from '../app/pn-io/read-alarm.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';
import { pnDcp } from './pn-dcp.ts';
import { hasDcpHeader, readDcp } from './pn-dcp/read-dcp.ts';
import { frameKind, frameKinds, isCyclic, kindName } from './pn-rt/frame-kinds.ts';
import { hasPtcpHeader, isPtcp, pnPtcp, readPtcp } from './pn-ptcp.ts';

const ALARM_HIGH = 0xfc01;
const ALARM_LOW = 0xfe01;
const FIRST_DCP = 0xfefc;
const LAST_DCP = 0xfeff;
const FIRST_FRAGMENT = 0xff80;
const LAST_FRAGMENT = 0xff8f;
/** Cycle counter, data status, transfer status: the end of every cyclic frame. */
const STATUS = 4;
const FRAME_ID = 2;

/**
 * PROFINET's real-time frames: cyclic data with their status, and what else has a frame identifier, which is counted
 * under its own name too.
 */
export const pnRt: PacketProtocol = {
  kind: 'packet',
  name: 'pn-rt',
  title: 'PROFINET real-time frames',
  spec: 'IEC 61158-6-10 4.2',
  carriedIn: { etherType: 0x8892 },
  carries: [pnDcp, pnPtcp, pnIo],
  fields: {
    'pn_rt.frame_id': { doc: 'Identifier of the frame: its kind, and of cyclic data whose they are' },
    'pn_rt.cycle_counter': { doc: 'Time of sending', unit: '31.25 µs' },
    'pn_rt.ds': { doc: 'Data status: 1 primary, 4 valid, 16 provider runs, 32 no problem, 128 ignore' },
    'pn_rt.ds_valid': { doc: 'The data are valid' },
    'pn_rt.ds_operate': { doc: 'The provider runs' },
    'pn_rt.ds_ok': { doc: 'The station has no problem' },
    'pn_rt.ds_primary': { doc: 'The provider is the primary one' },
    'pn_rt.transfer_status': { doc: 'Transfer: 0 is well' },
    'pn_rt.frag_status': { doc: 'Fragment: its number, and 128 if more follow' },
  },
  anomalies: {
    'frame-id-unknown': { doc: 'A frame identifier that is kept free' },
    'transfer-failed': { doc: 'A transfer status that says that the frame is not whole' },
  },
  functionName: kindName,
  undecoded: 'Cyclic data: what they mean stands in the engineering tool’s project. Fragments are not joined.',
  specLists: () => [
    {
      title: 'Frame identifiers',
      source: 'IEC 61158-6-10 4.2.2',
      entries: frameKinds().map(([first, last, name], kind) => ({
        id: `0x${first.toString(16).padStart(4, '0')}-0x${last.toString(16).padStart(4, '0')}`,
        name,
        depth: name === 'fragment' || name === 'remote service interface' ? 'named' : 'decoded',
        functions: [kind + 1],
      })),
    },
  ],
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(FRAME_ID)) return MORE;
    const id = c.u16();
    const kind = frameKind(id);
    turn.message(kind);
    if (turn.tracing) turn.field('pn_rt.frame_id', id);
    if (kind === 0) turn.anomaly('frame-id-unknown');
    if (isCyclic(kind)) readCyclic(c, turn);
    else readAcyclic(c, turn, id);
    c.at = c.end;
    return DONE;
  },
};

function readAcyclic(c: Cursor, turn: Turn, id: number): void {
  if (id >= FIRST_DCP && id <= LAST_DCP && hasDcpHeader(c)) {
    turn.inside(pnDcp);
    readDcp(c, turn);
  } else if ((id === ALARM_HIGH || id === ALARM_LOW) && hasAlarmHeader(c)) {
    turn.inside(pnIo);
    readAlarm(c, turn, id === ALARM_HIGH);
  } else if (isPtcp(id) && hasPtcpHeader(c)) {
    turn.inside(pnPtcp);
    readPtcp(c, turn, id);
  } else {
    if (id >= FIRST_FRAGMENT && id <= LAST_FRAGMENT && turn.tracing) turn.field('pn_rt.frag_status', c.peek8(1));
    turn.unrecognised(c.left);
  }
  turn.inside(undefined);
}

function readCyclic(c: Cursor, turn: Turn): void {
  if (c.left < STATUS) return turn.unrecognised(c.left);
  const data = c.left - STATUS;
  const status = c.peek8(data + 2);
  const transfer = c.peek8(data + 3);
  if (turn.tracing) {
    turn.field('pn_rt.cycle_counter', c.peek16(data));
    turn.field('pn_rt.ds', status);
    turn.field('pn_rt.ds_valid', (status & 4) !== 0);
    turn.field('pn_rt.ds_operate', (status & 16) !== 0);
    turn.field('pn_rt.ds_ok', (status & 32) !== 0);
    turn.field('pn_rt.ds_primary', (status & 1) !== 0);
    turn.field('pn_rt.transfer_status', transfer);
  }
  if (transfer !== 0) turn.anomaly('transfer-failed');
  turn.unrecognised(data);
}
