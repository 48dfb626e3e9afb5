import { type Static, Type } from 'typebox';
import { Gateway, Grant, Service } from './declaration/access.ts';
import { Crane } from './declaration/cranes.ts';
import { Device } from './declaration/devices.ts';
import { Conduit, Network, Zone } from './declaration/networks.ts';
import { CLOSED, listOf, text } from './declaration/parts.ts';
import { Tap } from './declaration/taps.ts';

export const SITE_SCHEMA_NAME = 'quaywatch/site@1';

/**
 * The shape of `site.yaml`: what should be there. `schemas/site.schema.json` is this object, written by
 * `tools/generate-schemas.ts`. What a schema cannot say (references, order of times, overlaps) is checked in
 * `src/declare`.
 */
export const SiteFile = Type.Object(
  {
    schema: Type.Optional(Type.Enum([SITE_SCHEMA_NAME], { description: 'Version of this format.' })),
    site: Type.Optional(
      Type.Object(
        {
          unlocode: Type.Optional(
            Type.String({ pattern: '^[A-Z]{2}[A-Z2-9]{3}$', description: 'UN/LOCODE: five characters, no space.' }),
          ),
          facility: Type.Optional(text('Name or number of the facility.')),
          name: Type.Optional(text('Name of the port.')),
        },
        { ...CLOSED, description: 'The site.' },
      ),
    ),
    taps: Type.Optional(listOf(Tap, 'Places and manners of capture.')),
    cranes: Type.Optional(listOf(Crane, 'Cranes.')),
    networks: Type.Optional(listOf(Network, 'Address blocks in use.')),
    zones: Type.Optional(listOf(Zone, 'Zones.')),
    conduits: Type.Optional(listOf(Conduit, 'Who may speak across zones, and what.')),
    gateways: Type.Optional(listOf(Gateway, 'Ways off a network that are meant to be there.')),
    grants: Type.Optional(listOf(Grant, 'Remote access that was granted.')),
    services: Type.Optional(listOf(Service, 'Servers that hosts may use.')),
    devices: Type.Optional(listOf(Device, 'Devices that are meant to be there.')),
  },
  { ...CLOSED, description: 'What should be there: the declaration of one site.' },
);

export type SiteFile = Static<typeof SiteFile>;
