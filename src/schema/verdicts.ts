/** `confirmed` and `probable` speak of a hidden path; `clean-within-seen` never comes without its limits. */
export const verdicts = ['confirmed', 'probable', 'inconclusive', 'clean-within-seen', 'not-examined'] as const;
