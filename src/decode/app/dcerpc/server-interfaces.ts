import { type RpcInterface, rpcInterface } from './interface.ts';

/** Shares, sessions, finding of interfaces, and what is told by its name alone. */
export const serverInterfaces: readonly RpcInterface[] = [
  rpcInterface(
    'e1af8308-5d1f-11c9-91a4-08002b14a0fa',
    'epm',
    'C706 appendix O, MS-RPCE 2.2.1.2',
    'ept_insert ept_delete ept_lookup ept_map ept_lookup_handle_free ept_inq_object ept_mgmt_delete',
  ),
  rpcInterface(
    'afa8bd80-7d8a-11c9-bef4-08002b102989',
    'mgmt',
    'C706 appendix Q',
    'rpc_mgmt_inq_if_ids rpc_mgmt_inq_stats rpc_mgmt_is_server_listening rpc_mgmt_stop_server_listening rpc_mgmt_inq_princ_name',
  ),
  rpcInterface(
    '4b324fc8-1670-01d3-1278-5a47bf6ee188',
    'srvsvc',
    'MS-SRVS 3.1.4',
    `NetrCharDevEnum NetrCharDevGetInfo NetrCharDevControl NetrCharDevQEnum NetrCharDevQGetInfo NetrCharDevQSetInfo
    NetrCharDevQPurge NetrCharDevQPurgeSelf NetrConnectionEnum NetrFileEnum NetrFileGetInfo NetrFileClose
    NetrSessionEnum NetrSessionDel NetrShareAdd NetrShareEnum NetrShareGetInfo NetrShareSetInfo NetrShareDel
    NetrShareDelSticky NetrShareCheck NetrServerGetInfo NetrServerSetInfo NetrServerDiskEnum NetrServerStatisticsGet
    NetrServerTransportAdd NetrServerTransportEnum NetrServerTransportDel NetrRemoteTOD NetrServerSetServiceBits
    NetprPathType NetprPathCanonicalize NetprPathCompare NetprNameValidate NetprNameCanonicalize NetprNameCompare
    NetrShareEnumSticky NetrShareDelStart NetrShareDelCommit NetrpGetFileSecurity NetrpSetFileSecurity
    NetrServerTransportAddEx NetrServerSetServiceBitsEx NetrDfsGetVersion NetrDfsCreateLocalPartition
    NetrDfsDeleteLocalPartition NetrDfsSetLocalVolumeState NetrDfsSetServerInfo NetrDfsCreateExitPoint
    NetrDfsDeleteExitPoint NetrDfsModifyPrefix NetrDfsFixLocalVolume NetrDfsManagerReportSiteInfo
    NetrServerTransportDelEx NetrServerAliasAdd NetrServerAliasEnum NetrServerAliasDel NetrShareDelEx`,
  ),
  rpcInterface(
    '6bffd098-a112-3610-9833-46c3f87e345a',
    'wkssvc',
    'MS-WKST 3.2.4',
    `NetrWkstaGetInfo NetrWkstaSetInfo NetrWkstaUserEnum NetrWkstaUserGetInfo NetrWkstaUserSetInfo
    NetrWkstaTransportEnum NetrWkstaTransportAdd NetrWkstaTransportDel NetrUseAdd NetrUseGetInfo NetrUseDel NetrUseEnum
    NetrMessageBufferSend NetrWorkstationStatisticsGet NetrLogonDomainNameAdd NetrLogonDomainNameDel NetrJoinDomain
    NetrUnjoinDomain NetrRenameMachineInDomain NetrValidateName NetrGetJoinInformation NetrGetJoinableOUs NetrJoinDomain2
    NetrUnjoinDomain2 NetrRenameMachineInDomain2 NetrValidateName2 NetrGetJoinableOUs2 NetrAddAlternateComputerName
    NetrRemoveAlternateComputerName NetrSetPrimaryComputerName NetrEnumerateComputerNames`,
  ),
  rpcInterface(
    '4fc742e0-4a10-11cf-8273-00aa004ae673',
    'netdfs',
    'MS-DFSNM 3.1.4',
    `NetrDfsManagerGetVersion NetrDfsAdd NetrDfsRemove NetrDfsSetInfo NetrDfsGetInfo NetrDfsEnum NetrDfsMove - - -
    NetrDfsAddFtRoot NetrDfsRemoveFtRoot NetrDfsAddStdRoot NetrDfsRemoveStdRoot NetrDfsManagerInitialize
    NetrDfsAddStdRootForced NetrDfsGetDcAddress NetrDfsSetDcAddress NetrDfsFlushFtTable NetrDfsAdd2 NetrDfsRemove2
    NetrDfsEnumEx NetrDfsSetInfo2 NetrDfsAddRootTarget NetrDfsRemoveRootTarget NetrDfsGetSupportedNamespaceVersion`,
  ),
  rpcInterface(
    '50abc2a4-574d-40b3-9d66-ee4fd5fba076',
    'dnsserver',
    'MS-DNSP 3.1.4',
    `DnssrvOperation DnssrvQuery DnssrvComplexOperation DnssrvEnumRecords DnssrvUpdateRecord DnssrvOperation2
    DnssrvQuery2 DnssrvComplexOperation2 DnssrvEnumRecords2 DnssrvUpdateRecord2 DnssrvUpdateRecord3
    DnssrvEnumRecords3 DnssrvOperation3 DnssrvQuery3 DnssrvComplexOperation3 DnssrvOperation4 DnssrvQuery4
    DnssrvUpdateRecord4 DnssrvEnumRecords4`,
  ),
  rpcInterface('5a7b91f8-ff00-11d0-a9b2-00c04fb6e6fc', 'msgsvcsend', 'MS-MSRP 3.2.4', 'NetrSendMessage'),
  rpcInterface(
    '8fb6d884-2388-11d0-8c35-00c04fda2795',
    'w32time',
    'MS-W32T 3.1.4',
    `W32TimeSync W32TimeGetNetlogonServiceBits W32TimeQueryProviderStatus W32TimeQuerySource
    W32TimeQueryProviderConfiguration W32TimeQueryConfiguration W32TimeQueryStatus W32TimeLog`,
  ),
  rpcInterface('6bffd098-a112-3610-9833-012892020162', 'browser', 'MS-BRWSA 3.1.4'),
  rpcInterface('f5cc59b4-4264-101a-8c59-08002b2f8426', 'frsrpc', 'MS-FRS1 3.3.4'),
  rpcInterface('897e2e5f-93f3-4376-9c9c-fd2277495c27', 'frstrans', 'MS-FRS2 3.2.4'),
  rpcInterface('a4f1db00-ca47-1067-b31f-00dd010662da', 'emsmdb', 'MS-OXCRPC 3.1.4'),
  rpcInterface('1544f5e0-613c-11d1-93df-00c04fd7bd09', 'rfri', 'MS-OXABREF 3.1.4'),
  rpcInterface('f5cc5a18-4264-101a-8c59-08002b2f8426', 'nspi', 'MS-OXNSPI 3.1.4'),
  rpcInterface('da5a86c5-12c2-4943-ab30-7f74a813d853', 'perflibv2', 'MS-PCQ 3.1.4'),
  rpcInterface('484809d6-4239-471b-b5bc-61df8c23ac48', 'tssession', 'MS-TSTS 3.3.4'),
  rpcInterface('8d9f4e40-a03d-11ce-8f69-08003e30051b', 'pnp', 'MS-RPC interface of Plug and Play'),
  rpcInterface('b97db8b2-4c63-11cf-bff6-08002be23f2f', 'clusapi', 'MS-CMRP 3.1.4'),
  rpcInterface('fdb3a030-065f-11d1-bb9b-00a024ea5525', 'qmcomm', 'MS-MQMP 3.1.4'),
  rpcInterface('2f5f6520-ca46-1067-b319-00dd010662da', 'tapsrv', 'MS-TRP 3.1.4'),
  rpcInterface('300f3532-38cc-11d0-a3f0-0020af6b0add', 'trkwks', 'MS-DLTW 3.1.4'),
  rpcInterface('5b821720-f63b-11d0-aad2-00c04fc324db', 'dhcpsrv2', 'MS-DHCPM 3.2.4'),
  rpcInterface('8f09f000-b7ed-11ce-bbd2-00001a181cad', 'dimsvc', 'MS-RRASM 3.1.4'),
  rpcInterface('a8e0653c-2744-4389-a61d-7373df8b2292', 'fsrvp', 'MS-FSRVP 3.1.4'),
  rpcInterface('ccd8c074-d0e5-4a40-92b4-d074faa6ba28', 'witness', 'MS-SWN 3.1.4'),
  rpcInterface('93149ca2-973b-11d1-8c39-00c04fb984f9', 'scesvc', 'MS-GPSB'),
  rpcInterface('d99e6e70-fc88-11d0-b498-00a0c90312f3', 'icertrequestd', 'MS-WCCE 3.2.1.4'),
  // PROFINET IO's four (IEC 61158-6-10): connection-oriented transports never carry them.
  rpcInterface(
    'dea00001-6c97-11d1-8271-00a02442df7d',
    'pnio-device',
    'IEC 61158-6-10 4.10',
    'Connect Release Read Write Control Read_Implicit',
  ),
  rpcInterface(
    'dea00002-6c97-11d1-8271-00a02442df7d',
    'pnio-controller',
    'IEC 61158-6-10 4.10',
    'Connect Release Read Write Control Read_Implicit',
  ),
  rpcInterface(
    'dea00003-6c97-11d1-8271-00a02442df7d',
    'pnio-supervisor',
    'IEC 61158-6-10 4.10',
    'Connect Release Read Write Control Read_Implicit',
  ),
  rpcInterface(
    'dea00004-6c97-11d1-8271-00a02442df7d',
    'pnio-paramserver',
    'IEC 61158-6-10 4.10',
    'Connect Release Read Write Control Read_Implicit',
  ),
];
