import type { CarriedProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { actionFunction, ENCRYPTED, functionName, IDENTIFY } from './winrm/actions.ts';

/**
 * Windows Remote Management: WS-Management in requests of HTTP. Its actions, and the commands given to shells, where the
 * envelopes are in the clear; that there are requests where they are encrypted, as they are by default.
 */
export const winrm: CarriedProtocol = {
  kind: 'carried',
  name: 'winrm',
  title: 'Windows Remote Management (WS-Management)',
  spec: 'DSP0226; [MS-WSMV]',
  fields: {
    'winrm.action': { doc: 'What the request is to do, as its header names it.' },
    'winrm.resource': { doc: 'What it is to be done to.' },
    'winrm.command': { doc: 'Command line that a shell is given.' },
  },
  anomalies: {},
  functionName,
  undecoded:
    'Answers; encrypted envelopes; what lies behind the first 4 KiB of an envelope; PowerShell’s objects. Signature unproven: no capture at hand has it.',
};

const TARGET = /^\/wsman(?:[/?-]|$)/i;
const SOAP = /^application\/soap\+xml/i;
const CIPHERTEXT = /^multipart\/(?:x-multi-)?encrypted/i;

/** Whether a request is one of WinRM, by what it is sent to and what it says it holds. */
export function winrmRequest(target: string, contentType: string): 'soap' | 'encrypted' | undefined {
  if (!TARGET.test(target)) return undefined;
  return SOAP.test(contentType) ? 'soap' : CIPHERTEXT.test(contentType) ? 'encrypted' : undefined;
}

export function tellEncrypted(turn: Turn): void {
  turn.inside(winrm);
  turn.message(ENCRYPTED);
  tellPeers(turn);
  turn.inside(undefined);
}

/** Says what an envelope asks for. Elements are found by their local names: prefixes are the sender's choice. */
export function tellSoap(turn: Turn, text: string): void {
  const action = element(text, ACTION);
  const identify = action === undefined && IDENTIFY_ELEMENT.test(text);
  if (action === undefined && !identify) return;
  turn.inside(winrm);
  turn.message(action === undefined ? IDENTIFY : actionFunction(action));
  if (turn.tracing && action !== undefined) {
    turn.field('winrm.action', action);
    const resource = element(text, RESOURCE);
    if (resource !== undefined) turn.field('winrm.resource', resource);
    const command = element(text, COMMAND);
    if (command !== undefined) turn.field('winrm.command', command);
  }
  tellPeers(turn);
  turn.inside(undefined);
}

function tellPeers(turn: Turn): void {
  turn.claim(turn.sender, 'role', 'winrm-client');
  turn.claim(turn.receiver, 'role', 'winrm-server');
}

function element(text: string, pattern: RegExp): string | undefined {
  return pattern.exec(text)?.[1]?.trim();
}

// Bounded in each part, so that an envelope of nothing but brackets costs no more than its length.
const ACTION = /<(?:[\w-]{1,16}:)?Action(?:\s[^<>]{0,200})?>([^<]{1,300})</;
const RESOURCE = /<(?:[\w-]{1,16}:)?ResourceURI(?:\s[^<>]{0,200})?>([^<]{1,300})</;
const COMMAND = /<(?:[\w-]{1,16}:)?Command(?:\s[^<>]{0,200})?>([^<]{1,1000})</;
const IDENTIFY_ELEMENT = /<(?:[\w-]{1,16}:)?Identify[\s/>]/;
