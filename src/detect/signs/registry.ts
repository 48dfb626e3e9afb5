import type { SignObserver } from '../observation.ts';
import { claimedTwice } from './claimed-twice.ts';
import { undeclaredReader } from './controller-reader.ts';
import { countedDown } from './countdown.ts';
import { farSide, ordinaryGateway, redundantPair } from './counter-signs.ts';
import { gatewayAskedFor } from './gateway-asked-for.ts';
import { banner, factoryBlock, madeUpAddress, maker, mobileName, stickAddress } from './identities.ts';
import { addressServer, gatewayOffer, routerMessage } from './offers.ts';
import { carrierAddress, outsideAddress, severalOutsideAddresses } from './outside-addresses.ts';
import { radioRoundTrips, segmentSize } from './path-quality.ts';

/** Every observer, in the order of its sign. A new sign is one file, one row in knowledge/signs and one line here. */
export const signObservers: readonly SignObserver[] = [
  outsideAddress,
  severalOutsideAddresses,
  gatewayAskedFor,
  countedDown,
  addressServer,
  gatewayOffer,
  segmentSize,
  radioRoundTrips,
  carrierAddress,
  mobileName,
  maker,
  stickAddress,
  madeUpAddress,
  factoryBlock,
  banner,
  undeclaredReader,
  routerMessage,
  claimedTwice,
  redundantPair,
  farSide,
  ordinaryGateway,
];
