import { expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { MORE } from '../verdict.ts';
import { MAX_PARTS, pnMrp } from './pn-mrp.ts';
import { readPacket } from './read-packet.cases.ts';

const COMMON = `01 12 0007 ${'ff'.repeat(16)}`;
const ring = (state: string): Uint8Array =>
  hex(`0001                                  // version
    02 12 8000 020000000009 0000 ${state} 0003 00000064  // test: priority, sender, port, ring, transitions, time
    ${COMMON} 00 00`);

test('who tests the ring is its manager, and an open ring is told', () => {
  const { turn, left } = readPacket(pnMrp, ring('0001'));
  expect([turn.facts, turn.anomalies, left]).toEqual([['claim ip:192.0.2.1 role mrp-manager'], [], 0]);
  expect(pnMrp.functionName(turn.messages[0]?.fn ?? 0)).toBe('test');
  expect(turn.messages[0]?.fields).toMatchObject({
    'pn_mrp.type': [2, 1],
    'pn_mrp.prio': 0x8000,
    'pn_mrp.sa': '02:00:00:00:00:09',
    'pn_mrp.ring_state': 1,
    'pn_mrp.transition': 3,
    'pn_mrp.sequence_id': 7,
  });
  expect(readPacket(pnMrp, ring('0000')).turn.anomalies).toEqual(['ring-open']);
});

test('changes of the ring and of its links are read', () => {
  const change = readPacket(pnMrp, hex(`0001 03 0a 8000 020000000009 000a ${COMMON} 0000`)).turn;
  expect(change.messages[0]?.fields).toMatchObject({ 'pn_mrp.interval': 10, 'pn_mrp.prio': 0x8000 });
  const down = readPacket(pnMrp, hex(`0001 04 0c 020000000009 0001 0014 0001 ${COMMON} 0000`)).turn;
  expect(down.messages[0]?.fields).toMatchObject({ 'pn_mrp.port_role': 1, 'pn_mrp.interval': 20, 'pn_mrp.blocked': 1 });
});

test('parts that are cut, foreign or too many', () => {
  expect(readPacket(pnMrp, hex('0001 02 12 8000')).turn.anomalies).toEqual(['part-cut']);
  expect(readPacket(pnMrp, hex('0001 7f 04 00000000 0000')).turn.unrecognisedBytes).toBe(4);
  expect(readPacket(pnMrp, hex(`0001 ${'7f00'.repeat(MAX_PARTS + 1)}`)).turn.anomalies).toEqual(['too-many-parts']);
  expect(readPacket(pnMrp, hex('0001 02')).outcome).toBe(MORE);
});
