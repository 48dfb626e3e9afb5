import { type RpcInterface, rpcInterface } from './interface.ts';

/** The print system: its drivers are programs that run with the rights of the machine. */
export const printInterfaces: readonly RpcInterface[] = [
  rpcInterface(
    '12345678-1234-abcd-ef00-0123456789ab',
    'spoolss',
    'MS-RPRN 3.1.4',
    `RpcEnumPrinters RpcOpenPrinter RpcSetJob RpcGetJob RpcEnumJobs RpcAddPrinter RpcDeletePrinter RpcSetPrinter
    RpcGetPrinter RpcAddPrinterDriver RpcEnumPrinterDrivers RpcGetPrinterDriver RpcGetPrinterDriverDirectory
    RpcDeletePrinterDriver RpcAddPrintProcessor RpcEnumPrintProcessors RpcGetPrintProcessorDirectory
    RpcStartDocPrinter RpcStartPagePrinter RpcWritePrinter RpcEndPagePrinter RpcAbortPrinter RpcReadPrinter
    RpcEndDocPrinter RpcAddJob RpcScheduleJob RpcGetPrinterData RpcSetPrinterData RpcWaitForPrinterChange
    RpcClosePrinter RpcAddForm RpcDeleteForm RpcGetForm RpcSetForm RpcEnumForms RpcEnumPorts RpcEnumMonitors
    RpcAddPort RpcConfigurePort RpcDeletePort RpcCreatePrinterIC RpcPlayGdiScriptOnPrinterIC RpcDeletePrinterIC
    RpcAddPrinterConnection RpcDeletePrinterConnection RpcPrinterMessageBox RpcAddMonitor RpcDeleteMonitor
    RpcDeletePrintProcessor RpcAddPrintProvidor RpcDeletePrintProvidor RpcEnumPrintProcessorDatatypes
    RpcResetPrinter RpcGetPrinterDriver2 RpcClientFindFirstPrinterChangeNotification RpcFindNextPrinterChangeNotification
    RpcFindClosePrinterChangeNotification RpcRouterFindFirstPrinterChangeNotificationOld RpcReplyOpenPrinter
    RpcRouterReplyPrinter RpcReplyClosePrinter RpcAddPortEx RpcRemoteFindFirstPrinterChangeNotification RpcSpoolerInit
    RpcResetPrinterEx RpcRemoteFindFirstPrinterChangeNotificationEx RpcRouterReplyPrinterEx
    RpcRouterRefreshPrinterChangeNotification RpcSetAllocFailCount RpcSplOpenPrinter RpcAddPrinterEx RpcSetPort
    RpcEnumPrinterData RpcDeletePrinterData RpcClusterSplOpen RpcClusterSplClose RpcClusterSplIsAlive
    RpcSetPrinterDataEx RpcGetPrinterDataEx RpcEnumPrinterDataEx RpcEnumPrinterKey RpcDeletePrinterDataEx
    RpcDeletePrinterKey RpcSeekPrinter RpcDeletePrinterDriverEx RpcAddPerMachineConnection
    RpcDeletePerMachineConnection RpcEnumPerMachineConnections RpcXcvData RpcAddPrinterDriverEx RpcSplOpenPrinter2
    RpcGetSpoolFileInfo RpcCommitSpoolData RpcGetSpoolFileInfo2 RpcCommitSpoolData2 RpcCloseSpoolFileHandle
    RpcFlushPrinter RpcSendRecvBidiData RpcAddDriverCatalog RpcAddPrinterConnection2 RpcDeletePrinterConnection2
    RpcInstallPrinterDriverFromPackage RpcGetCorePrinterDrivers - RpcGetPrinterDriverPackagePath - - - - -
    RpcGetJobNamedPropertyValue RpcSetJobNamedProperty RpcDeleteJobNamedProperty RpcEnumJobNamedProperties - -
    RpcLogJobInfoForBranchOffice RpcRegeneratePrintDeviceCapabilities`,
  ),
  rpcInterface(
    '76f03f96-cdfd-44fc-a22c-64950a001209',
    'iremotewinspool',
    'MS-PAR 3.1.4',
    `RpcAsyncOpenPrinter RpcAsyncAddPrinter RpcAsyncSetJob RpcAsyncGetJob RpcAsyncEnumJobs RpcAsyncAddJob
    RpcAsyncScheduleJob RpcAsyncDeletePrinter RpcAsyncSetPrinter RpcAsyncGetPrinter RpcAsyncStartDocPrinter
    RpcAsyncStartPagePrinter RpcAsyncWritePrinter RpcAsyncEndPagePrinter RpcAsyncEndDocPrinter RpcAsyncAbortPrinter
    RpcAsyncGetPrinterData RpcAsyncGetPrinterDataEx RpcAsyncSetPrinterData RpcAsyncSetPrinterDataEx
    RpcAsyncClosePrinter RpcAsyncAddForm RpcAsyncDeleteForm RpcAsyncGetForm RpcAsyncSetForm RpcAsyncEnumForms
    RpcAsyncGetPrinterDriver RpcAsyncEnumPrinterData RpcAsyncEnumPrinterDataEx RpcAsyncEnumPrinterKey
    RpcAsyncDeletePrinterData RpcAsyncDeletePrinterDataEx RpcAsyncDeletePrinterKey RpcAsyncXcvData
    RpcAsyncSendRecvBidiData RpcAsyncCreatePrinterIC RpcAsyncPlayGdiScriptOnPrinterIC RpcAsyncDeletePrinterIC
    RpcAsyncEnumPrinters RpcAsyncAddPrinterDriver RpcAsyncEnumPrinterDrivers RpcAsyncGetPrinterDriverDirectory
    RpcAsyncDeletePrinterDriver RpcAsyncDeletePrinterDriverEx RpcAsyncAddPrintProcessor RpcAsyncEnumPrintProcessors
    RpcAsyncGetPrintProcessorDirectory RpcAsyncEnumPorts RpcAsyncEnumMonitors RpcAsyncAddPort RpcAsyncSetPort
    RpcAsyncAddMonitor RpcAsyncDeleteMonitor RpcAsyncDeletePrintProcessor RpcAsyncEnumPrintProcessorDatatypes
    RpcAsyncAddPerMachineConnection RpcAsyncDeletePerMachineConnection RpcAsyncEnumPerMachineConnections
    RpcSyncRegisterForRemoteNotifications RpcSyncUnRegisterForRemoteNotifications
    RpcSyncRefreshRemoteNotifications RpcAsyncGetRemoteNotifications RpcAsyncInstallPrinterDriverFromPackage
    RpcAsyncUploadPrinterDriverPackage RpcAsyncGetCorePrinterDrivers RpcAsyncCorePrinterDriverInstalled
    RpcAsyncGetPrinterDriverPackagePath RpcAsyncDeletePrinterDriverPackage RpcAsyncReadPrinter RpcAsyncResetPrinter
    RpcAsyncGetJobNamedPropertyValue RpcAsyncSetJobNamedProperty RpcAsyncDeleteJobNamedProperty
    RpcAsyncEnumJobNamedProperties RpcAsyncLogJobInfoForBranchOffice`,
  ),
];
