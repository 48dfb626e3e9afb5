import type { Category } from '../../src/schema/finding.ts';
import { identifierOf } from './decoder-skeleton.ts';

/** What tools/new-detector.ts writes: a rule that fires on a name nobody has, to be replaced line by line. */
export interface NewDetector {
  /** Lower case with dashes: the file's name, the rule's id, and part of every finding's id. */
  readonly name: string;
  readonly title: string;
  readonly category: Category;
}

export function detectorSource({ name, title, category }: NewDetector): string {
  const id = identifierOf(name);
  return `import type { Device } from '../../resolve/estate.ts';
import type { Finding } from '../../schema/finding.ts';
import { ethernetAddress, quoted } from '../display-filter.ts';
import { makeFinding } from '../make-finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import type { TapView } from '../tap-view.ts';

export const ${id}: Rule = {
  id: '${name}',
  category: '${category}',
  title: '${title}',
  why: 'TODO: one sentence for the person who has to decide what to do.',
  source: 'TODO: the standard, advisory or paper that says so',
  // TODO: every signal without which silence means nothing; the verdict becomes inconclusive where one is missing.
  needs: ['frames', 'link-addresses'],
  // TODO: technique ids of ATT&CK for ICS, and keys of data/law.tsv.
  attack: [],
  law: [],
  appliesTo: (place) => place.kind === 'crane',
  find: (context) => context.views.flatMap((view) => findOnTap(context, view)),
};

function findOnTap(context: RuleContext, view: TapView): readonly Finding[] {
  return view.tap.devices
    .filter((device) => device.names.includes('todo'))
    .map((device) => findingFor(context, view, device));
}

function findingFor(context: RuleContext, view: TapView, device: Device): Finding {
  const name = device.names[0] ?? device.key;
  return makeFinding(${id}, context, view, {
    severity: 'low',
    confidence: 'possible',
    status: view.declaredDevice(device.mac, device.addresses[0]?.ip ?? '') ? 'declared-within-limits' : 'undeclared',
    subject: device.key,
    // TODO: what beside the subject makes it this finding and no other. It is part of the id: no time, no count.
    object: '',
    title: \`\${name} TODO: what it does\`,
    signs: [
      {
        id: '${name}',
        family: 'naming',
        weight: 200,
        text: \`It calls itself \${quoted(name)}.\`,
        filter: ethernetAddress(device.mac),
        count: device.count,
        first: device.first,
        last: device.last,
        frames: device.frames,
      },
    ],
    // TODO: every other explanation, tested where the facts can test it.
    alternatives: [{ text: 'TODO: what else would look like this.', result: 'not-observable' }],
    next: ['TODO: what to do, safest first.'],
  });
}
`;
}

export function detectorTestSource({ name, title }: NewDetector): string {
  return `import { describe, expect, it } from 'vitest';
import { cms, inspect, ordinaryCrane } from '../../../test/support/crane-scene.ts';
import type { PartBuilder } from '../../../test/support/part-builder.ts';
import type { Finding } from '../../schema/finding.ts';

function found(builder: PartBuilder): readonly Finding[] {
  return inspect([builder.build()]).findings.filter(({ rule }) => rule === '${name}');
}

describe('${title}', () => {
  it('an ordinary crane is silent', () => {
    expect(found(ordinaryCrane())).toEqual([]);
  });

  it('is told once for its subject, with the frames that show it', () => {
    const findings = found(ordinaryCrane().claim(\`ip:\${cms.ip}\`, 'hostname', 'todo', 'dhcp'));
    expect(findings).toMatchObject([{ severity: 'low', status: 'declared-within-limits', subject: { mac: cms.mac } }]);
    expect(findings[0]?.signs[0]?.frameCount).toBeGreaterThan(0);
  });

  it.todo('what is declared is told as declared, and outside its limits as such');
  it.todo('the filter selects in Wireshark the frames that it names');
});
`;
}
