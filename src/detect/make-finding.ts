import { compareText } from '../kernel/compare.ts';
import { isoTime } from '../kernel/time.ts';
import type { Sighting } from '../resolve/sighting.ts';
import type { Alternative, Confidence, Finding, FindingStatus, Severity, Sign, SignFamily } from '../schema/finding.ts';
import { findingId } from './finding-id.ts';
import { frameReferences } from './frame-references.ts';
import { type Observation, together } from './observation.ts';
import type { Rule, RuleContext } from './rule.ts';
import type { TapView } from './tap-view.ts';

/** What a rule saw by itself, where no row of knowledge/signs stands for it. */
export interface RuleSign extends Sighting {
  readonly id: string;
  readonly family: SignFamily;
  readonly weight: number;
  readonly text: string;
  readonly filter: string;
}

export interface FindingDraft {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly status: FindingStatus;
  /** MAC, else IP within the tap. */
  readonly subject: string;
  /** What beside the subject makes it this finding and no other; empty where a subject has one only. */
  readonly object: string;
  readonly title: string;
  readonly signs: readonly RuleSign[];
  readonly alternatives: readonly Alternative[];
  readonly attack?: readonly string[];
  readonly next: readonly string[];
  /** Left out: the span of the signs. For what was not seen, the span in which it was looked for. */
  readonly seen?: { readonly first: bigint; readonly last: bigint };
}

export function ruleSignOf(observed: Observation): RuleSign {
  const { sign, weight, text, filter, count, first, last, frames } = observed;
  return { id: sign.id, family: sign.family, weight, text, filter, count, first, last, frames };
}

export function makeFinding(rule: Rule, context: RuleContext, view: TapView, draft: FindingDraft): Finding {
  const seen = draft.seen ?? together(draft.signs);
  const paragraphs = rule.law.flatMap((key) => view.knowledge.paragraph(key) ?? []);
  return {
    id: findingId(context.crypto, rule.id, view.tap.tap, draft.subject, draft.object),
    rule: rule.id,
    category: rule.category,
    severity: draft.severity,
    confidence: draft.confidence,
    status: draft.status,
    crane: view.place.id,
    tap: view.tap.tap,
    subject: subjectOf(view, draft.subject),
    title: draft.title,
    signs: draft.signs.map((sign) => signOf(view, sign)),
    alternatives: [...draft.alternatives],
    attack: [...(draft.attack ?? rule.attack)],
    law: paragraphs,
    next: [...draft.next],
    firstSeen: isoTime(seen.first),
    lastSeen: isoTime(seen.last),
  };
}

function signOf(view: TapView, sign: RuleSign): Sign {
  return {
    id: sign.id,
    family: sign.family,
    for: sign.weight >= 0,
    weight: sign.weight,
    text: sign.text,
    frames: frameReferences(view.tap, sign.frames),
    frameCount: sign.count,
    filter: sign.filter,
  };
}

function subjectOf(view: TapView, key: string): Finding['subject'] {
  const device = view.device(key);
  if (device === undefined) {
    const isMac = /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(key);
    return { mac: isMac ? key : '', ips: isMac || key === '' ? [] : [key], name: view.nameOf(isMac ? key : '') };
  }
  const ips = [...new Set(device.addresses.map(({ ip }) => ip))].sort(compareText);
  return { mac: device.mac, ips, name: view.nameOf(device.mac) };
}
