import type { CarriedProtocol } from '../protocol.ts';
import { CERTIFICATE_SEEN } from './tls/hidden-owner.ts';

/** A stream of cells by the lengths of its records. */
export const CELLS_SEEN = 1;

/**
 * Tor's links, by what TLS shows of them: the certificates with two made-up names that were in the clear up to 1.2, and after
 * a hello with a made-up name, records that hold whole cells. Transports that hide Tor are not told.
 */
export const tor: CarriedProtocol = {
  kind: 'carried',
  name: 'tor',
  title: 'Tor, link between onion routers',
  spec: 'tor-spec, "Negotiating and initializing connections" and "Cell packet format"',
  fields: {},
  anomalies: {},
  functionName: (fn: number): string | undefined =>
    fn === CELLS_SEEN ? 'cells' : fn === CERTIFICATE_SEEN ? 'certificate' : undefined,
  undecoded:
    'Everything: it is encrypted. Records count as TLS; a link of fewer than eight records of cells is not told. Tried on a real client and relay.',
};
