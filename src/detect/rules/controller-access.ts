import type { FunctionClass } from '../../declare/declaration.ts';
import type { Finding, Severity } from '../../schema/finding.ts';
import { type AccessCase, controllerAccess } from '../controller-access.ts';
import { between } from '../display-filter.ts';
import { makeFinding, type RuleSign } from '../make-finding.ts';
import type { Rule, RuleContext } from '../rule.ts';
import type { TapView } from '../tap-view.ts';

/** The worst thing done decides. */
const SEVERITY: Readonly<Record<FunctionClass, Severity>> = {
  read: 'medium',
  write: 'high',
  program: 'high',
  stop: 'high',
};
const TECHNIQUES: Readonly<Record<FunctionClass, readonly string[]>> = {
  read: ['T0801', 'T0861'],
  write: ['T0836', 'T0855'],
  program: ['T0843'],
  stop: ['T0858', 'T0816'],
};
const WORST_FIRST: readonly FunctionClass[] = ['stop', 'program', 'write', 'read'];

export const controllerAccessRule: Rule = {
  id: 'controller-access',
  category: 'controller-access',
  title: 'Reads or commands a controller without being declared',
  why: 'Who may read and who may command a controller is the heart of a crane; a reader nobody knows of is how a hidden monitor looks from the network, a writer nobody knows of can move things.',
  source: 'IEC 62443-3-3 SR 2.1; sign S19',
  needs: ['frames', 'two-way-traffic', 'long-enough', 'no-loss', 'controller-commands', 'declared-clients'],
  attack: ['T0848'],
  law: ['network-monitoring', 'least-privilege', 'exploitable-channels'],
  appliesTo: (place, views) => place.kind === 'crane' || views.some(({ tap }) => tap.controllers.length > 0),
  find: (context) =>
    context.views.flatMap((view) => controllerAccess(view).flatMap((one) => findingFor(context, view, one))),
};

function findingFor(context: RuleContext, view: TapView, one: AccessCase): readonly Finding[] {
  if (one.permitted === 'declared' || one.permitted === 'unknown' || one.classes.length === 0) return [];
  const { controller, client } = one;
  const granted = one.permitted === 'granted';
  const worst = WORST_FIRST.find((name) => one.classes.includes(name)) ?? 'read';
  const signs = one.classes.map((name) => signOf(one, name));
  const who = view.nameOf(client.mac) || client.ip;
  const whom = view.nameOf(controller.mac) || controller.ip;
  return [
    makeFinding(controllerAccessRule, context, view, {
      severity: granted ? 'info' : SEVERITY[worst],
      confidence: 'confirmed',
      status: granted
        ? 'declared-within-limits'
        : one.permitted === 'grant-exceeded' || one.reason !== 'not-listed'
          ? 'declared-outside-limits'
          : 'undeclared',
      subject: client.mac || client.ip,
      object: `${controller.ip} ${controller.protocol}`,
      title: `${who} ${VERBS[worst]} ${whom} (${controller.protocol})${granted ? `, under grant ${one.grant}` : ', and nobody declared that it may'}`,
      signs,
      alternatives: [
        {
          text: 'It is a declared client of this controller.',
          result: one.reason === 'not-listed' ? 'refuted' : 'supported',
        },
        {
          text: 'Somebody was working with a permission at that time.',
          result: granted ? 'supported' : view.declaration.grants.length === 0 ? 'not-observable' : 'refuted',
        },
        {
          text: 'It is a new historian, OCR or engineering computer that nobody has declared yet.',
          result: 'not-observable',
        },
      ],
      attack: [...controllerAccessRule.attack, ...TECHNIQUES[worst]],
      next: granted
        ? ['Nothing to do now; the session stands in the record of the grant.']
        : nextSteps(one, who, worst),
    }),
  ];
}

const VERBS: Readonly<Record<FunctionClass, string>> = {
  read: 'reads',
  write: 'writes to',
  program: 'loads or changes the program of',
  stop: 'starts, stops or changes the mode of',
};

function signOf({ controller, client }: AccessCase, name: FunctionClass): RuleSign {
  const seen = client.byAccess[name];
  const period = client.period === undefined || name !== 'read' ? '' : `, usually every ${periodText(client.period)}`;
  const objects = client.objects.slice(0, MAX_OBJECTS).join(', ');
  const more = client.objects.length > MAX_OBJECTS ? ` and ${client.objects.length - MAX_OBJECTS} more` : '';
  return {
    id: name === 'read' ? 'S19' : `controller-${name}`,
    family: 'application',
    weight: name === 'read' ? 180 : 300,
    text: `${client.ip} sent ${seen.count} ${name} requests to ${controller.ip}${period}${objects === '' ? '' : `: ${objects}${more}`}.`,
    filter: `${between(client.ip, controller.ip)} && tcp.port == ${controller.port}`,
    ...seen,
  };
}

const MAX_OBJECTS = 6;

function periodText({ from, to }: { readonly from: number; readonly to: number }): string {
  const text = (nanos: number): string => (nanos >= 1e9 ? `${nanos / 1e9} s` : `${nanos / 1e6} ms`);
  return `${text(from)} to ${text(to)}`;
}

function nextSteps({ client, controller }: AccessCase, who: string, worst: FunctionClass): readonly string[] {
  const steps = [
    `Ask the crane's maintenance and controls people who runs ${who} (${client.ip}) and since when it reads ${controller.ip}.`,
    `Find ${client.mac === '' ? client.ip : client.mac} on the switch (address table), walk to it, photograph it and its wiring in place.`,
    'Look for a second way out of it: antennas, SIM trays, serial or USB modems; a capture cannot show those.',
    'If it belongs there, add it to the list of clients of the controller with the classes it needs, and give it an end.',
  ];
  if (worst === 'read') return steps;
  return [
    'Ask the crane operation whether anything moved or changed at these times; compare the program in the controller with the kept copy.',
    ...steps,
  ];
}
