/**
 * The words of findings.json, apart from its schema: a command that writes findings needs them at once, and the
 * library behind schemas costs every start 30 ms.
 */
export const categories = [
  'hidden-path',
  'contract',
  'segmentation',
  'controller-access',
  'remote-access',
  'remote-command',
  'data-leaving',
  'way-in',
  'ransomware',
  'beacon',
  'indicator',
] as const;
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export const confidences = ['possible', 'probable', 'confirmed'] as const;
export const statuses = ['undeclared', 'declared-within-limits', 'declared-outside-limits', 'not-applicable'] as const;
export const signFamilies = ['identity', 'routing', 'address', 'timing', 'naming', 'application'] as const;
/** Outcome of testing another explanation against the facts. */
export const alternativeResults = ['refuted', 'supported', 'not-observable'] as const;
