import type { Setting } from '../../bench/machine.ts';
import type { Difference } from './accepted.ts';
import type { DeterminismResult } from './determinism.ts';

/** So many of so many, and a line for each that is not. */
export interface Tally {
  readonly good: number;
  readonly of: number;
  readonly failures: readonly string[];
}

export interface ProtocolResult {
  readonly protocol: string;
  readonly captures: number;
  readonly equal: number;
  readonly accepted: number;
  readonly ours: number;
  readonly tshark: number;
}

/** What one run of the judge found; written as it is to results/<date>.json. */
export interface JudgeResult {
  readonly date: string;
  readonly setting: Setting;
  readonly tshark: string;
  readonly captures: number;
  readonly leftOut: readonly string[];
  readonly seconds: number;
  readonly frames: Tally;
  readonly endings: Tally;
  readonly program: Tally;
  readonly coverage: Tally;
  readonly bytes: Tally;
  readonly shares: Tally;
  readonly pieces: Tally;
  readonly protocols: readonly ProtocolResult[];
  /** Messages inside tunnels and other carriers: not compared, since carriers are recognised and not opened. */
  readonly carried: readonly { readonly carrier: string; readonly captures: number; readonly messages: number }[];
  readonly accepted: readonly {
    readonly protocol: string;
    readonly cause: string;
    readonly reason: string;
    readonly files: readonly string[];
  }[];
  readonly unexplained: readonly Difference[];
  readonly unusedEntries: readonly string[];
  readonly determinism: readonly DeterminismResult[];
  /** On captures that nobody suspects: to be looked at one by one. */
  readonly alarms: Tally;
}

export function judgeFailures(result: JudgeResult): string[] {
  const tallies = { ...pick(result) };
  return [
    ...Object.entries(tallies).flatMap(([name, { failures }]) => failures.map((failure) => `${name}: ${failure}`)),
    ...result.unexplained.map((difference) => `counts: ${differenceText(difference)}`),
    ...result.unusedEntries.map((entry) => `accepted.json: ${entry}`),
    ...result.determinism.flatMap(({ input, failures }) =>
      failures.map((failure) => `determinism: ${input}: ${failure}`),
    ),
  ];
}

function pick(result: JudgeResult): Record<string, Tally> {
  const { frames, endings, program, coverage, bytes, shares, pieces, alarms } = result;
  return { frames, endings, program, coverage, bytes, shares, pieces, alarms };
}

const questions: Readonly<Record<string, string>> = {
  frames: '`inspect` counts as many frames as capinfos',
  endings: 'exit 0 or 3, no crash, an answer within 60 s (`inspect` and `decode`, in the judge)',
  program: 'the same by the built program, on every damaged capture and a sample of the others',
  coverage:
    'captured = decoded + encrypted + unrecognised + lost + damaged, to the byte, for every protocol and in all',
  bytes: 'captured bytes equal the sum over the frames that tshark reads',
  shares: 'the same part from 1, 2 and 4 shares and two hash seeds',
  pieces: 'the same part from a capture and from its pieces',
  alarms: 'no hidden path at high or above on captures of offices and household devices',
};

export function judgeText(result: JudgeResult): string {
  const failures = judgeFailures(result);
  const { cpu, cores, memoryGib, kernel, node, commit } = result.setting;
  return `# Judged on real captures, ${result.date}

Commit ${commit}; ${cpu}, ${cores} cores, ${memoryGib} GiB, Linux ${kernel}, Node ${node}; ${result.tshark}.
${result.captures} captures in ${Math.round(result.seconds)} s. ${failures.length === 0 ? 'Nothing failed.' : `**${failures.length} failures**, listed below.`}
${result.leftOut.map((line) => `\nLeft out: ${line}`).join('')}

| question | yes | of |
|---|---:|---:|
${Object.entries(pick(result))
  .map(([name, { good, of }]) => `| ${questions[name]} | ${good} | ${of} |`)
  .join('\n')}
${result.determinism
  .map(
    ({ input, files, variants, failures }) =>
      `| byte-identical case of ${files} files: ${input} (${variants.join('; ')}) | ${variants.length - failures.length} | ${variants.length} |`,
  )
  .join('\n')}

## Messages and functions beside tshark

Well-formed captures. Left out: packets quoted in ICMP errors; and messages inside what this version recognises and
does not open (messages, captures): ${result.carried.map((c) => `${c.carrier} (${c.messages}, ${c.captures})`).join(', ') || 'none'}.

| protocol | captures | equal | accepted | messages | tshark's |
|---|---:|---:|---:|---:|---:|
${result.protocols.map((p) => `| ${p.protocol} | ${p.captures} | ${p.equal} | ${p.accepted} | ${p.ours} | ${p.tshark} |`).join('\n')}

${result.accepted.length === 0 ? '' : `Accepted differences:\n\n${result.accepted.map(({ protocol, cause, reason, files }) => `- **${protocol}, ${cause}** (${files.length}): ${reason} ${files.map((file) => `\`${file}\``).join(', ')}`).join('\n')}\n`}${
  failures.length === 0 ? '' : `\n## Failures\n\n${failures.map((failure) => `- ${failure}`).join('\n')}\n`
}`;
}

export function differenceText({ protocol, functions, file, id }: Difference): string {
  const unequal = Object.entries(functions).map(([name, [ours, theirs]]) => `${name} ${ours}, tshark ${theirs}`);
  return `${protocol}: ${unequal.join('; ')}: ${id} ${file}`;
}
