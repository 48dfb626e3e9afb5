import { ACTIVATE_SESSION, HISTORY_UPDATE } from './services.ts';
import * as is from './shape.ts';
import { many, one, type Shape, shape } from './shape.ts';
import type { Reading } from './reading.ts';

/** Structures that several services share (OPC 10000-4 7). */

const modes: readonly string[] = ['invalid', 'None', 'Sign', 'SignAndEncrypt'];
let applicationUri = '';
let productUri = '';
let applicationName = '';
let endpointUrl = '';
let mode = 0;
let policy = '';

/** What follows the last `#` of a URI, or all of it. */
function fragment(uri: string): string {
  return uri.slice(uri.lastIndexOf('#') + 1);
}

export function claim(r: Reading, attribute: 'description' | 'banner', text: string): void {
  if (text !== '') r.turn.claim(r.turn.sender, attribute, text);
}

/** Passed over where its sender is not the one it describes: a directory's list of servers. */
export const listedApplication: Shape = shape([
  one('ApplicationUri', is.STRING),
  one('ProductUri', is.STRING),
  one('ApplicationName', is.LOCALIZED_TEXT),
  one('ApplicationType', is.INT32),
  one('GatewayServerUri', is.STRING),
  one('DiscoveryProfileUri', is.STRING),
  many('DiscoveryUrls', is.STRING, (r) => r.turn.name('service', r.text(), 0)),
]);

/** The application that sends the message. */
export const application: Shape = shape(
  [
    one('ApplicationUri', is.STRING, (r) => {
      applicationUri = r.text();
    }),
    one('ProductUri', is.STRING, (r) => {
      productUri = r.text();
    }),
    one('ApplicationName', is.LOCALIZED_TEXT, (r) => {
      applicationName = r.text();
    }),
    one('ApplicationType', is.INT32),
    one('GatewayServerUri', is.STRING),
    one('DiscoveryProfileUri', is.STRING),
    many('DiscoveryUrls', is.STRING),
  ],
  (r) => {
    claim(r, 'description', applicationName);
    claim(r, 'banner', productUri);
    if (applicationUri !== productUri) claim(r, 'banner', applicationUri);
  },
);

export const userTokenPolicy: Shape = shape([
  one('PolicyId', is.STRING),
  one('UserTokenType', is.INT32),
  one('IssuedTokenType', is.STRING),
  one('IssuerEndpointUrl', is.STRING),
  one('SecurityPolicyUri', is.STRING),
]);

export const endpoint: Shape = shape(
  [
    one('EndpointUrl', is.STRING, (r) => {
      endpointUrl = r.text();
    }),
    one('', application),
    one('', is.SECRET, (r) => r.certificate()),
    one('MessageSecurityMode', is.INT32, (r) => {
      mode = r.number;
    }),
    one('SecurityPolicyUri', is.STRING, (r) => {
      policy = r.text();
    }),
    many('', userTokenPolicy),
    one('TransportProfileUri', is.STRING),
    one('SecurityLevel', is.BYTE),
  ],
  (r) => {
    if (endpointUrl !== '') r.turn.name('service', endpointUrl, r.turn.sender);
    r.turn.claim(r.turn.sender, 'service-type', `opc.tcp ${fragment(policy)} ${modes[mode] ?? mode}`);
  },
);

export const signature: Shape = shape([one('Algorithm', is.STRING), one('', is.SECRET)]);
export const softwareCertificate: Shape = shape([one('', is.SECRET), one('', is.SECRET)]);

export const view: Shape = shape([one('ViewId', is.NODE), one('', is.TIME), one('', is.UINT32)]);

/** ProductName to SoftwareVersion of the server's BuildInfo. */
const FIRST_IDENTITY = 2261;
const LAST_IDENTITY = 2264;
export const VALUE = 13;

/** Reads and subscriptions name attributes of nodes; each is one command. */
export const readValue: Shape = shape(
  [
    one('NodeId', is.NODE, (r) => r.keepObject()),
    one('AttributeId', is.UINT32, (r) => {
      r.attribute = r.number;
    }),
    one('IndexRange', is.STRING),
    one('', is.QUALIFIED_NAME),
  ],
  (r) => {
    if (
      r.attribute === VALUE &&
      r.objectArea === 0 &&
      r.objectStart >= FIRST_IDENTITY &&
      r.objectStart <= LAST_IDENTITY
    ) {
      r.state.noteIdentity(r.requestId, r.asked, r.objectStart);
    }
    r.commandObject(r.attribute);
  },
);

