import { type RpcInterface, rpcInterface } from './interface.ts';

/** What every object has first, and what connects it to the rest. */
const UNKNOWN = 'QueryInterface AddRef Release ';
const DA = 'OPC Data Access Custom Interface 3.00';
const AE = 'OPC Alarms and Events 1.10';
const HDA = 'OPC Historical Data Access 1.20';
const COMMON = 'OPC Common Definitions and Interfaces 1.10';

/** OPC as it was before OPC UA: values, alarms and history of control systems through Distributed COM. */
export const opcInterfaces: readonly RpcInterface[] = [
  rpcInterface(
    '13486d50-4821-11d2-a494-3cb306c10000',
    'iopcserverlist',
    COMMON,
    `${UNKNOWN} EnumClassesOfCategories GetClassDetails CLSIDFromProgID`,
  ),
  rpcInterface(
    '9dd0b56c-ad9e-43ee-8305-487f3188bf7a',
    'iopcserverlist2',
    COMMON,
    `${UNKNOWN} EnumClassesOfCategories GetClassDetails CLSIDFromProgID`,
  ),
  rpcInterface('55c382c8-21c7-4e88-96c1-becfb1e3f483', 'iopcenumguid', COMMON, `${UNKNOWN} Next Skip Reset Clone`),
  rpcInterface(
    'f31dfde2-07b6-11d2-b2d8-0060083ba1fb',
    'iopccommon',
    COMMON,
    `${UNKNOWN} SetLocaleID GetLocaleID QueryAvailableLocaleIDs GetErrorString SetClientName`,
  ),
  rpcInterface('f31dfde1-07b6-11d2-b2d8-0060083ba1fb', 'iopcshutdown', COMMON, `${UNKNOWN} ShutdownRequest`),
  rpcInterface(
    '39c13a4d-011e-11d0-9675-0020afd8adb3',
    'iopcserver',
    DA,
    `${UNKNOWN} AddGroup GetErrorString GetGroupByName GetStatus RemoveGroup CreateGroupEnumerator`,
  ),
  rpcInterface(
    '39c13a4e-011e-11d0-9675-0020afd8adb3',
    'iopcserverpublicgroups',
    DA,
    `${UNKNOWN} GetPublicGroupByName RemovePublicGroup`,
  ),
  rpcInterface(
    '39c13a4f-011e-11d0-9675-0020afd8adb3',
    'iopcbrowseserveraddressspace',
    DA,
    `${UNKNOWN} QueryOrganization ChangeBrowsePosition BrowseOPCItemIDs GetItemID BrowseAccessPaths`,
  ),
  rpcInterface(
    '39c13a50-011e-11d0-9675-0020afd8adb3',
    'iopcgroupstatemgt',
    DA,
    `${UNKNOWN} GetState SetState SetName CloneGroup`,
  ),
  rpcInterface(
    '8e368666-d72e-4f78-87ed-647611c61c9f',
    'iopcgroupstatemgt2',
    DA,
    `${UNKNOWN} GetState SetState SetName CloneGroup SetKeepAlive GetKeepAlive`,
  ),
  rpcInterface(
    '39c13a51-011e-11d0-9675-0020afd8adb3',
    'iopcpublicgroupstatemgt',
    DA,
    `${UNKNOWN} GetState MoveToPublic`,
  ),
  rpcInterface('39c13a52-011e-11d0-9675-0020afd8adb3', 'iopcsyncio', DA, `${UNKNOWN} Read Write`),
  rpcInterface('730f5f0f-55b1-4c81-9e18-ff8a0904e1fa', 'iopcsyncio2', DA, `${UNKNOWN} Read Write ReadMaxAge WriteVQT`),
  rpcInterface('39c13a53-011e-11d0-9675-0020afd8adb3', 'iopcasyncio', DA, `${UNKNOWN} Read Write Refresh Cancel`),
  rpcInterface(
    '39c13a71-011e-11d0-9675-0020afd8adb3',
    'iopcasyncio2',
    DA,
    `${UNKNOWN} Read Write Refresh2 Cancel2 SetEnable GetEnable`,
  ),
  rpcInterface(
    '0967b97b-36ef-423e-b6f8-6bff1e40d39d',
    'iopcasyncio3',
    DA,
    `${UNKNOWN} Read Write Refresh2 Cancel2 SetEnable GetEnable ReadMaxAge WriteVQT RefreshMaxAge`,
  ),
  rpcInterface(
    '39c13a54-011e-11d0-9675-0020afd8adb3',
    'iopcitemmgt',
    DA,
    `${UNKNOWN} AddItems ValidateItems RemoveItems SetActiveState SetClientHandles SetDatatypes CreateEnumerator`,
  ),
  rpcInterface(
    '39c13a55-011e-11d0-9675-0020afd8adb3',
    'ienumopcitemattributes',
    DA,
    `${UNKNOWN} Next Skip Reset Clone`,
  ),
  rpcInterface(
    '39c13a70-011e-11d0-9675-0020afd8adb3',
    'iopcdatacallback',
    DA,
    `${UNKNOWN} OnDataChange OnReadComplete OnWriteComplete OnCancelComplete`,
  ),
  rpcInterface(
    '39c13a72-011e-11d0-9675-0020afd8adb3',
    'iopcitemproperties',
    DA,
    `${UNKNOWN} QueryAvailableProperties GetItemProperties LookupItemIDs`,
  ),
  rpcInterface('39227004-a18f-4b57-8b0a-5235670f4468', 'iopcbrowse', DA, `${UNKNOWN} GetProperties Browse`),
  rpcInterface('85c0b427-2893-4cbc-bd78-e5fc5146f08f', 'iopcitemio', DA, `${UNKNOWN} Read WriteVQT`),
  rpcInterface(
    '5946da93-8b39-4ec8-ab3d-aa73df5bc86f',
    'iopcitemdeadbandmgt',
    DA,
    `${UNKNOWN} SetItemDeadband GetItemDeadband ClearItemDeadband`,
  ),
  rpcInterface(
    '3e22d313-f08b-41a5-86c8-95e95cb49ffc',
    'iopcitemsamplingmgt',
    DA,
    `${UNKNOWN} SetItemSamplingRate GetItemSamplingRate ClearItemSamplingRate SetItemBufferEnable GetItemBufferEnable`,
  ),
  rpcInterface(
    '65168851-5783-11d1-84a0-00608cb8a7e9',
    'iopceventserver',
    AE,
    `${UNKNOWN} GetStatus CreateEventSubscription QueryAvailableFilters QueryEventCategories QueryConditionNames
    QuerySubConditionNames QuerySourceConditions QueryEventAttributes TranslateToItemIDs GetConditionState
    EnableConditionByArea EnableConditionBySource DisableConditionByArea DisableConditionBySource AckCondition
    CreateAreaBrowser`,
  ),
  rpcInterface(
    '71bbe88e-9564-4bcd-bcfc-71c558d94f2d',
    'iopceventserver2',
    AE,
    `${UNKNOWN} GetStatus CreateEventSubscription QueryAvailableFilters QueryEventCategories QueryConditionNames
    QuerySubConditionNames QuerySourceConditions QueryEventAttributes TranslateToItemIDs GetConditionState
    EnableConditionByArea EnableConditionBySource DisableConditionByArea DisableConditionBySource AckCondition
    CreateAreaBrowser EnableConditionByArea2 EnableConditionBySource2 DisableConditionByArea2
    DisableConditionBySource2 GetEnableStateByArea GetEnableStateBySource`,
  ),
  rpcInterface(
    '65168855-5783-11d1-84a0-00608cb8a7e9',
    'iopceventsubscriptionmgt',
    AE,
    `${UNKNOWN} SetFilter GetFilter SelectReturnedAttributes GetReturnedAttributes Refresh CancelRefresh GetState
    SetState`,
  ),
  rpcInterface(
    '65168857-5783-11d1-84a0-00608cb8a7e9',
    'iopceventareabrowser',
    AE,
    `${UNKNOWN} ChangeBrowsePosition BrowseOPCAreas GetQualifiedAreaName GetQualifiedSourceName`,
  ),
  rpcInterface('6516885f-5783-11d1-84a0-00608cb8a7e9', 'iopceventsink', AE, `${UNKNOWN} OnEvent`),
  rpcInterface(
    '1f1217b0-dee0-11d2-a5e5-000086339399',
    'iopchda-server',
    HDA,
    `${UNKNOWN} GetItemAttributes GetAggregates GetHistorianStatus GetItemHandles ReleaseItemHandles ValidateItemIDs
    CreateBrowse`,
  ),
  rpcInterface(
    '1f1217b1-dee0-11d2-a5e5-000086339399',
    'iopchda-browser',
    HDA,
    `${UNKNOWN} GetEnum ChangeBrowsePosition GetItemID GetBranchPosition`,
  ),
  rpcInterface(
    '1f1217b2-dee0-11d2-a5e5-000086339399',
    'iopchda-syncread',
    HDA,
    `${UNKNOWN} ReadRaw ReadProcessed ReadAtTime ReadModified ReadAttribute`,
  ),
  rpcInterface(
    '1f1217b3-dee0-11d2-a5e5-000086339399',
    'iopchda-syncupdate',
    HDA,
    `${UNKNOWN} QueryCapabilities Insert Replace InsertReplace DeleteRaw DeleteAtTime`,
  ),
  rpcInterface(
    '1f1217b4-dee0-11d2-a5e5-000086339399',
    'iopchda-syncannotations',
    HDA,
    `${UNKNOWN} QueryCapabilities Read Insert`,
  ),
  rpcInterface(
    '1f1217b5-dee0-11d2-a5e5-000086339399',
    'iopchda-asyncread',
    HDA,
    `${UNKNOWN} ReadRaw AdviseRaw ReadProcessed AdviseProcessed ReadAtTime ReadModified ReadAttribute Cancel`,
  ),
  rpcInterface(
    '1f1217b6-dee0-11d2-a5e5-000086339399',
    'iopchda-asyncupdate',
    HDA,
    `${UNKNOWN} QueryCapabilities Insert Replace InsertReplace DeleteRaw DeleteAtTime Cancel`,
  ),
  rpcInterface(
    '1f1217b7-dee0-11d2-a5e5-000086339399',
    'iopchda-asyncannotations',
    HDA,
    `${UNKNOWN} QueryCapabilities Read Insert Cancel`,
  ),
  rpcInterface(
    '1f1217b8-dee0-11d2-a5e5-000086339399',
    'iopchda-playback',
    HDA,
    `${UNKNOWN} ReadRawWithUpdate ReadProcessedWithUpdate Cancel`,
  ),
  rpcInterface(
    '1f1217b9-dee0-11d2-a5e5-000086339399',
    'iopchda-datacallback',
    HDA,
    `${UNKNOWN} OnDataChange OnReadComplete OnReadModifiedComplete OnReadAttributeComplete OnReadAnnotations
    OnInsertAnnotations OnPlayback OnUpdateComplete OnCancelComplete`,
  ),
];
