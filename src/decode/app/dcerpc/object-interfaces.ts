import { type RpcInterface, rpcInterface } from './interface.ts';

const UNKNOWN = 'QueryInterface AddRef Release ';

/** Distributed COM and Windows Management Instrumentation. The first three operations are those of every object. */
export const objectInterfaces: readonly RpcInterface[] = [
  rpcInterface(
    '99fcfec4-5260-101b-bbcb-00aa0021347a',
    'ioxidresolver',
    'MS-DCOM 3.1.2.5.1',
    'ResolveOxid SimplePing ComplexPing ServerAlive ResolveOxid2 ServerAlive2',
  ),
  rpcInterface(
    '000001a0-0000-0000-c000-000000000046',
    'iremotescmactivator',
    'MS-DCOM 3.1.2.5.2.3',
    `${UNKNOWN} RemoteGetClassObject RemoteCreateInstance`,
  ),
  rpcInterface('4d9f4ab8-7d1c-11cf-861e-0020af6e7c57', 'iactivation', 'MS-DCOM 3.1.2.5.2.2', 'RemoteActivation'),
  rpcInterface(
    '00000131-0000-0000-c000-000000000046',
    'iremunknown',
    'MS-DCOM 3.1.1.5.6',
    `${UNKNOWN} RemQueryInterface RemAddRef RemRelease`,
  ),
  rpcInterface(
    '00000143-0000-0000-c000-000000000046',
    'iremunknown2',
    'MS-DCOM 3.1.1.5.7',
    `${UNKNOWN} RemQueryInterface RemAddRef RemRelease RemQueryInterface2`,
  ),
  rpcInterface('00000000-0000-0000-c000-000000000046', 'iunknown', 'MS-DCOM 3.1.1.5.8', UNKNOWN),
  rpcInterface(
    '00000001-0000-0000-c000-000000000046',
    'iclassfactory',
    'MS-DCOM',
    `${UNKNOWN} CreateInstance LockServer`,
  ),
  rpcInterface(
    '00020400-0000-0000-c000-000000000046',
    'idispatch',
    'MS-OAUT 3.1.4',
    `${UNKNOWN} GetTypeInfoCount GetTypeInfo GetIDsOfNames Invoke`,
  ),
  rpcInterface(
    'b196b284-bab4-101a-b69c-00aa00341d07',
    'iconnectionpointcontainer',
    'ActiveX',
    `${UNKNOWN} EnumConnectionPoints FindConnectionPoint`,
  ),
  rpcInterface(
    'b196b286-bab4-101a-b69c-00aa00341d07',
    'iconnectionpoint',
    'ActiveX',
    `${UNKNOWN} GetConnectionInterface GetConnectionPointContainer Advise Unadvise EnumConnections`,
  ),
  rpcInterface(
    'f309ad18-d86a-11d0-a075-00c04fb68820',
    'iwbemlevel1login',
    'MS-WMI 3.1.4.1',
    `${UNKNOWN} EstablishPosition RequestChallenge WBEMLogin NTLMLogin`,
  ),
  rpcInterface(
    'd4781cd6-e5d3-44df-ad94-930efe48a887',
    'iwbemloginclientid',
    'MS-WMI 3.1.4.5',
    `${UNKNOWN} SetClientInfo`,
  ),
  rpcInterface(
    '9556dc99-828c-11cf-a37e-00aa003240c7',
    'iwbemservices',
    'MS-WMI 3.1.4.3',
    `${UNKNOWN} OpenNamespace CancelAsyncCall QueryObjectSink GetObject GetObjectAsync PutClass PutClassAsync
    DeleteClass DeleteClassAsync CreateClassEnum CreateClassEnumAsync PutInstance PutInstanceAsync DeleteInstance
    DeleteInstanceAsync CreateInstanceEnum CreateInstanceEnumAsync ExecQuery ExecQueryAsync ExecNotificationQuery
    ExecNotificationQueryAsync ExecMethod ExecMethodAsync`,
  ),
  rpcInterface(
    '027947e1-d731-11ce-a357-000000000001',
    'ienumwbemclassobject',
    'MS-WMI 3.1.4.4',
    `${UNKNOWN} Reset Next NextAsync Clone Skip`,
  ),
  rpcInterface(
    '44aca675-e8fc-11d0-a07c-00c04fb68820',
    'iwbemcallresult',
    'MS-WMI 3.1.4.6',
    `${UNKNOWN} GetResultObject GetResultString GetResultServices GetCallStatus`,
  ),
  rpcInterface(
    '1c1c45ee-4395-11d2-b60b-00104b703efd',
    'iwbemfetchsmartenum',
    'MS-WMI 3.1.4.7',
    `${UNKNOWN} GetSmartEnum`,
  ),
  rpcInterface('423ec01e-2e35-11d2-b604-00104b703efd', 'iwbemwcosmartenum', 'MS-WMI 3.1.4.8', `${UNKNOWN} Next`),
  rpcInterface(
    '7c857801-7381-11cf-884d-00aa004b2e24',
    'iwbemobjectsink',
    'MS-WMI 3.1.4.2',
    `${UNKNOWN} Indicate SetStatus`,
  ),
  rpcInterface(
    'c49e32c7-bc8b-11d2-85d4-00105a1f8304',
    'iwbembackuprestore',
    'MS-WMI 3.1.4.11',
    `${UNKNOWN} Backup Restore`,
  ),
  rpcInterface(
    'a359dec5-e813-4834-8a2a-ba7f1d777d76',
    'iwbembackuprestoreex',
    'MS-WMI 3.1.4.12',
    `${UNKNOWN} Backup Restore Pause Resume`,
  ),
];
