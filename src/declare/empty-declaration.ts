import type { Declaration } from './declaration.ts';

/** For a run without a declaration: everything is observed, nothing is declared. */
export const EMPTY_DECLARATION: Declaration = {
  site: {},
  taps: [],
  cranes: [],
  networks: [],
  zones: [],
  conduits: [],
  gateways: [],
  grants: [],
  services: [],
  devices: [],
  contract: [],
};
