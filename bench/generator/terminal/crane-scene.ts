import type { Random } from '../random.ts';
import { type End, localEnd, remoteEnd } from '../simulate/end.ts';
import { Host } from '../simulate/host.ts';
import type { Lan } from '../simulate/lan.ts';
import { distantPath, fibrePath, switchPath } from '../simulate/path.ts';
import { millisecond } from '../simulate/scheduler.ts';
import type { CranePlan, DeviceKey, ShoreHostPlan, TerminalPlan } from './plan.ts';
import { type Move, planMoves } from './work-cycle.ts';

/** Everything an actor on one crane needs to know. */
export interface CraneScene {
  readonly plan: CranePlan;
  readonly terminal: TerminalPlan;
  readonly lan: Lan;
  readonly random: Random;
  readonly moves: readonly Move[];
  device(key: DeviceKey): End;
  shore(key: ShoreHostPlan['key']): End;
  /** A host that stands in no plan, on this crane's switch. */
  stranger(name: string, mac: string, ip: string, stack: Host['stack']): End;
  /** A fork of the crane's random numbers for one actor. */
  randomFor(name: string): Random;
}

export function craneScene(terminal: TerminalPlan, plan: CranePlan, lan: Lan, random: Random): CraneScene {
  const local = (host: Host): End => localEnd(host, switchPath(random.fork(`path ${host.name}`)));
  const devices = new Map<DeviceKey, End>();
  for (const device of plan.devices) {
    devices.set(device.key, local(new Host(device.id, device.mac, device.ip, device.stack, random)));
  }
  const device = (key: DeviceKey): End => found(devices, key);
  const firewall = device('firewall').host;
  const ashore = new Map<ShoreHostPlan['key'], End>();
  for (const host of terminal.shore) {
    const numbers = random.fork(`path ${host.id}`);
    const path = host.key === 'partner' ? distantPath(numbers, 17 * millisecond) : fibrePath(numbers);
    // A host's own MAC never reaches the crane; the router's stands in its place.
    const remote = new Host(host.id, '00:00:00:00:00:00', host.ip, host.stack, random);
    ashore.set(host.key, remoteEnd(remote, firewall, path, { hops: host.hops }));
  }
  return {
    plan,
    terminal,
    lan,
    random,
    moves: planMoves(random.fork('moves'), lan.scheduler.end),
    device,
    shore: (key) => found(ashore, key),
    stranger: (name, mac, ip, stack) => local(new Host(name, mac, ip, stack, random)),
    randomFor: (name) => random.fork(name),
  };
}

function found<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the plan has no ${String(key)}`);
  return value;
}
