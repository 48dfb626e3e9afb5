import type { SpecList } from '../../spec-list.ts';

/** Tags of operations (RFC 4511 4.2 to 4.13), and under which number each is counted: the tag’s own. */
export const BIND_REQUEST = 0x60;
export const BIND_RESPONSE = 0x61;
export const UNBIND_REQUEST = 0x42;
export const SEARCH_REQUEST = 0x63;
export const SEARCH_ENTRY = 0x64;
export const SEARCH_DONE = 0x65;
export const SEARCH_REFERENCE = 0x73;
export const MODIFY_REQUEST = 0x66;
export const ADD_REQUEST = 0x68;
export const DELETE_REQUEST = 0x4a;
export const RENAME_REQUEST = 0x6c;
export const COMPARE_REQUEST = 0x6e;
export const ABANDON_REQUEST = 0x50;
export const EXTENDED_REQUEST = 0x77;
export const EXTENDED_RESPONSE = 0x78;
export const INTERMEDIATE_RESPONSE = 0x79;

export const operations: ReadonlyMap<number, string> = new Map([
  [BIND_REQUEST, 'bind request'],
  [BIND_RESPONSE, 'bind response'],
  [UNBIND_REQUEST, 'unbind request'],
  [SEARCH_REQUEST, 'search request'],
  [SEARCH_ENTRY, 'search result entry'],
  [SEARCH_DONE, 'search result done'],
  [SEARCH_REFERENCE, 'search result reference'],
  [MODIFY_REQUEST, 'modify request'],
  [0x67, 'modify response'],
  [ADD_REQUEST, 'add request'],
  [0x69, 'add response'],
  [DELETE_REQUEST, 'delete request'],
  [0x6b, 'delete response'],
  [RENAME_REQUEST, 'modify DN request'],
  [0x6d, 'modify DN response'],
  [COMPARE_REQUEST, 'compare request'],
  [0x6f, 'compare response'],
  [ABANDON_REQUEST, 'abandon request'],
  [EXTENDED_REQUEST, 'extended request'],
  [EXTENDED_RESPONSE, 'extended response'],
  [INTERMEDIATE_RESPONSE, 'intermediate response'],
]);

/** Operations whose content begins with a result. */
export const withResult: ReadonlySet<number> = new Set([
  BIND_RESPONSE,
  SEARCH_DONE,
  0x67,
  0x69,
  0x6b,
  0x6d,
  0x6f,
  EXTENDED_RESPONSE,
]);

/** RFC 4511 4.1.9. */
export const resultCodes: ReadonlyMap<number, string> = new Map([
  [0, 'success'],
  [1, 'operationsError'],
  [2, 'protocolError'],
  [3, 'timeLimitExceeded'],
  [4, 'sizeLimitExceeded'],
  [5, 'compareFalse'],
  [6, 'compareTrue'],
  [7, 'authMethodNotSupported'],
  [8, 'strongerAuthRequired'],
  [10, 'referral'],
  [11, 'adminLimitExceeded'],
  [12, 'unavailableCriticalExtension'],
  [13, 'confidentialityRequired'],
  [14, 'saslBindInProgress'],
  [16, 'noSuchAttribute'],
  [17, 'undefinedAttributeType'],
  [18, 'inappropriateMatching'],
  [19, 'constraintViolation'],
  [20, 'attributeOrValueExists'],
  [21, 'invalidAttributeSyntax'],
  [32, 'noSuchObject'],
  [33, 'aliasProblem'],
  [34, 'invalidDNSyntax'],
  [36, 'aliasDereferencingProblem'],
  [48, 'inappropriateAuthentication'],
  [49, 'invalidCredentials'],
  [50, 'insufficientAccessRights'],
  [51, 'busy'],
  [52, 'unavailable'],
  [53, 'unwillingToPerform'],
  [54, 'loopDetect'],
  [64, 'namingViolation'],
  [65, 'objectClassViolation'],
  [66, 'notAllowedOnNonLeaf'],
  [67, 'notAllowedOnRDN'],
  [68, 'entryAlreadyExists'],
  [69, 'objectClassModsProhibited'],
  [71, 'affectsMultipleDSAs'],
  [80, 'other'],
]);

const partly: ReadonlySet<number> = new Set([SEARCH_REFERENCE, ABANDON_REQUEST, INTERMEDIATE_RESPONSE]);

export function ldapSpecLists(): readonly SpecList[] {
  return [
    {
      title: 'Operations',
      source: 'RFC 4511 4.1.1',
      entries: [...operations].map(([tag, name]) => ({
        id: `0x${tag.toString(16)}`,
        name,
        depth: partly.has(tag) ? 'named' : 'decoded',
        functions: [tag],
      })),
    },
    {
      title: 'Result codes',
      source: 'RFC 4511 4.1.9',
      entries: [...resultCodes].map(([code, name]) => ({ id: String(code), name, depth: 'decoded' })),
    },
  ];
}
