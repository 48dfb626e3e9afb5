import type { SpecList } from '../../spec-list.ts';

export const AS_REQUEST = 10;
export const AS_REPLY = 11;
export const TGS_REQUEST = 12;
export const TGS_REPLY = 13;
export const AP_REQUEST = 14;
export const AP_REPLY = 15;
export const SAFE = 20;
export const PRIVATE = 21;
export const CREDENTIALS = 22;
export const ERROR = 30;

/** Message types, which are also their application tags (RFC 4120 5.10). */
export const messageTypes: ReadonlyMap<number, string> = new Map([
  [AS_REQUEST, 'AS request'],
  [AS_REPLY, 'AS reply'],
  [TGS_REQUEST, 'TGS request'],
  [TGS_REPLY, 'TGS reply'],
  [AP_REQUEST, 'AP request'],
  [AP_REPLY, 'AP reply'],
  [SAFE, 'safe message'],
  [PRIVATE, 'private message'],
  [CREDENTIALS, 'credentials'],
  [ERROR, 'error'],
]);

/** Encryption types (RFC 3961 8, RFC 3962, RFC 8009, RFC 4757, RFC 6803). */
const encryptionTypes: ReadonlyMap<number, string> = new Map([
  [1, 'des-cbc-crc'],
  [2, 'des-cbc-md4'],
  [3, 'des-cbc-md5'],
  [16, 'des3-cbc-sha1-kd'],
  [17, 'aes128-cts-hmac-sha1-96'],
  [18, 'aes256-cts-hmac-sha1-96'],
  [19, 'aes128-cts-hmac-sha256-128'],
  [20, 'aes256-cts-hmac-sha384-192'],
  [23, 'rc4-hmac'],
  [24, 'rc4-hmac-exp'],
  [25, 'camellia128-cts-cmac'],
  [26, 'camellia256-cts-cmac'],
]);

/** Single DES and RC4: broken or guessable (RFC 6649, RFC 8429). */
export const weakTypes: ReadonlySet<number> = new Set([1, 2, 3, 16, 23, 24]);

/** Error codes (RFC 4120 7.5.9, RFC 4556 3.1.3). */
export const errorCodes: ReadonlyMap<number, string> = new Map(
  [
    '0 NONE',
    '1 NAME_EXP',
    '2 SERVICE_EXP',
    '3 BAD_PVNO',
    '4 C_OLD_MAST_KVNO',
    '5 S_OLD_MAST_KVNO',
    '6 C_PRINCIPAL_UNKNOWN',
    '7 S_PRINCIPAL_UNKNOWN',
    '8 PRINCIPAL_NOT_UNIQUE',
    '9 NULL_KEY',
    '10 CANNOT_POSTDATE',
    '11 NEVER_VALID',
    '12 POLICY',
    '13 BADOPTION',
    '14 ETYPE_NOSUPP',
    '15 SUMTYPE_NOSUPP',
    '16 PADATA_TYPE_NOSUPP',
    '17 TRTYPE_NOSUPP',
    '18 CLIENT_REVOKED',
    '19 SERVICE_REVOKED',
    '20 TGT_REVOKED',
    '21 CLIENT_NOTYET',
    '22 SERVICE_NOTYET',
    '23 KEY_EXPIRED',
    '24 PREAUTH_FAILED',
    '25 PREAUTH_REQUIRED',
    '26 SERVER_NOMATCH',
    '27 MUST_USE_USER2USER',
    '28 PATH_NOT_ACCEPTED',
    '29 SVC_UNAVAILABLE',
    '31 AP_BAD_INTEGRITY',
    '32 AP_TKT_EXPIRED',
    '33 AP_TKT_NYV',
    '34 AP_REPEAT',
    '35 AP_NOT_US',
    '36 AP_BADMATCH',
    '37 AP_SKEW',
    '38 AP_BADADDR',
    '39 AP_BADVERSION',
    '40 AP_MSG_TYPE',
    '41 AP_MODIFIED',
    '42 AP_BADORDER',
    '44 AP_BADKEYVER',
    '45 AP_NOKEY',
    '46 AP_MUT_FAIL',
    '47 AP_BADDIRECTION',
    '48 AP_METHOD',
    '49 AP_BADSEQ',
    '50 AP_INAPP_CKSUM',
    '51 AP_PATH_NOT_ACCEPTED',
    '52 RESPONSE_TOO_BIG',
    '60 GENERIC',
    '61 FIELD_TOOLONG',
    '62 CLIENT_NOT_TRUSTED',
    '63 KDC_NOT_TRUSTED',
    '64 INVALID_SIG',
    '65 DH_KEY_PARAMETERS_NOT_ACCEPTED',
    '66 CERTIFICATE_MISMATCH',
    '67 AP_NO_TGT',
    '68 WRONG_REALM',
    '69 AP_USER_TO_USER_REQUIRED',
    '70 CANT_VERIFY_CERTIFICATE',
    '71 INVALID_CERTIFICATE',
    '72 REVOKED_CERTIFICATE',
    '73 REVOCATION_STATUS_UNKNOWN',
    '74 REVOCATION_STATUS_UNAVAILABLE',
    '75 CLIENT_NAME_MISMATCH',
    '76 KDC_NAME_MISMATCH',
  ].map((line) => {
    const blank = line.indexOf(' ');
    return [Number(line.slice(0, blank)), line.slice(blank + 1)] as const;
  }),
);

const namedOnly: ReadonlySet<number> = new Set([SAFE, CREDENTIALS]);

export function kerberosSpecLists(): readonly SpecList[] {
  return [
    {
      title: 'Message types',
      source: 'RFC 4120 7.5.7',
      entries: [...messageTypes].map(([type, name]) => ({
        id: String(type),
        name,
        depth: namedOnly.has(type) ? 'named' : 'decoded',
        functions: [type],
      })),
    },
    {
      title: 'Error codes',
      source: 'RFC 4120 7.5.9',
      entries: [...errorCodes].map(([code, name]) => ({ id: String(code), name, depth: 'decoded' })),
    },
    {
      title: 'Encryption types',
      source: 'RFC 3961 8 and what followed',
      entries: [...encryptionTypes].map(([type, name]) => ({ id: String(type), name, depth: 'decoded' })),
    },
  ];
}