export const monitoringParameters: Shape = shape([
  one('ClientHandle', is.UINT32),
  one('SamplingInterval', is.DOUBLE),
  one('', is.EXTENSION),
  one('QueueSize', is.UINT32),
  one('DiscardOldest', is.BOOL),
]);

export const relativePath: Shape = shape([
  many(
    '',
    shape([
      one('', is.NODE),
      one('IsInverse', is.BOOL),
      one('IncludeSubtypes', is.BOOL),
      one('qualname.Name', is.QUALIFIED_NAME),
    ]),
  ),
]);

export const contentFilter: Shape = shape([many('', shape([one('FilterOperator', is.INT32), many('', is.EXTENSION)]))]);

/** A service's node id, what its body holds, and what is to be done behind it. */
export type Body = readonly [id: number, items: readonly is.Item[], done?: (r: Reading) => void];

export const diagnostics: is.Item = many('', is.DIAGNOSTIC);

export function settleResult(r: Reading): void {
  r.settle(r.number);
}

/** The node read last is what the request is about. */
export function nodeCommand(attribute: number): (r: Reading) => void {
  return (r) => {
    r.keepObject();
    r.commandObject(attribute);
  };
}

export const statusResults: readonly is.Item[] = [many('Results', is.STATUS, settleResult), diagnostics];

export const notificationMessage: Shape = shape([
  one('SequenceNumber', is.UINT32),
  one('PublishTime', is.TIME),
  many('', is.EXTENSION),
]);

/** The kind of user token; what it holds beyond its policy's name is nobody's business. */
function userToken(kind: number, ...rest: readonly is.Item[]): Shape {
  return shape([one('PolicyId', is.STRING), ...rest], (r) => r.userToken(kind));
}

/** Of a notification, a history's details, or an identity. */
export const extensions: ReadonlyMap<number, Shape> = new Map<number, Shape>([
  [321, userToken(0)],
  [324, userToken(1, one('', is.SECRET), one('', is.SECRET), one('EncryptionAlgorithm', is.STRING))],
  [327, userToken(2, one('', is.SECRET, userCertificate))],
  [940, userToken(3, one('', is.SECRET), one('EncryptionAlgorithm', is.STRING))],
  [811, shape([many('', shape([one('ClientHandle', is.UINT32), one('', is.DATA_VALUE)])), many('', is.DIAGNOSTIC)])],
  [916, shape([many('', shape([one('ClientHandle', is.UINT32), many('', is.VARIANT)]))])],
  [820, shape([one('Status', is.STATUS), one('', is.DIAGNOSTIC)])],
  [724, shape([one('DataChangeTrigger', is.INT32), one('DeadbandType', is.UINT32), one('DeadbandValue', is.DOUBLE)])],
  [
    649,
    shape([
      one('IsReadModified', is.BOOL),
      one('StartTime', is.TIME),
      one('EndTime', is.TIME),
      one('NumValuesPerNode', is.UINT32),
      one('ReturnBounds', is.BOOL),
    ]),
  ],
  [658, shape([many('', is.DATA_VALUE)])],
  [682, shape([one('NodeId', is.NODE, update), one('PerformUpdateType', is.INT32), many('', is.DATA_VALUE)])],
  [
    688,
    shape([
      one('NodeId', is.NODE, update),
      one('IsDeleteModified', is.BOOL),
      one('StartTime', is.TIME),
      one('EndTime', is.TIME),
    ]),
  ],
  [691, shape([one('NodeId', is.NODE, update), many('ReqTimes', is.TIME)])],
  [340, buildInfo()],
  [
    864,
    shape([
      one('StartTime', is.TIME),
      one('CurrentTime', is.TIME),
      one('ServerState', is.INT32),
      one('', buildInfo()),
      one('SecondsTillShutdown', is.UINT32),
      one('', is.LOCALIZED_TEXT),
    ]),
  ],
]);

/** Such a token may also be read as a value, and says nothing then. */
function userCertificate(r: Reading): void {
  if (r.fn === ACTIVATE_SESSION) r.certificate();
}

function update(r: Reading): void {
  if (r.fn !== HISTORY_UPDATE) return;
  r.keepObject();
  r.commandObject(VALUE);
}

/** Who made the server, and which version: what `ServerStatus` and `BuildInfo` hold. */
function buildInfo(): Shape {
  return shape([
    one('ProductUri', is.STRING, (r) => claim(r, 'banner', r.text())),
    one('ManufacturerName', is.STRING, (r) => r.identify(2263, r.text())),
    one('ProductName', is.STRING, (r) => r.identify(2261, r.text())),
    one('SoftwareVersion', is.STRING, (r) => r.identify(2264, r.text())),
    one('BuildNumber', is.STRING),
    one('BuildDate', is.TIME),
  ]);
}
