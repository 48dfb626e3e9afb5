import { type RpcInterface, rpcInterface } from './interface.ts';

/** Interfaces that start programs or read and change what a computer does: services, tasks, registry, shutdown, logs. */
export const controlInterfaces: readonly RpcInterface[] = [
  rpcInterface(
    '367abb81-9844-35f1-ad32-98f038001003',
    'svcctl',
    'MS-SCMR 3.1.4',
    `CloseServiceHandle ControlService DeleteService LockServiceDatabase QueryServiceObjectSecurity
    SetServiceObjectSecurity QueryServiceStatus SetServiceStatus UnlockServiceDatabase NotifyBootConfigStatus -
    ChangeServiceConfigW CreateServiceW EnumDependentServicesW EnumServicesStatusW OpenSCManagerW OpenServiceW
    QueryServiceConfigW QueryServiceLockStatusW StartServiceW GetServiceDisplayNameW GetServiceKeyNameW -
    ChangeServiceConfigA CreateServiceA EnumDependentServicesA EnumServicesStatusA OpenSCManagerA OpenServiceA
    QueryServiceConfigA QueryServiceLockStatusA StartServiceA GetServiceDisplayNameA GetServiceKeyNameA -
    EnumServiceGroupW ChangeServiceConfig2A ChangeServiceConfig2W QueryServiceConfig2A QueryServiceConfig2W
    QueryServiceStatusEx EnumServicesStatusExA EnumServicesStatusExW - CreateServiceWOW64A CreateServiceWOW64W -
    NotifyServiceStatusChange GetNotifyResults CloseNotifyHandle ControlServiceExA ControlServiceExW - - - -
    QueryServiceConfigEx - - - CreateWowService - - - OpenSCManager2`,
  ),
  rpcInterface(
    '1ff70682-0a51-30e8-076d-740be8cee98b',
    'atsvc',
    'MS-TSCH 3.2.5.2',
    'NetrJobAdd NetrJobDel NetrJobEnum NetrJobGetInfo',
  ),
  rpcInterface(
    '378e52b0-c0a9-11cf-822d-00aa0051e40f',
    'sasec',
    'MS-TSCH 3.2.5.3',
    'SASetAccountInformation SASetNSAccountInformation SAGetNSAccountInformation SAGetAccountInformation',
  ),
  rpcInterface(
    '86d35949-83c9-4044-b424-db363231fd0c',
    'itaskschedulerservice',
    'MS-TSCH 3.2.5.4',
    `SchRpcHighestVersion SchRpcRegisterTask SchRpcRetrieveTask SchRpcCreateFolder SchRpcSetSecurity
    SchRpcGetSecurity SchRpcEnumFolders SchRpcEnumTasks SchRpcEnumInstances SchRpcGetInstanceInfo
    SchRpcStopInstance SchRpcStop SchRpcRun SchRpcDelete SchRpcRename SchRpcScheduledRuntimes SchRpcGetLastRunInfo
    SchRpcGetTaskInfo SchRpcGetNumberOfMissedRuns SchRpcEnableTask`,
  ),
  rpcInterface(
    '338cd001-2244-31f1-aaaa-900038001003',
    'winreg',
    'MS-RRP 3.1.5',
    `OpenClassesRoot OpenCurrentUser OpenLocalMachine OpenPerformanceData OpenUsers BaseRegCloseKey BaseRegCreateKey
    BaseRegDeleteKey BaseRegDeleteValue BaseRegEnumKey BaseRegEnumValue BaseRegFlushKey BaseRegGetKeySecurity
    BaseRegLoadKey - BaseRegOpenKey BaseRegQueryInfoKey BaseRegQueryValue BaseRegReplaceKey BaseRegRestoreKey
    BaseRegSaveKey BaseRegSetKeySecurity BaseRegSetValue BaseRegUnLoadKey BaseInitiateSystemShutdown
    BaseAbortSystemShutdown BaseRegGetVersion OpenCurrentConfig - BaseRegQueryMultipleValues
    BaseInitiateSystemShutdownEx BaseRegSaveKeyEx OpenPerformanceText OpenPerformanceNlsText
    BaseRegQueryMultipleValues2 BaseRegDeleteKeyEx`,
  ),
  rpcInterface(
    '894de0c0-0d55-11d3-a322-00c04fa321a1',
    'initshutdown',
    'MS-RSP 3.1.4',
    'BaseInitiateShutdown BaseAbortShutdown BaseInitiateShutdownEx',
  ),
  rpcInterface(
    'd95afe70-a6d5-4259-822e-2c84da1ddb0d',
    'windowsshutdown',
    'MS-RSP 3.2.4',
    'WsdrInitiateShutdown WsdrAbortShutdown',
  ),
  rpcInterface(
    '82273fdc-e32a-18c3-3f78-827929dc23ea',
    'eventlog',
    'MS-EVEN 3.1.4',
    `ElfrClearELFW ElfrBackupELFW ElfrCloseEL ElfrDeregisterEventSource ElfrNumberOfRecords ElfrOldestRecord
    ElfrChangeNotify ElfrOpenELW ElfrRegisterEventSourceW ElfrOpenBELW ElfrReadELW ElfrReportEventW ElfrClearELFA
    ElfrBackupELFA ElfrOpenELA ElfrRegisterEventSourceA ElfrOpenBELA ElfrReadELA ElfrReportEventA
    ElfrRegisterClusterSvc ElfrDeregisterClusterSvc ElfrWriteClusterEvents ElfrGetLogInformation ElfrFlushEL
    ElfrReportEventAndSourceW ElfrReportEventExW ElfrReportEventExA`,
  ),
  rpcInterface(
    'f6beaff7-1e19-4fbb-9f8f-b89e2018337c',
    'ieventservice',
    'MS-EVEN6 3.1.4',
    `EvtRpcRegisterRemoteSubscription EvtRpcRemoteSubscriptionNextAsync EvtRpcRemoteSubscriptionNext
    EvtRpcRemoteSubscriptionWaitAsync EvtRpcRegisterControllableOperation EvtRpcRegisterLogQuery EvtRpcClearLog
    EvtRpcExportLog EvtRpcLocalizeExportLog EvtRpcMessageRender EvtRpcMessageRenderDefault EvtRpcQueryNext
    EvtRpcQuerySeek EvtRpcClose EvtRpcCancel EvtRpcAssertConfig EvtRpcRetractConfig EvtRpcOpenLogHandle
    EvtRpcGetLogFileInfo EvtRpcGetChannelList EvtRpcGetChannelConfig EvtRpcPutChannelConfig EvtRpcGetPublisherList
    EvtRpcGetPublisherListForChannel EvtRpcGetPublisherMetadata EvtRpcGetPublisherResourceMetadata
    EvtRpcGetEventMetadataEnum EvtRpcGetNextEventMetadata EvtRpcGetClassicLogDisplayName`,
  ),
  rpcInterface(
    'df1941c5-fe89-4e79-bf10-463657acf44d',
    'efsrpc',
    'MS-EFSR 3.1.4.2',
    `EfsRpcOpenFileRaw EfsRpcReadFileRaw EfsRpcWriteFileRaw EfsRpcCloseRaw EfsRpcEncryptFileSrv EfsRpcDecryptFileSrv
    EfsRpcQueryUsersOnFile EfsRpcQueryRecoveryAgents EfsRpcRemoveUsersFromFile EfsRpcAddUsersToFile -
    EfsRpcNotSupported EfsRpcFileKeyInfo EfsRpcDuplicateEncryptionInfoFile - EfsRpcAddUsersToFileEx
    EfsRpcFileKeyInfoEx - EfsRpcGetEncryptedFileMetadata EfsRpcSetEncryptedFileMetadata EfsRpcFlushEfsCache
    EfsRpcEncryptFileExSrv EfsRpcQueryProtectors`,
  ),
  rpcInterface(
    'c681d488-d850-11d0-8c52-00c04fd90f7e',
    'efsrpc-lsa',
    'MS-EFSR 3.1.4.2',
    `EfsRpcOpenFileRaw EfsRpcReadFileRaw EfsRpcWriteFileRaw EfsRpcCloseRaw EfsRpcEncryptFileSrv EfsRpcDecryptFileSrv
    EfsRpcQueryUsersOnFile EfsRpcQueryRecoveryAgents EfsRpcRemoveUsersFromFile EfsRpcAddUsersToFile -
    EfsRpcNotSupported EfsRpcFileKeyInfo EfsRpcDuplicateEncryptionInfoFile - EfsRpcAddUsersToFileEx
    EfsRpcFileKeyInfoEx - EfsRpcGetEncryptedFileMetadata EfsRpcSetEncryptedFileMetadata EfsRpcFlushEfsCache
    EfsRpcEncryptFileExSrv EfsRpcQueryProtectors`,
  ),
];
