import { areaOf, SUBSCRIPTION } from './objects.ts';
import {
  type Body,
  diagnostics,
  monitoringParameters,
  nodeCommand,
  notificationMessage,
  readValue,
  settleResult,
  statusResults,
  VALUE,
} from './parts.ts';
import type { Reading } from './reading.ts';
import * as is from './shape.ts';
import { type Item, many, one, shape } from './shape.ts';

/** A method is what is called; its attribute is "executable". */
const EXECUTABLE = 21;

function subscription(r: Reading): void {
  r.command(areaOf(SUBSCRIPTION, 0), r.number, 0);
}

const publishing = (first: string): readonly Item[] => [
  one(`${first}PublishingInterval`, is.DOUBLE),
  one(`${first}LifetimeCount`, is.UINT32),
  one(`${first}MaxKeepAliveCount`, is.UINT32),
];

/** Services on values, methods, monitored items and subscriptions (OPC 10000-4 5.11 to 5.14). */
export const valueBodies: readonly Body[] = [
  [631, [one('MaxAge', is.DOUBLE), one('TimestampsToReturn', is.INT32), many('', readValue)]],
  [634, [many('', is.DATA_VALUE, (r) => r.readResult()), diagnostics]],
  [
    664,
    [
      one('', is.EXTENSION),
      one('TimestampsToReturn', is.INT32),
      one('ReleaseContinuationPoints', is.BOOL),
      many(
        '',
        shape([
          one('NodeId', is.NODE, nodeCommand(VALUE)),
          one('IndexRange', is.STRING),
          one('', is.QUALIFIED_NAME),
          one('ContinuationPoint', is.BYTES),
        ]),
      ),
    ],
  ],
  [
    667,
    [
      many(
        '',
        shape([one('StatusCode', is.STATUS, settleResult), one('ContinuationPoint', is.BYTES), one('', is.EXTENSION)]),
      ),
      diagnostics,
    ],
  ],
  [
    673,
    [
      many(
        '',
        shape([
          one('NodeId', is.NODE, (r) => r.keepObject()),
          one('AttributeId', is.UINT32, (r) => r.commandObject(r.number)),
          one('IndexRange', is.STRING),
          one('', is.DATA_VALUE),
        ]),
      ),
    ],
  ],
  [676, statusResults],
  [700, [many('', is.EXTENSION)]],
  [
    703,
    [
      many('', shape([one('StatusCode', is.STATUS, settleResult), many('OperationResults', is.STATUS), diagnostics])),
      diagnostics,
    ],
  ],
  [
    712,
    [
      many(
        '',
        shape([one('ObjectId', is.NODE), one('MethodId', is.NODE, nodeCommand(EXECUTABLE)), many('', is.VARIANT)]),
      ),
    ],
  ],
  [
    715,
    [
      many(
        '',
        shape([
          one('StatusCode', is.STATUS, settleResult),
          many('InputArgumentResults', is.STATUS),
          diagnostics,
          many('', is.VARIANT),
        ]),
      ),
      diagnostics,
    ],
  ],
  [
    751,
    [
      one('SubscriptionId', is.UINT32),
      one('TimestampsToReturn', is.INT32),
      many('', shape([one('', readValue), one('MonitoringMode', is.INT32), one('', monitoringParameters)])),
    ],
  ],
  [
    754,
    [
      many(
        '',
        shape([
          one('StatusCode', is.STATUS, settleResult),
          one('MonitoredItemId', is.UINT32),
          one('RevisedSamplingInterval', is.DOUBLE),
          one('RevisedQueueSize', is.UINT32),
          one('', is.EXTENSION),
        ]),
      ),
      diagnostics,
    ],
  ],
  [
    763,
    [
      one('SubscriptionId', is.UINT32, subscription),
      one('TimestampsToReturn', is.INT32),
      many('', shape([one('MonitoredItemId', is.UINT32), one('', monitoringParameters)])),
    ],
  ],
  [
    766,
    [
      many(
        '',
        shape([
          one('StatusCode', is.STATUS),
          one('RevisedSamplingInterval', is.DOUBLE),
          one('RevisedQueueSize', is.UINT32),
          one('', is.EXTENSION),
        ]),
      ),
      diagnostics,
    ],
  ],
  [
    769,
    [
      one('SubscriptionId', is.UINT32, subscription),
      one('MonitoringMode', is.INT32),
      many('MonitoredItemIds', is.UINT32),
    ],
  ],
  [772, [many('Results', is.STATUS), diagnostics]],
  [
    775,
    [
      one('SubscriptionId', is.UINT32, subscription),
      one('MonitoredItemId', is.UINT32),
      many('LinksToAdd', is.UINT32),
      many('LinksToRemove', is.UINT32),
    ],
  ],
  [778, [many('AddResults', is.STATUS), diagnostics, many('RemoveResults', is.STATUS), diagnostics]],
  [781, [one('SubscriptionId', is.UINT32, subscription), many('MonitoredItemIds', is.UINT32)]],
  [784, [many('Results', is.STATUS), diagnostics]],
  [
    787,
    [
      ...publishing('Requested'),
      one('MaxNotificationsPerPublish', is.UINT32),
      one('PublishingEnabled', is.BOOL),
      one('Priority', is.BYTE),
    ],
    (r) => r.command(areaOf(SUBSCRIPTION, 0), 0, 0),
  ],
  [790, [one('SubscriptionId', is.UINT32), ...publishing('Revised')]],
  [
    793,
    [
      one('SubscriptionId', is.UINT32, subscription),
      ...publishing('Requested'),
      one('MaxNotificationsPerPublish', is.UINT32),
      one('Priority', is.BYTE),
    ],
  ],
  [796, publishing('Revised')],
  [799, [one('PublishingEnabled', is.BOOL), many('SubscriptionIds', is.UINT32, subscription)]],
  [802, statusResults],
  [826, [many('', shape([one('SubscriptionId', is.UINT32), one('SequenceNumber', is.UINT32)]))]],
  [
    829,
    [
      one('SubscriptionId', is.UINT32),
      many('AvailableSequenceNumbers', is.UINT32),
      one('MoreNotifications', is.BOOL),
      one('', notificationMessage),
      many('Results', is.STATUS),
      diagnostics,
    ],
  ],
  [832, [one('SubscriptionId', is.UINT32), one('RetransmitSequenceNumber', is.UINT32)]],
  [835, [one('', notificationMessage)]],
  [841, [many('SubscriptionIds', is.UINT32, subscription), one('SendInitialValues', is.BOOL)]],
  [
    844,
    [
      many('', shape([one('StatusCode', is.STATUS, settleResult), many('AvailableSequenceNumbers', is.UINT32)])),
      diagnostics,
    ],
  ],
  [847, [many('SubscriptionIds', is.UINT32, subscription)]],
  [850, statusResults],
];
