import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import { MAX_OPERATION } from './functions.ts';
import { interfaceNamed, interfaces } from './interfaces.ts';

/** A call that reads or changes what is controlled: what it does, and its first parameters (see {@link Parameters}). */
export interface ControlCall {
  readonly access: Access;
  readonly layout: string;
}

/** By interface: operation, what it does, layout of the first parameters. */
const calls: Readonly<Record<string, readonly (readonly [operation: string, access: Access, layout: string])[]>> = {
  svcctl: [
    ['ControlService', STOP, 'hu'],
    ['DeleteService', PROGRAM, 'h'],
    ['SetServiceObjectSecurity', WRITE, 'h'],
    ['ChangeServiceConfigW', PROGRAM, 'huuuP'],
    ['CreateServiceW', PROGRAM, 'hWpuuuuW'],
    ['StartServiceW', STOP, 'h'],
    ['OpenServiceW', OTHER, 'hW'],
    ['CreateServiceA', PROGRAM, 'hAquuuuA'],
    ['ChangeServiceConfigA', PROGRAM, 'huuuQ'],
    ['OpenServiceA', OTHER, 'hA'],
    ['StartServiceA', STOP, 'h'],
    ['ChangeServiceConfig2A', PROGRAM, 'h'],
    ['ChangeServiceConfig2W', PROGRAM, 'h'],
    ['CreateServiceWOW64A', PROGRAM, 'hAquuuuA'],
    ['CreateServiceWOW64W', PROGRAM, 'hWpuuuuW'],
    ['CreateWowService', PROGRAM, 'hWpuuuuW'],
    ['ControlServiceExA', STOP, 'hu'],
    ['ControlServiceExW', STOP, 'hu'],
  ],
  atsvc: [
    ['NetrJobAdd', PROGRAM, 'puuurW'],
    ['NetrJobDel', PROGRAM, 'p'],
  ],
  sasec: [['SASetAccountInformation', WRITE, 'pW']],
  itaskschedulerservice: [
    ['SchRpcRegisterTask', PROGRAM, 'P'],
    ['SchRpcRetrieveTask', READ, 'W'],
    ['SchRpcCreateFolder', WRITE, 'W'],
    ['SchRpcSetSecurity', WRITE, 'W'],
    ['SchRpcStopInstance', STOP, ''],
    ['SchRpcStop', STOP, 'P'],
    ['SchRpcRun', STOP, 'W'],
    ['SchRpcDelete', PROGRAM, 'W'],
    ['SchRpcRename', WRITE, 'W'],
    ['SchRpcEnableTask', WRITE, 'W'],
  ],
  winreg: [
    ['BaseRegCreateKey', WRITE, 'hS'],
    ['BaseRegDeleteKey', WRITE, 'hS'],
    ['BaseRegDeleteValue', WRITE, 'hS'],
    ['BaseRegLoadKey', PROGRAM, 'hSS'],
    ['BaseRegReplaceKey', PROGRAM, 'hSSS'],
    ['BaseRegRestoreKey', PROGRAM, 'hS'],
    ['BaseRegSaveKey', READ, 'hS'],
    ['BaseRegSaveKeyEx', READ, 'hS'],
    ['BaseRegSetKeySecurity', WRITE, 'h'],
    ['BaseRegSetValue', WRITE, 'hS'],
    ['BaseRegUnLoadKey', PROGRAM, 'hS'],
    ['BaseRegDeleteKeyEx', WRITE, 'hS'],
    ['BaseInitiateSystemShutdown', STOP, ''],
    ['BaseInitiateSystemShutdownEx', STOP, ''],
    ['BaseAbortSystemShutdown', STOP, ''],
  ],
  initshutdown: [
    ['BaseInitiateShutdown', STOP, ''],
    ['BaseAbortShutdown', STOP, ''],
    ['BaseInitiateShutdownEx', STOP, ''],
  ],
  windowsshutdown: [
    ['WsdrInitiateShutdown', STOP, ''],
    ['WsdrAbortShutdown', STOP, ''],
  ],
  eventlog: [
    ['ElfrClearELFW', WRITE, 'h'],
    ['ElfrClearELFA', WRITE, 'h'],
  ],
  ieventservice: [
    ['EvtRpcClearLog', WRITE, 'hP'],
    ['EvtRpcPutChannelConfig', WRITE, 'W'],
  ],
  efsrpc: [
    ['EfsRpcOpenFileRaw', OTHER, 'W'],
    ['EfsRpcEncryptFileSrv', WRITE, 'W'],
    ['EfsRpcDecryptFileSrv', WRITE, 'W'],
  ],
  'efsrpc-lsa': [
    ['EfsRpcOpenFileRaw', OTHER, 'W'],
    ['EfsRpcEncryptFileSrv', WRITE, 'W'],
    ['EfsRpcDecryptFileSrv', WRITE, 'W'],
  ],
  samr: [
    ['SamrCreateGroupInDomain', WRITE, 'hS'],
    ['SamrCreateUserInDomain', WRITE, 'hS'],
    ['SamrCreateAliasInDomain', WRITE, 'hS'],
    ['SamrCreateUser2InDomain', WRITE, 'hS'],
    ['SamrAddMemberToGroup', WRITE, 'h'],
    ['SamrAddMemberToAlias', WRITE, 'h'],
    ['SamrAddMultipleMembersToAlias', WRITE, 'h'],
    ['SamrDeleteUser', WRITE, 'h'],
    ['SamrDeleteGroup', WRITE, 'h'],
    ['SamrSetInformationUser', WRITE, 'h'],
    ['SamrSetInformationUser2', WRITE, 'h'],
    ['SamrSetInformationDomain', WRITE, 'h'],
    ['SamrChangePasswordUser', WRITE, 'h'],
    ['SamrUnicodeChangePasswordUser2', WRITE, ''],
    ['SamrOemChangePasswordUser2', WRITE, ''],
    ['SamrSetDSRMPassword', WRITE, ''],
  ],
  lsarpc: [
    ['LsarSetInformationPolicy', WRITE, 'h'],
    ['LsarSetInformationPolicy2', WRITE, 'h'],
    ['LsarClearAuditLog', WRITE, 'h'],
    ['LsarCreateAccount', WRITE, 'h'],
    ['LsarCreateSecret', WRITE, 'hS'],
    ['LsarSetSecret', WRITE, 'h'],
    ['LsarQuerySecret', READ, 'h'],
    ['LsarStorePrivateData', WRITE, 'hS'],
    ['LsarRetrievePrivateData', READ, 'hS'],
    ['LsarAddPrivilegesToAccount', WRITE, 'h'],
    ['LsarAddAccountRights', WRITE, 'h'],
    ['LsarCreateTrustedDomainEx2', WRITE, 'h'],
  ],
  netlogon: [
    ['NetrServerPasswordSet', WRITE, 'pW'],
    ['NetrServerPasswordSet2', WRITE, 'pW'],
    ['NetrServerPasswordGet', READ, 'pW'],
    ['NetrServerTrustPasswordsGet', READ, 'pW'],
  ],
  drsuapi: [
    ['IDL_DRSReplicaSync', OTHER, 'h'],
    ['IDL_DRSGetNCChanges', READ, 'h'],
    ['IDL_DRSUpdateRefs', WRITE, 'h'],
    ['IDL_DRSReplicaAdd', WRITE, 'h'],
    ['IDL_DRSReplicaDel', WRITE, 'h'],
    ['IDL_DRSWriteSPN', WRITE, 'h'],
    ['IDL_DRSAddEntry', WRITE, 'h'],
    ['IDL_DRSAddSidHistory', WRITE, 'h'],
    ['IDL_DRSRemoveDsServer', WRITE, 'h'],
  ],
  dsaop: [['IDL_DSAExecuteScript', PROGRAM, '']],
  backupkey: [['BackuprKey', READ, '']],
  spoolss: [
    ['RpcAddPrinter', WRITE, 'P'],
    ['RpcAddPrinterEx', WRITE, 'P'],
    ['RpcDeletePrinter', WRITE, 'h'],
    ['RpcSetPrinter', WRITE, 'h'],
    ['RpcSetPrinterDataEx', WRITE, 'hWW'],
    ['RpcAddPrinterDriver', PROGRAM, 'P'],
    ['RpcAddPrinterDriverEx', PROGRAM, 'P'],
    ['RpcDeletePrinterDriver', PROGRAM, 'pWW'],
    ['RpcDeletePrinterDriverEx', PROGRAM, 'pWW'],
    ['RpcAddPrintProcessor', PROGRAM, 'pWWW'],
    ['RpcAddMonitor', PROGRAM, 'P'],
    ['RpcAddPort', WRITE, 'P'],
    ['RpcXcvData', WRITE, 'hW'],
    ['RpcInstallPrinterDriverFromPackage', PROGRAM, 'PPW'],
    ['RpcRemoteFindFirstPrinterChangeNotification', OTHER, 'huuP'],
    ['RpcRemoteFindFirstPrinterChangeNotificationEx', OTHER, 'huuP'],
  ],
  iremotewinspool: [
    ['RpcAsyncAddPrinter', WRITE, 'P'],
    ['RpcAsyncDeletePrinter', WRITE, 'h'],
    ['RpcAsyncSetPrinter', WRITE, 'h'],
    ['RpcAsyncSetPrinterDataEx', WRITE, 'hWW'],
    ['RpcAsyncAddPrinterDriver', PROGRAM, 'P'],
    ['RpcAsyncDeletePrinterDriver', PROGRAM, 'pWW'],
    ['RpcAsyncDeletePrinterDriverEx', PROGRAM, 'pWW'],
    ['RpcAsyncAddPrintProcessor', PROGRAM, 'pWWW'],
    ['RpcAsyncAddMonitor', PROGRAM, 'P'],
    ['RpcAsyncAddPort', WRITE, 'P'],
    ['RpcAsyncXcvData', WRITE, 'hW'],
    ['RpcAsyncInstallPrinterDriverFromPackage', PROGRAM, 'PPW'],
    ['RpcAsyncUploadPrinterDriverPackage', PROGRAM, 'PW'],
    ['RpcAsyncDeletePrinterDriverPackage', PROGRAM, 'PW'],
  ],
  srvsvc: [
    ['NetrShareAdd', WRITE, 'p'],
    ['NetrShareSetInfo', WRITE, 'pW'],
    ['NetrShareDel', WRITE, 'pW'],
    ['NetrSessionDel', STOP, 'pPP'],
    ['NetrFileClose', STOP, 'p'],
    ['NetrServerSetInfo', WRITE, 'p'],
  ],
  wkssvc: [
    ['NetrWkstaSetInfo', WRITE, 'p'],
    ['NetrUseAdd', WRITE, 'p'],
    ['NetrJoinDomain2', WRITE, 'pW'],
    ['NetrUnjoinDomain2', WRITE, 'p'],
    ['NetrRenameMachineInDomain2', WRITE, 'pP'],
  ],
  netdfs: [
    ['NetrDfsAdd', WRITE, 'WW'],
    ['NetrDfsRemove', WRITE, 'WP'],
    ['NetrDfsAddStdRoot', WRITE, 'WW'],
    ['NetrDfsRemoveStdRoot', WRITE, 'WW'],
  ],
  dnsserver: [
    ['DnssrvOperation', WRITE, 'pQuQ'],
    ['DnssrvOperation2', WRITE, 'uupQuQ'],
    ['DnssrvUpdateRecord', WRITE, 'pAA'],
    ['DnssrvUpdateRecord2', WRITE, 'uupAA'],
  ],
  mgmt: [['rpc_mgmt_stop_server_listening', STOP, '']],
  iremotescmactivator: [
    ['RemoteGetClassObject', OTHER, 'o'],
    ['RemoteCreateInstance', OTHER, 'o'],
  ],
  iactivation: [['RemoteActivation', OTHER, 'o']],
  idispatch: [['Invoke', OTHER, 'o']],
  iwbemlevel1login: [['NTLMLogin', OTHER, 'oP']],
  iwbemservices: [
    ['OpenNamespace', OTHER, 'oB'],
    ['PutClass', WRITE, 'o'],
    ['PutClassAsync', WRITE, 'o'],
    ['DeleteClass', WRITE, 'oB'],
    ['DeleteClassAsync', WRITE, 'oB'],
    ['PutInstance', WRITE, 'o'],
    ['PutInstanceAsync', WRITE, 'o'],
    ['DeleteInstance', WRITE, 'oB'],
    ['DeleteInstanceAsync', WRITE, 'oB'],
    ['GetObject', READ, 'oB'],
    ['ExecQuery', READ, 'obB'],
    ['ExecQueryAsync', READ, 'obB'],
    ['ExecNotificationQuery', READ, 'obB'],
    ['ExecNotificationQueryAsync', READ, 'obB'],
    ['ExecMethod', STOP, 'oBB'],
    ['ExecMethodAsync', STOP, 'oBB'],
  ],
  iwbembackuprestore: [['Restore', PROGRAM, 'oW']],
  iwbembackuprestoreex: [['Restore', PROGRAM, 'oW']],
  iopcserverlist: [['CLSIDFromProgID', READ, 'oW']],
  iopcserverlist2: [['CLSIDFromProgID', READ, 'oW']],
  iopccommon: [['SetClientName', OTHER, 'oW']],
  iopcserver: [
    ['AddGroup', OTHER, 'oW'],
    ['RemoveGroup', OTHER, 'o'],
  ],
  iopcitemmgt: [
    ['AddItems', OTHER, 'oIT'],
    ['ValidateItems', OTHER, 'oIT'],
    ['RemoveItems', OTHER, 'oI'],
  ],
  iopcgroupstatemgt: [['SetState', OTHER, 'o']],
  iopcgroupstatemgt2: [['SetState', OTHER, 'o']],
  iopcsyncio: [
    ['Read', READ, 'ouI'],
    ['Write', WRITE, 'oI'],
  ],
  iopcsyncio2: [
    ['Read', READ, 'ouI'],
    ['Write', WRITE, 'oI'],
    ['ReadMaxAge', READ, 'oI'],
    ['WriteVQT', WRITE, 'oI'],
  ],
  iopcasyncio: [
    ['Read', READ, 'ouuI'],
    ['Write', WRITE, 'ouI'],
  ],
  iopcasyncio2: [
    ['Read', READ, 'oI'],
    ['Write', WRITE, 'oI'],
  ],
  iopcasyncio3: [
    ['Read', READ, 'oI'],
    ['Write', WRITE, 'oI'],
    ['ReadMaxAge', READ, 'oI'],
    ['WriteVQT', WRITE, 'oI'],
  ],
  iopcitemio: [
    ['Read', READ, 'oI'],
    ['WriteVQT', WRITE, 'oI'],
  ],
  iopceventserver: eventCalls(),
  iopceventserver2: eventCalls(),
  'iopchda-syncread': [
    ['ReadRaw', READ, 'o'],
    ['ReadProcessed', READ, 'o'],
    ['ReadAtTime', READ, 'o'],
    ['ReadModified', READ, 'o'],
  ],
  'iopchda-syncupdate': historyCalls('oI'),
  'iopchda-asyncupdate': historyCalls('ouI'),
  'iopchda-syncannotations': [['Insert', WRITE, 'oI']],
  'iopchda-asyncannotations': [['Insert', WRITE, 'ouI']],
};

