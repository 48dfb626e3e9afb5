import {
  type Body,
  contentFilter,
  diagnostics,
  nodeCommand,
  relativePath,
  settleResult,
  statusResults,
  view,
} from './parts.ts';
import * as is from './shape.ts';
import { many, one, type Shape, shape } from './shape.ts';

const NODE_ITSELF = 1;

const browseResult: Shape = shape([
  one('StatusCode', is.STATUS),
  one('ContinuationPoint', is.BYTES),
  many(
    '',
    shape([
      one('', is.NODE),
      one('IsForward', is.BOOL),
      one('NodeId', is.EXPANDED_NODE),
      one('qualname.Name', is.QUALIFIED_NAME),
      one('', is.LOCALIZED_TEXT),
      one('NodeClass', is.INT32),
      one('', is.EXPANDED_NODE),
    ]),
  ),
]);

const dataSet: Shape = shape([one('NodeId', is.EXPANDED_NODE), one('', is.EXPANDED_NODE), many('', is.VARIANT)]);

/** Services on nodes, views and queries (OPC 10000-4 5.8 to 5.10). */
export const nodeBodies: readonly Body[] = [
  [
    488,
    [
      many(
        '',
        shape([
          one('', is.EXPANDED_NODE),
          one('', is.NODE),
          one('NodeId', is.EXPANDED_NODE, nodeCommand(NODE_ITSELF)),
          one('qualname.Name', is.QUALIFIED_NAME),
          one('NodeClass', is.INT32),
          one('', is.EXTENSION),
          one('', is.EXPANDED_NODE),
        ]),
      ),
    ],
  ],
  [491, [many('', shape([one('StatusCode', is.STATUS, settleResult), one('NodeId', is.NODE)])), diagnostics]],
  [
    494,
    [
      many(
        '',
        shape([
          one('NodeId', is.NODE, nodeCommand(NODE_ITSELF)),
          one('', is.NODE),
          one('IsForward', is.BOOL),
          one('TargetServerUri', is.STRING),
          one('', is.EXPANDED_NODE),
          one('NodeClass', is.INT32),
        ]),
      ),
    ],
  ],
  [497, statusResults],
  [500, [many('', shape([one('NodeId', is.NODE, nodeCommand(NODE_ITSELF)), one('DeleteTargetReferences', is.BOOL)]))]],
  [503, statusResults],
  [
    506,
    [
      many(
        '',
        shape([
          one('NodeId', is.NODE, nodeCommand(NODE_ITSELF)),
          one('', is.NODE),
          one('IsForward', is.BOOL),
          one('', is.EXPANDED_NODE),
          one('DeleteBidirectional', is.BOOL),
        ]),
      ),
    ],
  ],
  [509, statusResults],
  [
    527,
    [
      one('', view),
      one('RequestedMaxReferencesPerNode', is.UINT32),
      many(
        '',
        shape([
          one('NodeId', is.NODE),
          one('BrowseDirection', is.INT32),
          one('', is.NODE),
          one('IncludeSubtypes', is.BOOL),
          one('nodeclassmask', is.UINT32),
          one('resultmask', is.UINT32),
        ]),
      ),
    ],
  ],
  [530, [many('', browseResult), diagnostics]],
  [533, [one('ReleaseContinuationPoints', is.BOOL), many('ContinuationPoints', is.BYTES)]],
  [536, [many('', browseResult), diagnostics]],
  [554, [many('', shape([one('NodeId', is.NODE), one('', relativePath)]))]],
  [
    557,
    [
      many(
        '',
        shape([
          one('StatusCode', is.STATUS),
          many('', shape([one('NodeId', is.EXPANDED_NODE), one('RemainingPathIndex', is.UINT32)])),
        ]),
      ),
      diagnostics,
    ],
  ],
  [560, [many('NodeId', is.NODE)]],
  [563, [many('NodeId', is.NODE)]],
  [566, [many('NodeId', is.NODE)]],
  [569, []],
  [
    615,
    [
      one('', view),
      many(
        '',
        shape([
          one('NodeId', is.EXPANDED_NODE),
          one('IncludeSubTypes', is.BOOL),
          many('', shape([one('', relativePath), one('AttributeId', is.UINT32), one('IndexRange', is.STRING)])),
        ]),
      ),
      one('', contentFilter),
      one('MaxDataSetsToReturn', is.UINT32),
      one('MaxReferencesToReturn', is.UINT32),
    ],
  ],
  [
    618,
    [
      many('', dataSet),
      one('ContinuationPoint', is.BYTES),
      many('', shape([one('StatusCode', is.STATUS), many('DataStatusCodes', is.STATUS), diagnostics])),
      diagnostics,
      many('', shape([one('StatusCode', is.STATUS), many('OperandStatusCodes', is.STATUS), diagnostics])),
      diagnostics,
    ],
  ],
  [621, [one('ReleaseContinuationPoint', is.BOOL), one('ContinuationPoint', is.BYTES)]],
  [624, [many('', dataSet), one('RevisedContinuationPoint', is.BYTES)]],
];
