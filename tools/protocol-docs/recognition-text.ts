import type { AppProtocol, Protocol } from '../../src/decode/protocol.ts';

/** How it is told from all others. */
export function recognitionText(protocol: Protocol): string {
  if (protocol.kind === 'packet') return 'the number in the header that carries it';
  if (protocol.kind === 'carried') return "the carrier's own fields";
  const bytes = firstBytes(protocol);
  const ports = protocol.ports.length === 0 ? 'no port' : `port ${protocol.ports.join(', ')}`;
  return (
    `content; random bytes pass with odds of 1 in 2^${-protocol.falseMatchLog2}` +
    `${bytes === 256 ? '' : `, and ${bytes} of 256 values can begin it`}. As a hint only: ${ports}`
  );
}

function firstBytes(protocol: AppProtocol): number {
  let count = 0;
  for (let byte = 0; byte < 256; byte++) if (protocol.canBegin?.(byte) ?? true) count++;
  return count;
}
