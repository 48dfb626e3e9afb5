import type { FunctionClass } from '../declare/declaration.ts';
import { type ClientReason, clientFor } from '../declare/lookup/client-for.ts';
import { grantFor } from '../declare/lookup/grant-for.ts';
import type { Controller, ControllerClient } from '../resolve/estate.ts';
import type { TapView } from './tap-view.ts';

/** One client of one controller, beside what is declared. */
export interface AccessCase {
  readonly controller: Controller;
  readonly client: ControllerClient;
  /**
   * `granted`: not in the controller's list, but a grant covers it at that time. `unknown`: the controller has no
   * list of clients that anybody agreed to, so nothing can be said.
   */
  readonly permitted: 'declared' | 'granted' | 'grant-exceeded' | 'undeclared' | 'unknown';
  readonly reason: ClientReason;
  /** What it did, of read, write, program, stop; for an undeclared client all of it, else what exceeds its permission. */
  readonly classes: readonly FunctionClass[];
  readonly grant: string;
}

const CLASSES: readonly FunctionClass[] = ['read', 'write', 'program', 'stop'];

export function controllerAccess(view: TapView): readonly AccessCase[] {
  return view.tap.controllers.flatMap((controller) =>
    controller.clients.map((client) => accessOf(view, controller, client)),
  );
}

function accessOf(view: TapView, controller: Controller, client: ControllerClient): AccessCase {
  const done = CLASSES.filter((name) => client.byAccess[name].count > 0);
  const server = view.declaredDevice(controller.mac, controller.ip);
  const base = { controller, client, grant: '' };
  if (server === undefined) return { ...base, permitted: 'unknown', reason: 'no-list', classes: done };
  const match = view.declaredDevice(client.mac, client.ip);
  // A stranger under the address of a declared client is not that client.
  const id = match === undefined || match.differs === 'mac' ? undefined : match.device.id;
  const judged = (done.length > 0 ? done : [undefined]).map((name) => ({
    name,
    reason: clientFor(view.declaration, server.device, id, controller.protocol, name),
  }));
  if (judged.some(({ reason }) => reason === 'no-list')) {
    return { ...base, permitted: 'unknown', reason: 'no-list', classes: done };
  }
  const refused = judged.filter(({ reason }) => reason !== 'allowed');
  const worst = refused[0];
  if (worst === undefined) return { ...base, permitted: 'declared', reason: 'allowed', classes: done };
  const classes = refused.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const granted = grantOf(view, controller, client);
  return { ...base, permitted: granted.permitted, reason: worst.reason, classes, grant: granted.grant };
}

/** A grant covers an access when it holds at its first and its last frame. */
function grantOf(
  view: TapView,
  controller: Controller,
  client: ControllerClient,
): { permitted: 'granted' | 'grant-exceeded' | 'undeclared'; grant: string } {
  const seen = { from: client.ip, to: { mac: controller.mac, ip: controller.ip }, tool: controller.protocol };
  const first = grantFor(view.declaration, view.tap.tap, { ...seen, time: client.first });
  const last = grantFor(view.declaration, view.tap.tap, { ...seen, time: client.last });
  const grant = first?.grant.id ?? last?.grant.id ?? '';
  if (first === undefined && last === undefined) return { permitted: 'undeclared', grant };
  return { permitted: first?.inside && last?.inside ? 'granted' : 'grant-exceeded', grant };
}
