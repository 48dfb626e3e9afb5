import type { Random } from '../random.ts';
import { Lan } from '../simulate/lan.ts';
import { type Actor, Scheduler, second } from '../simulate/scheduler.ts';
import { type SeenFrame, Wire } from '../simulate/wire.ts';
import { backupCheck } from './backup-router.ts';
import { addressLease, aliveCheck, neighbourDiscovery, spanningTree, windowsNames } from './chatter.ts';
import { cameraCheck, cameraStream } from './container-images.ts';
import { controllerPolling } from './controller-polling.ts';
import { type CraneScene, craneScene } from './crane-scene.ts';
import { drivePolling, drivePolls } from './drive-polling.ts';
import { hiddenRouterActors } from './hidden-router.ts';
import { grantedMaintenance } from './maintenance.ts';
import { timeKeeping } from './name-and-time.ts';
import type { CranePlan, TerminalPlan } from './plan.ts';
import { cargoReporting, logUpload, statusReporting } from './shore-reporting.ts';
import { tosLink } from './tos-link.ts';
import { undeclaredReaderActors } from './undeclared-reader.ts';

/** All that the mirror port of one crane's switch sees in the given time. */
export function simulateCrane(terminal: TerminalPlan, plan: CranePlan, random: Random): readonly SeenFrame[] {
  const scheduler = new Scheduler(terminal.minutes * 60 * second);
  const wire = new Wire();
  const scene = craneScene(terminal, plan, new Lan(scheduler, wire, random.fork('lan')), random);
  // Nobody starts on a whole millisecond.
  const offsets = random.fork('offsets');
  for (const actor of actors(scene)) scheduler.start(actor, offsets.between(0, 999_999));
  scheduler.run();
  return wire.frames();
}

function actors(scene: CraneScene): readonly Actor[] {
  const { plan } = scene;
  return [
    spanningTree(scene),
    neighbourDiscovery(scene),
    addressLease(scene, 'camera-1'),
    addressLease(scene, 'camera-2'),
    // On every third crane the drives had long been polled when the capture began.
    ...drivePolls(plan.number % 3 === 2).map((poll) => drivePolling(scene, poll)),
    controllerPolling(scene, {
      name: 'cms',
      reader: scene.device('cms'),
      periodMs: 1000,
      jitterMs: 12,
      startMs: 1200,
      identify: true,
      heartbeatBlock: 90,
      items: [
        { block: 10, offset: 0, length: 14 },
        { block: 20, offset: 0, length: 6 },
      ],
    }),
    controllerPolling(scene, {
      name: 'rcms',
      reader: scene.shore('rcms'),
      periodMs: 30_000,
      jitterMs: 150,
      startMs: 9400,
      identify: false,
      items: [{ block: 50, offset: 0, length: 32 }],
    }),
    cameraStream(scene, 'camera-1'),
    cameraStream(scene, 'camera-2'),
    cameraCheck(scene, 'camera-1'),
    cameraCheck(scene, 'camera-2'),
    tosLink(scene),
    statusReporting(scene),
    logUpload(scene),
    cargoReporting(scene),
    timeKeeping(scene, 'plc', 64),
    timeKeeping(scene, 'cms', 128),
    timeKeeping(scene, 'ocr', 64),
    windowsNames(scene),
    aliveCheck(scene, 'cms'),
    aliveCheck(scene, 'plc'),
    // Service visits: not on every crane on one morning.
    ...(plan.number % 2 === 1 ? [grantedMaintenance(scene)] : []),
    ...(plan.hiddenRouter === undefined ? [] : hiddenRouterActors(scene, plan.hiddenRouter)),
    ...(plan.backup === undefined ? [] : [backupCheck(scene, plan.backup)]),
    ...(plan.reader === undefined ? [] : undeclaredReaderActors(scene, plan.reader)),
  ];
}
