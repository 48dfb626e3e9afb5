import { Fragments } from '../../../src/decode/net/fragments.ts';
import { Packet } from '../../../src/decode/packet.ts';
import { walkFrame } from '../../../src/decode/walk-frame.ts';
import { seedOf } from '../engine/dice.ts';
import { mutateRecords, readRecords } from '../engine/records.ts';
import { holds, type Target } from '../engine/target.ts';
import { frameOf } from './link.ts';
import { exactWindow, windowings, type Window } from './windows.ts';

const ETHERNET = 1;

/** Frames that hold fragments, in any order and state. */
export const fragmentsTarget: Target = {
  name: 'net-fragments',
  maxLength: 8192,
  blocks: { base: 30_000, perByte: 300 },
  mutate: (input, dice, materials) => mutateRecords(input, 1, dice, materials),
  execute(input) {
    const answers = windowings.map((windowed) => putTogether(input, windowed));
    holds(new Set(answers).size === 1, () => `what lies around the frames matters: ${answers.join(' | ')}`);
  },
  flood: {
    times: 2_000,
    maxHeld: 1_500_000,
    run(input, times) {
      const fragments = new Fragments();
      const records = readRecords(input, 1);
      const p = new Packet();
      for (let i = 0; i < times; i++) {
        for (const { bytes } of records) {
          const frame = frameOf(ETHERNET, exactWindow(bytes));
          // A new identification each time: none is ever complete.
          if (bytes.length >= 34 && bytes[12] === 8) frame.view.setUint16(18, i);
          walkFrame(p, frame);
          if (p.damage === 0 && p.fragment) fragments.add(p);
        }
      }
      return fragments;
    },
  },
};

function putTogether(input: Uint8Array, windowed: (bytes: Uint8Array) => Window): string {
  const fragments = new Fragments();
  const p = new Packet();
  const said: (number | boolean)[] = [];
  let seconds = 1_700_000_000;
  for (const { head, bytes } of readRecords(input, 1)) {
    const frame = frameOf(ETHERNET, windowed(bytes));
    seconds += (head[0] as number) > 200 ? (head[0] as number) - 200 : 0;
    frame.seconds = seconds;
    walkFrame(p, frame);
    if (p.damage !== 0 || !p.fragment) continue;
    const whole = fragments.add(p);
    said.push(whole, p.damage);
    if (!whole) continue;
    holds(
      p.payload < 0 || (p.payload <= p.payloadEnd && p.payloadEnd <= p.bytes.length),
      () => `payload ${p.payload} to ${p.payloadEnd}`,
    );
    said.push(
      p.protocol,
      p.sourcePort,
      p.destinationPort,
      p.payloadLength,
      seedOf(p.bytes.subarray(p.transport, p.end)),
    );
  }
  const counts = fragments.finish();
  for (const [name, count] of Object.entries(counts)) holds(count >= 0, () => `${name} is ${count}`);
  return `${said.join()} ${JSON.stringify(counts)}`;
}
