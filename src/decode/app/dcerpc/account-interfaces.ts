import { type RpcInterface, rpcInterface } from './interface.ts';

/** Accounts, rights, sign-ins and the directory. */
export const accountInterfaces: readonly RpcInterface[] = [
  rpcInterface(
    '12345778-1234-abcd-ef00-0123456789ac',
    'samr',
    'MS-SAMR 3.1.5',
    `SamrConnect SamrCloseHandle SamrSetSecurityObject SamrQuerySecurityObject SamrShutdownSamServer
    SamrLookupDomainInSamServer SamrEnumerateDomainsInSamServer SamrOpenDomain SamrQueryInformationDomain
    SamrSetInformationDomain SamrCreateGroupInDomain SamrEnumerateGroupsInDomain SamrCreateUserInDomain
    SamrEnumerateUsersInDomain SamrCreateAliasInDomain SamrEnumerateAliasesInDomain SamrGetAliasMembership
    SamrLookupNamesInDomain SamrLookupIdsInDomain SamrOpenGroup SamrQueryInformationGroup SamrSetInformationGroup
    SamrAddMemberToGroup SamrDeleteGroup SamrRemoveMemberFromGroup SamrGetMembersInGroup
    SamrSetMemberAttributesOfGroup SamrOpenAlias SamrQueryInformationAlias SamrSetInformationAlias SamrDeleteAlias
    SamrAddMemberToAlias SamrRemoveMemberFromAlias SamrGetMembersInAlias SamrOpenUser SamrDeleteUser
    SamrQueryInformationUser SamrSetInformationUser SamrChangePasswordUser SamrGetGroupsForUser
    SamrQueryDisplayInformation SamrGetDisplayEnumerationIndex SamrTestPrivateFunctionsDomain
    SamrTestPrivateFunctionsUser SamrGetUserDomainPasswordInformation SamrRemoveMemberFromForeignDomain
    SamrQueryInformationDomain2 SamrQueryInformationUser2 SamrQueryDisplayInformation2
    SamrGetDisplayEnumerationIndex2 SamrCreateUser2InDomain SamrQueryDisplayInformation3 SamrAddMultipleMembersToAlias
    SamrRemoveMultipleMembersFromAlias SamrOemChangePasswordUser2 SamrUnicodeChangePasswordUser2
    SamrGetDomainPasswordInformation SamrConnect2 SamrSetInformationUser2 SamrSetBootKeyInformation
    SamrGetBootKeyInformation SamrConnect3 SamrConnect4 SamrUnicodeChangePasswordUser3 SamrConnect5 SamrRidToSid
    SamrSetDSRMPassword SamrValidatePassword SamrQueryLocalizableAccountsInDomain SamrPerformGenericOperation - -
    - SamrUnicodeChangePasswordUser4`,
  ),
  rpcInterface(
    '12345778-1234-abcd-ef00-0123456789ab',
    'lsarpc',
    'MS-LSAD 3.1.4, MS-LSAT 3.1.4',
    `LsarClose LsarDelete LsarEnumeratePrivileges LsarQuerySecurityObject LsarSetSecurityObject LsarChangePassword
    LsarOpenPolicy LsarQueryInformationPolicy LsarSetInformationPolicy LsarClearAuditLog LsarCreateAccount
    LsarEnumerateAccounts LsarCreateTrustedDomain LsarEnumerateTrustedDomains LsarLookupNames LsarLookupSids
    LsarCreateSecret LsarOpenAccount LsarEnumeratePrivilegesAccount LsarAddPrivilegesToAccount
    LsarRemovePrivilegesFromAccount LsarGetQuotasForAccount LsarSetQuotasForAccount LsarGetSystemAccessAccount
    LsarSetSystemAccessAccount LsarOpenTrustedDomain LsarQueryInfoTrustedDomain LsarSetInformationTrustedDomain
    LsarOpenSecret LsarSetSecret LsarQuerySecret LsarLookupPrivilegeValue LsarLookupPrivilegeName
    LsarLookupPrivilegeDisplayName LsarDeleteObject LsarEnumerateAccountsWithUserRight LsarEnumerateAccountRights
    LsarAddAccountRights LsarRemoveAccountRights LsarQueryTrustedDomainInfo LsarSetTrustedDomainInfo
    LsarDeleteTrustedDomain LsarStorePrivateData LsarRetrievePrivateData LsarOpenPolicy2 LsarGetUserName
    LsarQueryInformationPolicy2 LsarSetInformationPolicy2 LsarQueryTrustedDomainInfoByName
    LsarSetTrustedDomainInfoByName LsarEnumerateTrustedDomainsEx LsarCreateTrustedDomainEx
    LsarCloseTrustedDomainEx LsarQueryDomainInformationPolicy LsarSetDomainInformationPolicy LsarOpenTrustedDomainByName
    LsarTestCall LsarLookupSids2 LsarLookupNames2 LsarCreateTrustedDomainEx2 - - - - - - - - LsarLookupNames3 - - - -
    LsarQueryForestTrustInformation LsarSetForestTrustInformation - LsarLookupSids3 LsarLookupNames4`,
  ),
  rpcInterface(
    '12345678-1234-abcd-ef00-01234567cffb',
    'netlogon',
    'MS-NRPC 3.5.4',
    `NetrLogonUasLogon NetrLogonUasLogoff NetrLogonSamLogon NetrLogonSamLogoff NetrServerReqChallenge
    NetrServerAuthenticate NetrServerPasswordSet NetrDatabaseDeltas NetrDatabaseSync NetrAccountDeltas NetrAccountSync
    NetrGetDCName NetrLogonControl NetrGetAnyDCName NetrLogonControl2 NetrServerAuthenticate2 NetrDatabaseSync2
    NetrDatabaseRedo NetrLogonControl2Ex NetrEnumerateTrustedDomains DsrGetDcName NetrLogonGetCapabilities
    NetrLogonSetServiceBits NetrLogonGetTrustRid NetrLogonComputeServerDigest NetrLogonComputeClientDigest
    NetrServerAuthenticate3 DsrGetDcNameEx DsrGetSiteName NetrLogonGetDomainInfo NetrServerPasswordSet2
    NetrServerPasswordGet NetrLogonSendToSam DsrAddressToSiteNamesW DsrGetDcNameEx2
    NetrLogonGetTimeServiceParentDomain NetrEnumerateTrustedDomainsEx DsrAddressToSiteNamesExW
    DsrGetDcSiteCoverageW NetrLogonSamLogonEx DsrEnumerateDomainTrusts DsrDeregisterDnsHostRecords
    NetrServerTrustPasswordsGet DsrGetForestTrustInformation NetrGetForestTrustInformation
    NetrLogonSamLogonWithFlags NetrServerGetTrustInfo - DsrUpdateReadOnlyServerDnsRecords - -
    - - - - - - - - NetrServerAuthenticateKerberos`,
  ),
  rpcInterface(
    'e3514235-4b06-11d1-ab04-00c04fc2dcd2',
    'drsuapi',
    'MS-DRSR 4.1',
    `IDL_DRSBind IDL_DRSUnbind IDL_DRSReplicaSync IDL_DRSGetNCChanges IDL_DRSUpdateRefs IDL_DRSReplicaAdd
    IDL_DRSReplicaDel IDL_DRSReplicaModify IDL_DRSVerifyNames IDL_DRSGetMemberships IDL_DRSInterDomainMove
    IDL_DRSGetNT4ChangeLog IDL_DRSCrackNames IDL_DRSWriteSPN IDL_DRSRemoveDsServer IDL_DRSRemoveDsDomain
    IDL_DRSDomainControllerInfo IDL_DRSAddEntry IDL_DRSExecuteKCC IDL_DRSGetReplInfo IDL_DRSAddSidHistory
    IDL_DRSGetMemberships2 IDL_DRSReplicaVerifyObjects IDL_DRSGetObjectExistence IDL_DRSQuerySitesByCost
    IDL_DRSInitDemotion IDL_DRSReplicaDemotion IDL_DRSFinishDemotion IDL_DRSAddCloneDC IDL_DRSWriteNgcKey
    IDL_DRSReadNgcKey`,
  ),
  rpcInterface(
    '7c44d7d4-31d5-424c-bd5e-2b3e1f323d22',
    'dsaop',
    'MS-DRSR 4.2',
    'IDL_DSAPrepareScript IDL_DSAExecuteScript',
  ),
  rpcInterface('3dde7c30-165d-11d1-ab8f-00805f14db40', 'backupkey', 'MS-BKRP 3.1.4', 'BackuprKey'),
  rpcInterface('91ae6020-9e3c-11cf-8d7c-00aa00c091be', 'icertpassage', 'MS-ICPR 3.2.4', 'CertServerRequest'),
];
