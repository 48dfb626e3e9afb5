import type { Access } from '../../../schema/facts/vocabulary.ts';
import { OTHER, PROGRAM, READ, WRITE } from '../../../schema/facts/vocabulary.ts';

/** Function of the one message that tells of a channel whose opening is encrypted; no node id is that high. */
export const ENCRYPTED_OPEN = 0xffff_ff00;

export const SERVICE_FAULT = 397;
export const GET_ENDPOINTS = 428;
export const OPEN_CHANNEL = 446;
export const CREATE_SESSION = 461;
export const ACTIVATE_SESSION = 467;
export const CLOSE_SESSION = 473;
export const READ_REQUEST = 631;
export const READ_RESPONSE = 634;
export const HISTORY_UPDATE = 700;

/** Node ids of the binary encodings (OPC 10000-6 A.3, NodeIds.csv): the number that a message's body begins with. */
const services: ReadonlyMap<number, string> = new Map([
  [SERVICE_FAULT, 'ServiceFault'],
  [410, 'TestStackRequest'],
  [413, 'TestStackResponse'],
  [416, 'TestStackExRequest'],
  [419, 'TestStackExResponse'],
  [422, 'FindServersRequest'],
  [425, 'FindServersResponse'],
  [GET_ENDPOINTS, 'GetEndpointsRequest'],
  [431, 'GetEndpointsResponse'],
  [437, 'RegisterServerRequest'],
  [440, 'RegisterServerResponse'],
  [OPEN_CHANNEL, 'OpenSecureChannelRequest'],
  [449, 'OpenSecureChannelResponse'],
  [452, 'CloseSecureChannelRequest'],
  [455, 'CloseSecureChannelResponse'],
  [CREATE_SESSION, 'CreateSessionRequest'],
  [464, 'CreateSessionResponse'],
  [ACTIVATE_SESSION, 'ActivateSessionRequest'],
  [470, 'ActivateSessionResponse'],
  [CLOSE_SESSION, 'CloseSessionRequest'],
  [476, 'CloseSessionResponse'],
  [479, 'CancelRequest'],
  [482, 'CancelResponse'],
  [488, 'AddNodesRequest'],
  [491, 'AddNodesResponse'],
  [494, 'AddReferencesRequest'],
  [497, 'AddReferencesResponse'],
  [500, 'DeleteNodesRequest'],
  [503, 'DeleteNodesResponse'],
  [506, 'DeleteReferencesRequest'],
  [509, 'DeleteReferencesResponse'],
  [527, 'BrowseRequest'],
  [530, 'BrowseResponse'],
  [533, 'BrowseNextRequest'],
  [536, 'BrowseNextResponse'],
  [554, 'TranslateBrowsePathsToNodeIdsRequest'],
  [557, 'TranslateBrowsePathsToNodeIdsResponse'],
  [560, 'RegisterNodesRequest'],
  [563, 'RegisterNodesResponse'],
  [566, 'UnregisterNodesRequest'],
  [569, 'UnregisterNodesResponse'],
  [615, 'QueryFirstRequest'],
  [618, 'QueryFirstResponse'],
  [621, 'QueryNextRequest'],
  [624, 'QueryNextResponse'],
  [READ_REQUEST, 'ReadRequest'],
  [READ_RESPONSE, 'ReadResponse'],
  [664, 'HistoryReadRequest'],
  [667, 'HistoryReadResponse'],
  [673, 'WriteRequest'],
  [676, 'WriteResponse'],
  [HISTORY_UPDATE, 'HistoryUpdateRequest'],
  [703, 'HistoryUpdateResponse'],
  [712, 'CallRequest'],
  [715, 'CallResponse'],
  [751, 'CreateMonitoredItemsRequest'],
  [754, 'CreateMonitoredItemsResponse'],
  [763, 'ModifyMonitoredItemsRequest'],
  [766, 'ModifyMonitoredItemsResponse'],
  [769, 'SetMonitoringModeRequest'],
  [772, 'SetMonitoringModeResponse'],
  [775, 'SetTriggeringRequest'],
  [778, 'SetTriggeringResponse'],
  [781, 'DeleteMonitoredItemsRequest'],
  [784, 'DeleteMonitoredItemsResponse'],
  [787, 'CreateSubscriptionRequest'],
  [790, 'CreateSubscriptionResponse'],
  [793, 'ModifySubscriptionRequest'],
  [796, 'ModifySubscriptionResponse'],
  [799, 'SetPublishingModeRequest'],
  [802, 'SetPublishingModeResponse'],
  [826, 'PublishRequest'],
  [829, 'PublishResponse'],
  [832, 'RepublishRequest'],
  [835, 'RepublishResponse'],
  [841, 'TransferSubscriptionsRequest'],
  [844, 'TransferSubscriptionsResponse'],
  [847, 'DeleteSubscriptionsRequest'],
  [850, 'DeleteSubscriptionsResponse'],
  [12208, 'FindServersOnNetworkRequest'],
  [12209, 'FindServersOnNetworkResponse'],
  [12211, 'RegisterServer2Request'],
  [12212, 'RegisterServer2Response'],
  [15903, 'SessionlessInvokeRequest'],
  [21001, 'SessionlessInvokeResponse'],
  [ENCRYPTED_OPEN, 'OpenSecureChannel (encrypted)'],
]);

/** Every service of the standard, in the order of the numbers. */
export function allServices(): [number, string][] {
  return [...services].filter(([fn]) => fn !== ENCRYPTED_OPEN);
}

export function serviceName(fn: number): string | undefined {
  return services.get(fn);
}

/** Whether a service's body begins with a request header; a response's, and a fault, with a response header. */
export function isRequest(fn: number): boolean {
  return services.get(fn)?.endsWith('Request') === true;
}

/**
 * What a request would do. Decisions: a call runs a method of the server's choosing, so it counts as a write;
 * adding and deleting nodes or references changes what the server is: PROGRAM; watching a value is reading it.
 */
export function accessOf(fn: number): Access {
  switch (fn) {
    case READ_REQUEST:
    case 664:
    case 751:
      return READ;
    case 673:
    case HISTORY_UPDATE:
    case 712:
      return WRITE;
    case 488:
    case 494:
    case 500:
    case 506:
      return PROGRAM;
    default:
      return OTHER;
  }
}
