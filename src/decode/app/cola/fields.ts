import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const fields: Readonly<Record<string, FieldSpec>> = {
  'cola.dialect': { doc: 'How the telegram is written: a, b or 2' },
  'cola.name': { doc: 'Variable, method or event' },
  'cola.index': { doc: 'Number of a variable, method or event' },
  'cola.session': { doc: 'Number of the session, in version 2' },
  'cola.request': { doc: 'Number of the request, in version 2' },
  'cola.error': { doc: 'What the device refused a telegram for' },
  'cola.text': { doc: 'Text of an answer that says who the device is' },
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'checksum-bad': { doc: 'The sum of a binary telegram is wrong' },
  'kind-unknown': { doc: 'A telegram of no known kind' },
  'name-over-limit': { doc: 'A name longer than any variable has' },
  'telegram-long': { doc: 'More than is kept of one telegram; the rest is passed over' },
  'access-mode': { doc: 'A sign-in whose password’s sum anyone on the link can read and send again' },
  'request-unanswered': { doc: 'A request was forgotten without an answer' },
};
