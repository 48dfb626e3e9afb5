import { stdout } from 'node:process';
import { carrierText } from '../../../decode/carrier-text.ts';
import { appProtocols, carriedProtocols, packetProtocols } from '../../../decode/registry.ts';
import type { Protocol } from '../../../decode/protocol.ts';
import { percent, specCoverage, type SpecList } from '../../../decode/spec-list.ts';
import { EXIT_DONE } from '../exit-codes.ts';

interface ProtocolLine {
  readonly name: string;
  readonly title: string;
  readonly carrier: string;
  /** Odds that random bytes pass for it, as a power of two; null where a number of the carrier tells. */
  readonly falseMatchLog2: number | null;
  readonly ports: readonly number[];
  readonly fields: number;
  readonly anomalies: number;
  readonly spec: string;
  readonly undecoded: string;
  /** The specification's lists with the depth of each entry; empty for protocols that have none. */
  readonly lists: readonly SpecList[];
}

/** What is decoded, how it is told apart, how deep it is read and what is left out, from the registry itself. */
export async function protocols(options: { readonly json?: boolean }): Promise<void> {
  const lines = [...appProtocols, ...carriedProtocols, ...packetProtocols].map(lineOf);
  if (options.json === true) stdout.write(`${JSON.stringify(lines, undefined, 2)}\n`);
  else {
    const { default: Table } = await import('cli-table3');
    const table = new Table({
      head: ['protocol', 'over', 'told by', 'named, decoded', 'fields', 'not decoded'],
      colWidths: [13, 13, 24, 17, 8, 52],
      wordWrap: true,
      style: { head: [], border: [] },
    });
    for (const line of lines)
      table.push([line.name, line.carrier, recognition(line), depth(line), line.fields, line.undecoded]);
    stdout.write(`${table.toString()}\n`);
  }
  process.exitCode = EXIT_DONE;
}

function lineOf(protocol: Protocol): ProtocolLine {
  const { name, title, spec, fields, anomalies, undecoded } = protocol;
  const app = 'ports' in protocol ? protocol : undefined;
  return {
    name,
    title,
    carrier: carrierText(protocol),
    falseMatchLog2: app?.falseMatchLog2 ?? null,
    ports: app?.ports ?? [],
    fields: Object.keys(fields).length,
    anomalies: Object.keys(anomalies).length,
    spec,
    undecoded,
    lists: protocol.specLists?.() ?? [],
  };
}

function recognition({ falseMatchLog2 }: ProtocolLine): string {
  return falseMatchLog2 === null ? 'number of its carrier' : `content, 1 in 2^${-falseMatchLog2}`;
}

/** Per cents of the specification's lists; empty where the protocol brings none. */
function depth({ lists }: ProtocolLine): string {
  const { of, named, decoded } = specCoverage(lists);
  if (of === 0) return '';
  return `${percent(named, of)}, ${percent(decoded, of)} of ${of}`;
}
