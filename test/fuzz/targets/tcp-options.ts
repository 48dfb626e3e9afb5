import { Packet } from '../../../src/decode/packet.ts';
import { emptyTcpOptions, readTcpOptions } from '../../../src/decode/transport/tcp-options.ts';
import { holds, type Target } from '../engine/target.ts';
import { windowings } from './windows.ts';

/** Longest options of a TCP header. */
const MAX_OPTION_BYTES = 40;

/** The options of one TCP header, with nothing that belongs to them behind it. */
export const tcpOptionsTarget: Target = {
  name: 'tcp-options',
  maxLength: MAX_OPTION_BYTES,
  blocks: { base: 600, perByte: 20 },
  execute(input) {
    const answers = windowings.map((windowed) => {
      const { bytes, view, start, end } = windowed(input);
      const p = new Packet();
      p.bytes = bytes;
      p.view = view;
      p.optionsAt = start;
      p.payload = end;
      p.end = end;
      const options = emptyTcpOptions();
      readTcpOptions(p, options);
      return JSON.stringify(options);
    });
    holds(new Set(answers).size === 1, () => `what lies behind the options matters: ${answers.join(' | ')}`);
  },
};
