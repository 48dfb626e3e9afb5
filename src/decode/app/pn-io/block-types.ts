import { hasLayout } from './block-layouts.ts';

/** Block types (IEC 61158-6-10 4.10.3.2), by number. */
export const ALARM_HIGH = 0x0001;
export const ALARM_LOW = 0x0002;
export const ALARM_ACK_HIGH = 0x8001;
export const ALARM_ACK_LOW = 0x8002;
export const WRITE_HEADER = 0x0008;
export const READ_HEADER = 0x0009;
export const WRITE_ANSWER = 0x8008;
export const READ_ANSWER = 0x8009;
export const REAL_IDENTIFICATION = 0x0013;
export const IM0 = 0x0020;
export const IM1 = 0x0021;
export const IM2 = 0x0022;
export const IM3 = 0x0023;
export const AR_REQUEST = 0x0101;
export const AR_ANSWER = 0x8101;
export const IOCR_REQUEST = 0x0102;
export const IOCR_ANSWER = 0x8102;
export const ALARM_CR_REQUEST = 0x0103;
export const ALARM_CR_ANSWER = 0x8103;
export const EXPECTED_SUBMODULES = 0x0104;
export const MODULE_DIFFERENCES = 0x8104;
export const AR_SERVER = 0x8106;
export const MULTIPLE_BLOCKS = 0x0400;

const names = `0001 AlarmNotificationHigh, 0002 AlarmNotificationLow, 0008 IODWriteReqHeader, 0009 IODReadReqHeader,
0010 DiagnosisData, 0012 ExpectedIdentificationData, 0013 RealIdentificationData, 0014 SubstituteValue,
0015 RecordInputDataObjectElement, 0016 RecordOutputDataObjectElement, 0018 ARData, 0019 LogBookData, 001a APIData,
001b SRLData, 0020 I&M0, 0021 I&M1, 0022 I&M2, 0023 I&M3, 0024 I&M4, 0025 I&M5, 0030 I&M0FilterDataSubmodule,
0031 I&M0FilterDataModule, 0032 I&M0FilterDataDevice, 0034 I&M5Data, 0035 AssetManagementData,
0036 AM_FullInformation, 0037 AM_HardwareOnlyInformation, 0038 AM_FirmwareOnlyInformation,
0101 ARBlockReq, 0102 IOCRBlockReq, 0103 AlarmCRBlockReq, 0104 ExpectedSubmoduleBlockReq, 0105 PrmServerBlockReq,
0106 MCRBlockReq, 0107 SubFrameBlock, 0108 ARVendorBlockReq, 0109 IRInfoBlock, 010a SRInfoBlock, 010b ARFSUBlock,
010c RSInfoBlock, 0110 PrmEndReq, 0111 PlugPrmEndReq, 0112 ApplicationReadyReq, 0113 PlugApplicationReadyReq,
0114 ReleaseReq, 0115 ARRPCServerBlockReq, 0116 ReadyForCompanionReq, 0117 ReadyForRTClass3Req, 0118 PrmBeginReq,
0119 SubmoduleListBlock, 0200 PDPortDataCheck, 0201 PDevData, 0202 PDPortDataAdjust, 0203 PDSyncData,
0204 IsochronousModeData, 0205 PDIRData, 0206 PDIRGlobalData, 0207 PDIRFrameData, 0208 PDIRBeginEndData,
0209 AdjustDomainBoundary, 020a CheckPeers, 020b CheckLineDelay, 020c CheckMAUType, 020e AdjustMAUType,
020f PDPortDataReal, 0210 AdjustMulticastBoundary, 0211 PDInterfaceMrpDataAdjust, 0212 PDInterfaceMrpDataReal,
0213 PDInterfaceMrpDataCheck, 0214 PDPortMrpDataAdjust, 0215 PDPortMrpDataReal, 0216 MrpManagerParams,
0217 MrpClientParams, 0218 MrpRTModeManagerData, 0219 MrpRingStateData, 021a MrpRTStateData, 021b AdjustLinkState,
021c CheckLinkState, 021d MrpRTModeClientData, 021e CheckSyncDifference, 021f CheckMAUTypeDifference,
0220 PDPortFODataReal, 0221 FiberOpticManufacturerSpecific, 0222 PDPortFODataAdjust, 0223 PDPortFODataCheck,
0224 AdjustPeerToPeerBoundary, 0225 AdjustDCPBoundary, 0226 AdjustPreambleLength, 0227 CheckMAUTypeExtension,
0228 FiberOpticDiagnosisInfo, 0229 AdjustMAUTypeExtension, 022a PDIRSubframeData, 022b SubframeBlock,
022c PDPortDataRealExtended, 022d PDTimeData, 022e PDPortSFPDataCheck, 0230 PDNCDataCheck,
0231 MrpInstanceDataAdjust, 0232 MrpInstanceDataReal, 0233 MrpInstanceDataCheck, 0234 PDPortMrpIcDataAdjust,
0235 PDPortMrpIcDataCheck, 0236 PDPortMrpIcDataReal, 0240 PDInterfaceDataReal, 0241 PDRsiInstances,
0250 PDInterfaceAdjust, 0251 PDPortStatistic, 0260 OwnPort, 0261 Neighbors, 0270 TSNNetworkControlDataReal,
0271 TSNNetworkControlDataAdjust, 0272 TSNDomainPortConfigBlock, 0273 TSNDomainQueueConfigBlock,
0274 TSNTimeDataBlock, 0275 TSNStreamPathData, 0276 TSNSyncTreeData, 0277 TSNUploadNetworkAttributes,
0278 ForwardingDelayBlock, 0279 TSNExpectedNetworkAttributes, 027a TSNStreamPathDataReal,
027b TSNDomainPortIngressRateLimiterBlock, 027c TSNDomainQueueRateLimiterBlock, 027d TSNPortIDBlock,
027e TSNExpectedNeighborBlock, 0300 PDInterfaceSecurityAdjust, 0400 MultipleBlockHeader, 0401 COContainerContent,
0500 RecordDataReadQuery, 0501 TSNAddStreamReq, 0502 TSNAddStreamRsp, 0503 TSNRemoveStreamReq,
0504 TSNRemoveStreamRsp, 0505 TSNRenewStreamReq, 0506 TSNRenewStreamRsp, 0600 FSHelloBlock, 0601 FSParameterBlock,
0602 FastStartUpBlock, 0608 PDInterfaceFSUDataAdjust, 0609 ARFSUDataAdjust, 0700 AutoConfiguration,
0701 AutoConfigurationCommunication, 0702 AutoConfigurationConfiguration, 0703 AutoConfigurationIsochronous,
0810 PE_EntityFilterData, 0811 PE_EntityStatusData, 0900 RS_AdjustObserver, 0901 RS_GetEvent, 0902 RS_AckEvent,
0a00 UploadBLOBQuery, 0a01 UploadBLOB, 0f00 MaintenanceItem, 0f01 UploadSelectedRecords, 0f02 iParameterItem,
0f03 RetrieveSelectedRecords, 0f04 RetrieveAllRecords, 0f05 PE_OperationalModeChange,
8001 AlarmAckHigh, 8002 AlarmAckLow, 8008 IODWriteResHeader, 8009 IODReadResHeader, 8101 ARBlockRes,
8102 IOCRBlockRes, 8103 AlarmCRBlockRes, 8104 ModuleDiffBlock, 8105 PrmServerBlockRes, 8106 ARServerBlockRes,
8107 ARRPCBlockRes, 8108 ARVendorBlockRes, 8110 PrmEndRes, 8111 PlugPrmEndRes, 8112 ApplicationReadyRes,
8113 PlugApplicationReadyRes, 8114 ReleaseRes, 8115 ARRPCServerBlockRes, 8116 ReadyForCompanionRes,
8117 ReadyForRTClass3Res, 8118 PrmBeginRes`;

