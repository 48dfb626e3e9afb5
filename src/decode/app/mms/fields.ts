import type { AnomalySpec, FieldSpec } from '../../protocol.ts';
import { kinds } from './functions.ts';
import type { Member, Members } from './schema.ts';
import { member } from './schema.ts';
import { INITIATE_CALLED, INITIATE_CALLING, services, unconfirmedServices } from './services.ts';

const docs: Readonly<Record<string, string>> = {
  objectName: 'ours: name of the object a service is about',
  written: 'ours: a variable was written',
  domainSpecific: 'domain whose names are asked for',
  variable: 'variable, as IEC 61850 writes it where it is one of its: `LD0/LLN0.Mod.stVal [ST]`',
  listName: 'named list of variables',
  data: 'value of a variable; of structures and arrays, one after the other',
  failure: 'why a variable could not be read or written (data access error)',
  domainName: 'domain: a program, its data, or a logical device',
  programInvocationName: 'program that can be started and stopped',
  fileName: 'name of a file',
  loadData: 'length of a piece of a domain',
  fileData: 'length of a piece of a file',
};

/** Names in the services' notation, with how they are written in words. */
function named(): Map<string, FieldSpec> {
  const found = new Map<string, FieldSpec>();
  const bodies = [...services, ...unconfirmedServices].flatMap(({ request, response }) => [request, response]);
  for (const notation of [...bodies, INITIATE_CALLING, INITIATE_CALLED]) collect(found, member(notation));
  return found;
}

function collect(found: Map<string, FieldSpec>, { name, members }: Member): void {
  if (name !== '') {
    const words = name.replaceAll(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`);
    found.set(`mms.${name}`, { doc: docs[name] ?? words });
  }
  if (members !== undefined) collectAll(found, members);
}

function collectAll(found: Map<string, FieldSpec>, { byTag, universal, byOrder }: Members): void {
  for (const each of [...byTag.values(), ...(universal === undefined ? [] : [universal])]) collect(found, each);
  for (const each of byOrder) if (each !== undefined) collectAll(found, each);
}

/** Wireshark names services and the elements of their requests alike; where it names an element, so do we. */
export const fields: Readonly<Record<string, FieldSpec>> = {
  'mms.MMSpdu': { doc: `kind of PDU: ${kinds.join(', ')}` },
  'mms.invokeID': { doc: 'number of a request, repeated in its answer' },
  'mms.confirmedServiceRequest': { doc: 'service asked for' },
  'mms.confirmedServiceResponse': { doc: 'service answered' },
  'mms.failedService': { doc: 'ours: service whose request an error answers' },
  'mms.unconfirmedService': { doc: 'service that wants no answer' },
  'mms.errorClass': { doc: 'class of an error, or of why a PDU was rejected' },
  'mms.errorCode': { doc: 'error in its class' },
  'mms.value': { doc: 'ours: the only value of a service' },
  'mms.other': { doc: 'ours: a value that has no name here, as hexadecimal digits' },
  'mms.cut': { doc: 'ours: more elements, or deeper ones, than are shown' },
  'mms.packed': { doc: 'ours: a structure is packed' },
  'mms.component': { doc: 'name of a component of a structure' },
  ...Object.fromEntries(named()),
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'foreign-payload': { doc: 'ISO transport data that is no session, on a connection that speaks MMS' },
  'transport-malformed': { doc: 'a TPKT without a COTP header that can be read' },
  'fragments-broken': { doc: 'COTP fragments without an end, or longer than what is kept' },
  malformed: { doc: 'an element of the PDU does not fit in what is around it' },
  'service-unknown': { doc: 'a service that is not in ISO 9506-2' },
  'service-mismatch': { doc: 'the answer has another service than its request' },
  'answer-without-request': { doc: 'no open request has this number' },
  'request-unanswered': { doc: 'a request was displaced by a later one before an answer came' },
  'variables-over-limit': { doc: 'more variables in one request than become commands' },
};