function eventCalls(): readonly (readonly [string, Access, string])[] {
  return [
    ['EnableConditionByArea', WRITE, 'oI'],
    ['EnableConditionBySource', WRITE, 'oI'],
    ['DisableConditionByArea', WRITE, 'oI'],
    ['DisableConditionBySource', WRITE, 'oI'],
    ['AckCondition', WRITE, 'oI'],
  ];
}

function historyCalls(layout: string): readonly (readonly [string, Access, string])[] {
  return ['Insert', 'Replace', 'InsertReplace', 'DeleteRaw', 'DeleteAtTime'].map((name) => [name, WRITE, layout]);
}

/** By interface's place times the reach of operations, plus the operation. */
const table: ReadonlyMap<number, ControlCall> = new Map(
  Object.entries(calls).flatMap(([name, list]) => {
    const index = interfaceNamed(name);
    return list.map(([operation, access, layout]) => {
      const number = interfaces[index]?.operations.indexOf(operation) ?? -1;
      if (number < 0) throw new Error(`${name} has no operation ${operation}`);
      return [index * (MAX_OPERATION + 1) + number, { access, layout }] as const;
    });
  }),
);

export function controlCall(interfaceIndex: number, operation: number): ControlCall | undefined {
  return operation > MAX_OPERATION ? undefined : table.get(interfaceIndex * (MAX_OPERATION + 1) + operation);
}