const types: ReadonlyMap<number, string> = new Map(
  names.split(/,\s*/).map((entry) => [Number.parseInt(entry, 16), entry.slice(entry.indexOf(' ') + 1)] as const),
);

export function blockName(type: number): string | undefined {
  return types.get(type);
}

export function blockTypes(): readonly [number, string][] {
  return [...types];
}

/** Requests and answers that end, ready or release a connection: one layout. */
export function isControl(type: number): boolean {
  const low = type & 0x7fff;
  return low >= 0x0110 && low <= 0x0118 && low !== 0x0115;
}

const decoded: ReadonlySet<number> = new Set([
  ALARM_HIGH,
  ALARM_LOW,
  ALARM_ACK_HIGH,
  ALARM_ACK_LOW,
  WRITE_HEADER,
  READ_HEADER,
  WRITE_ANSWER,
  READ_ANSWER,
  REAL_IDENTIFICATION,
  IM0,
  IM1,
  IM2,
  IM3,
  AR_REQUEST,
  AR_ANSWER,
  IOCR_REQUEST,
  IOCR_ANSWER,
  ALARM_CR_REQUEST,
  ALARM_CR_ANSWER,
  EXPECTED_SUBMODULES,
  MODULE_DIFFERENCES,
  AR_SERVER,
  MULTIPLE_BLOCKS,
]);

/** Whether the fields of such blocks are read. */
export function isDecoded(type: number): boolean {
  return decoded.has(type) || isControl(type) || hasLayout(type);
}
