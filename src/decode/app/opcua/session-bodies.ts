import { areaOf, SESSION } from './objects.ts';
import {
  application,
  type Body,
  diagnostics,
  endpoint,
  listedApplication,
  signature,
  softwareCertificate,
} from './parts.ts';
import type { Reading } from './reading.ts';
import * as is from './shape.ts';
import { type Item, many, one, shape } from './shape.ts';

const registered: readonly Item[] = [
  one('ServerUri', is.STRING),
  one('ProductUri', is.STRING),
  many('ServerName', is.LOCALIZED_TEXT),
  one('ApplicationType', is.INT32),
  one('GatewayServerUri', is.STRING),
  many('DiscoveryUrls', is.STRING, (r) => r.turn.name('service', r.text(), r.turn.sender)),
  one('SemaphoreFilePath', is.STRING),
  one('IsOnline', is.BOOL),
];

/** The URL that a client dials: it names the server, whatever address that has. */
function asked(r: Reading): void {
  if (r.textEnd > r.textAt) r.turn.name('service', r.text(), r.turn.receiver);
}

/** Services of discovery, secure channels and sessions (OPC 10000-4 5.5 to 5.7). */
export const sessionBodies: readonly Body[] = [
  [397, []],
  [422, [one('EndpointUrl', is.STRING), many('LocaleIds', is.STRING), many('ServerUris', is.STRING)]],
  [425, [many('', listedApplication)]],
  [428, [one('EndpointUrl', is.STRING, asked), many('LocaleIds', is.STRING), many('ProfileUris', is.STRING)]],
  [431, [many('', endpoint)]],
  [437, [one('', shape(registered))]],
  [440, []],
  [
    446,
    [
      one('ClientProtocolVersion', is.UINT32),
      one('SecurityTokenRequestType', is.INT32),
      one('MessageSecurityMode', is.INT32),
      one('', is.SECRET),
      one('RequestedLifetime', is.UINT32),
    ],
  ],
  [
    449,
    [
      one('ServerProtocolVersion', is.UINT32),
      one('ChannelId', is.UINT32),
      one('TokenId', is.UINT32),
      one('CreatedAt', is.TIME),
      one('RevisedLifetime', is.UINT32),
      one('', is.SECRET),
    ],
  ],
  [452, []],
  [455, []],
  [
    461,
    [
      one('', application),
      one('ServerUri', is.STRING),
      one('EndpointUrl', is.STRING, asked),
      one('SessionName', is.STRING),
      one('', is.SECRET),
      one('', is.SECRET, (r) => r.certificate()),
      one('RequestedSessionTimeout', is.DOUBLE),
      one('MaxResponseMessageSize', is.UINT32),
    ],
    (r) => r.command(areaOf(SESSION, 0), 0, 0),
  ],
  [
    464,
    [
      one('NodeId', is.NODE),
      one('', is.NODE),
      one('RevisedSessionTimeout', is.DOUBLE),
      one('', is.SECRET),
      one('', is.SECRET, (r) => r.certificate()),
      many('', endpoint),
      many('', softwareCertificate),
      one('', signature),
      one('MaxRequestMessageSize', is.UINT32),
    ],
  ],
  [
    467,
    [
      one('', signature),
      many('', softwareCertificate),
      many('LocaleIds', is.STRING),
      one('', is.EXTENSION),
      one('', signature),
    ],
    (r) => r.command(areaOf(SESSION, 0), r.tokenKind + 1, 0),
  ],
  [470, [one('', is.SECRET), many('Results', is.STATUS), diagnostics]],
  [473, [one('DeleteSubscriptions', is.BOOL)], (r) => r.command(areaOf(SESSION, 0), 0, 0)],
  [476, []],
  [479, [one('RequestHandle', is.UINT32)]],
  [482, [one('CancelCount', is.UINT32)]],
  [
    12208,
    [
      one('StartingRecordId', is.UINT32),
      one('MaxRecordsToReturn', is.UINT32),
      many('ServerCapabilityFilter', is.STRING),
    ],
  ],
  [
    12209,
    [
      one('LastCounterResetTime', is.TIME),
      many(
        '',
        shape([
          one('RecordId', is.UINT32),
          one('ServerName', is.STRING),
          one('DiscoveryUrl', is.STRING, (r) => r.turn.name('service', r.text(), 0)),
          many('ServerCapabilities', is.STRING),
        ]),
      ),
    ],
  ],
  [12211, [one('', shape(registered)), many('', is.EXTENSION)]],
  [12212, [many('ConfigurationResults', is.STATUS), diagnostics]],
];
