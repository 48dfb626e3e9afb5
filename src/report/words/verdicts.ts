import type { Verdict } from '../../schema/case.ts';
import type {
  AlternativeResult,
  Category,
  Confidence,
  FindingStatus,
  Severity,
  SignFamily,
} from '../../schema/finding.ts';
import type { ProgramState } from '../../schema/facts/vocabulary.ts';
import type { ContractMark, ProgramMark, Standing } from '../report-input.ts';

/** A word of ours for people, and a mark that tells it apart without colour. */
export interface Word {
  readonly label: string;
  readonly mark: string;
  readonly meaning: string;
}

export const verdictWords: Readonly<Record<Verdict, Word>> = {
  confirmed: {
    label: 'Confirmed',
    mark: '■',
    meaning: 'A hidden path out of this network is confirmed by at least two independent kinds of signs.',
  },
  probable: {
    label: 'Probable',
    mark: '◆',
    meaning: 'A hidden path is probable; one more independent observation would settle it.',
  },
  inconclusive: {
    label: 'Inconclusive',
    mark: '?',
    meaning: 'Nothing can be ruled out: the captures did not show what would be needed to call it clean.',
  },
  'clean-within-seen': {
    label: 'Clean within what was seen',
    mark: '✓',
    meaning:
      'No hidden path was found, and what was needed to see one was there. It is no promise for other times or places.',
  },
  'not-examined': { label: 'Not examined', mark: '–', meaning: 'No capture of it was given, or none could be read.' },
};

export const severityWords: Readonly<Record<Severity, Word>> = {
  critical: { label: 'Critical', mark: '■', meaning: 'act today' },
  high: { label: 'High', mark: '◆', meaning: 'somebody should be on site soon' },
  medium: { label: 'Medium', mark: '▲', meaning: 'needs one confirmation' },
  low: { label: 'Low', mark: '●', meaning: 'look at it at the next occasion' },
  info: { label: 'Info', mark: '○', meaning: 'known and allowed, told so that nobody forgets it' },
};

export const confidenceWords: Readonly<Record<Confidence, string>> = {
  confirmed: 'confirmed',
  probable: 'probable',
  possible: 'possible',
};

export const statusWords: Readonly<Record<FindingStatus, string>> = {
  undeclared: 'undeclared',
  'declared-within-limits': 'declared, within its limits',
  'declared-outside-limits': 'declared, outside its limits',
  'not-applicable': '',
};

export const programWords: Readonly<Record<ProgramMark, Word>> = {
  approved: { label: 'approved', mark: '✓', meaning: 'the list of approved programs has it, byte for byte' },
  differs: { label: 'differs', mark: '≠', meaning: 'the list has this block with other content' },
  'not-listed': { label: 'not on the list', mark: '◆', meaning: 'the list does not have this block' },
  incomplete: { label: 'incomplete', mark: '?', meaning: 'not all of it was seen: it can be neither of these' },
  'no-list': { label: 'no list given', mark: '–', meaning: 'the declaration has no list of approved programs' },
};

/** Why a program has no hash. */
export const programStateWords: Readonly<Record<ProgramState, string>> = {
  complete: 'whole',
  hole: 'bytes are missing in the capture',
  cut: 'the transfer was not seen to its end',
  'no-beginning': 'the transfer had begun before',
  refused: 'the controller refused it or gave it up',
  'size-differs': 'not as long as was declared',
  'over-limit': 'more or longer than is followed',
};

export const categoryWords: Readonly<Record<Category, string>> = {
  'hidden-path': 'hidden path',
  contract: 'contract and inventory',
  segmentation: 'segmentation',
  'controller-access': 'access to a controller',
  'remote-access': 'remote access',
  'remote-command': 'remote command',
  'data-leaving': 'data leaving',
  'way-in': 'way in',
  ransomware: 'ransomware',
  beacon: 'beacon',
  indicator: 'indicator',
};

export const familyWords: Readonly<Record<SignFamily, string>> = {
  identity: 'identity',
  routing: 'routing',
  address: 'address',
  timing: 'timing',
  naming: 'naming',
  application: 'application',
};

export const alternativeWords: Readonly<Record<AlternativeResult, Word>> = {
  refuted: { label: 'Refuted', mark: '✗', meaning: 'the captured facts contradict it' },
  supported: { label: 'Supported', mark: '✓', meaning: 'the captured facts speak for it' },
  'not-observable': { label: 'Cannot be tested', mark: '?', meaning: 'these captures cannot show it' },
};

export const standingWords: Readonly<Record<Standing, Word>> = {
  agreed: { label: 'agreed', mark: '●', meaning: 'a responsible person signed it off' },
  declared: { label: 'declared', mark: '●', meaning: 'somebody declared it' },
  observed: { label: 'observed only', mark: '○', meaning: 'it stands in a draft; nobody has agreed to it' },
  undeclared: { label: 'undeclared', mark: '◆', meaning: 'the declaration does not know it' },
  unknown: { label: 'observed, not declared', mark: '○', meaning: 'no declaration was given' },
};

export const contractWords: Readonly<Record<ContractMark, Word>> = {
  listed: { label: 'in contract', mark: '✓', meaning: 'the contract lists it' },
  differs: { label: 'differs from contract', mark: '≠', meaning: 'the contract lists it otherwise' },
  'not-listed': { label: 'not in contract', mark: '✗', meaning: 'the contract does not list it' },
  none: { label: 'no contract given', mark: '–', meaning: 'nothing to compare with' },
};
