/** Functions of WS-Management by the action that a message's header names (DSP0226, [MS-WSMV] 3.1.4). */
export const ENCRYPTED = 1;
export const IDENTIFY = 2;
export const INVOKE = 3;
const FIRST = 0x10;

const actions: readonly (readonly [end: string, name: string])[] = [
  ['/transfer/Get', 'get'],
  ['/transfer/Put', 'put'],
  ['/transfer/Create', 'create'],
  ['/transfer/Delete', 'delete'],
  ['/enumeration/Enumerate', 'enumerate'],
  ['/enumeration/Pull', 'pull'],
  ['/enumeration/Release', 'release'],
  ['/eventing/Subscribe', 'subscribe'],
  ['/eventing/Unsubscribe', 'unsubscribe'],
  ['/eventing/Renew', 'renew'],
  ['/wsman/Event', 'event'],
  ['/wsman/Events', 'events'],
  ['/wsman/Heartbeat', 'heartbeat'],
  ['/wsman/Ack', 'acknowledge'],
  ['/shell/Command', 'shell command'],
  ['/shell/Send', 'shell send'],
  ['/shell/Receive', 'shell receive'],
  ['/shell/Signal', 'shell signal'],
  ['/shell/Connect', 'shell connect'],
  ['/shell/Disconnect', 'shell disconnect'],
  ['/shell/Reconnect', 'shell reconnect'],
];

export function actionFunction(action: string): number {
  const at = actions.findIndex(([end]) => action.endsWith(end));
  return at < 0 ? INVOKE : FIRST + at;
}

export function functionName(fn: number): string | undefined {
  if (fn === ENCRYPTED) return 'encrypted request';
  if (fn === IDENTIFY) return 'identify';
  if (fn === INVOKE) return 'invoke a method';
  return fn < FIRST ? undefined : actions[fn - FIRST]?.[1];
}
