import { appProtocols, packetProtocols } from '../../../src/decode/registry.ts';
import type { Target } from '../engine/target.ts';
import { captureTarget } from './capture-reader.ts';
import { certificateTarget } from './certificate.ts';
import { datagramTarget, packetTarget } from './datagram-protocol.ts';
import { declarationTargets } from './declaration.ts';
import { fragmentsTarget } from './fragments.ts';
import { linkTargets } from './link.ts';
import { streamTarget } from './stream-protocol.ts';
import { observerTarget } from './tap-observer.ts';
import { tcpOptionsTarget } from './tcp-options.ts';
import { gzipTarget, zstdTarget } from './unpack.ts';

/** Everything that takes bytes from outside. Decoders come from the registries: a new one is fuzzed without a line here. */
export const allTargets: readonly Target[] = [
  captureTarget('capture-pcap'),
  captureTarget('capture-pcapng'),
  gzipTarget,
  zstdTarget,
  ...linkTargets(),
  fragmentsTarget,
  tcpOptionsTarget,
  // One protocol may be carried by several numbers under one name, as ARP and RARP are: its parser is one.
  ...packetProtocols
    .filter((one, i) => packetProtocols.findIndex(({ name }) => name === one.name) === i)
    .map(packetTarget),
  ...appProtocols.map((app) => (app.kind === 'stream' ? streamTarget(app) : datagramTarget(app))),
  certificateTarget,
  observerTarget,
  ...declarationTargets(),
];
