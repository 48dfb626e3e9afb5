import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

/** Bytes of the information elements of IEC 60870-5-101 7.2.6 and 60870-5-104. */
export const elementBytes: Readonly<Record<string, number>> = {
  siq: 1,
  diq: 1,
  vti: 1,
  qds: 1,
  bsi: 4,
  nva: 2,
  sva: 2,
  r32: 4,
  bcr: 5,
  cp16: 2,
  cp24: 3,
  cp56: 7,
  sep: 1,
  spe: 1,
  oci: 1,
  qdp: 1,
  scd: 4,
  sco: 1,
  dco: 1,
  rco: 1,
  qos: 1,
  coi: 1,
  qoi: 1,
  qcc: 1,
  fbp: 2,
  qrp: 1,
  tsc: 2,
  qpm: 1,
  qpa: 1,
  nof: 2,
  nos: 1,
  lof: 3,
  frq: 1,
  srq: 1,
  scq: 1,
  lsq: 1,
  chs: 1,
  afq: 1,
  sof: 1,
};

export interface AsduType {
  /** The standard's label. */
  readonly label: string;
  readonly title: string;
  /** Elements of one information object; undefined where its length is not fixed. */
  readonly elements: readonly string[] | undefined;
  readonly size: number;
}

/** `?` in place of elements: segments of files and secure authentication, whose lengths vary. */
const VARIABLE = '?';

/** Every type identification of IEC 60870-5-104:2006 table 8 ff., those of 60870-5-101 that it leaves out, and 62351-5. */
const rows: readonly (readonly [number, string, string, string])[] = [
  [1, 'M_SP_NA_1', 'single-point information', 'siq'],
  [2, 'M_SP_TA_1', 'single-point information with time', 'siq cp24'],
  [3, 'M_DP_NA_1', 'double-point information', 'diq'],
  [4, 'M_DP_TA_1', 'double-point information with time', 'diq cp24'],
  [5, 'M_ST_NA_1', 'step position', 'vti qds'],
  [6, 'M_ST_TA_1', 'step position with time', 'vti qds cp24'],
  [7, 'M_BO_NA_1', 'bitstring', 'bsi qds'],
  [8, 'M_BO_TA_1', 'bitstring with time', 'bsi qds cp24'],
  [9, 'M_ME_NA_1', 'measured value, normalized', 'nva qds'],
  [10, 'M_ME_TA_1', 'measured value, normalized, with time', 'nva qds cp24'],
  [11, 'M_ME_NB_1', 'measured value, scaled', 'sva qds'],
  [12, 'M_ME_TB_1', 'measured value, scaled, with time', 'sva qds cp24'],
  [13, 'M_ME_NC_1', 'measured value, floating point', 'r32 qds'],
  [14, 'M_ME_TC_1', 'measured value, floating point, with time', 'r32 qds cp24'],
  [15, 'M_IT_NA_1', 'integrated totals', 'bcr'],
  [16, 'M_IT_TA_1', 'integrated totals with time', 'bcr cp24'],
  [17, 'M_EP_TA_1', 'event of protection equipment with time', 'sep cp16 cp24'],
  [18, 'M_EP_TB_1', 'start events of protection equipment with time', 'spe qdp cp16 cp24'],
  [19, 'M_EP_TC_1', 'output circuit information of protection equipment with time', 'oci qdp cp16 cp24'],
  [20, 'M_PS_NA_1', 'packed single-point information with change detection', 'scd qds'],
  [21, 'M_ME_ND_1', 'measured value, normalized, without quality', 'nva'],
  [30, 'M_SP_TB_1', 'single-point information with full time', 'siq cp56'],
  [31, 'M_DP_TB_1', 'double-point information with full time', 'diq cp56'],
  [32, 'M_ST_TB_1', 'step position with full time', 'vti qds cp56'],
  [33, 'M_BO_TB_1', 'bitstring with full time', 'bsi qds cp56'],
  [34, 'M_ME_TD_1', 'measured value, normalized, with full time', 'nva qds cp56'],
  [35, 'M_ME_TE_1', 'measured value, scaled, with full time', 'sva qds cp56'],
  [36, 'M_ME_TF_1', 'measured value, floating point, with full time', 'r32 qds cp56'],
  [37, 'M_IT_TB_1', 'integrated totals with full time', 'bcr cp56'],
  [38, 'M_EP_TD_1', 'event of protection equipment with full time', 'sep cp16 cp56'],
  [39, 'M_EP_TE_1', 'start events of protection equipment with full time', 'spe qdp cp16 cp56'],
  [40, 'M_EP_TF_1', 'output circuit information of protection equipment with full time', 'oci qdp cp16 cp56'],
  [41, 'S_IT_TC_1', 'integrated totals of security statistics with full time', 'bcr cp56'],
  [45, 'C_SC_NA_1', 'single command', 'sco'],
  [46, 'C_DC_NA_1', 'double command', 'dco'],
  [47, 'C_RC_NA_1', 'regulating step command', 'rco'],
  [48, 'C_SE_NA_1', 'set point, normalized', 'nva qos'],
  [49, 'C_SE_NB_1', 'set point, scaled', 'sva qos'],
  [50, 'C_SE_NC_1', 'set point, floating point', 'r32 qos'],
  [51, 'C_BO_NA_1', 'bitstring command', 'bsi'],
  [58, 'C_SC_TA_1', 'single command with time', 'sco cp56'],
  [59, 'C_DC_TA_1', 'double command with time', 'dco cp56'],
  [60, 'C_RC_TA_1', 'regulating step command with time', 'rco cp56'],
  [61, 'C_SE_TA_1', 'set point, normalized, with time', 'nva qos cp56'],
  [62, 'C_SE_TB_1', 'set point, scaled, with time', 'sva qos cp56'],
  [63, 'C_SE_TC_1', 'set point, floating point, with time', 'r32 qos cp56'],
  [64, 'C_BO_TA_1', 'bitstring command with time', 'bsi cp56'],
  [70, 'M_EI_NA_1', 'end of initialization', 'coi'],
  [81, 'S_CH_NA_1', 'authentication challenge', VARIABLE],
  [82, 'S_RP_NA_1', 'authentication reply', VARIABLE],
  [83, 'S_AR_NA_1', 'aggressive mode authentication request', VARIABLE],
  [84, 'S_KR_NA_1', 'session key status request', VARIABLE],
  [85, 'S_KS_NA_1', 'session key status', VARIABLE],
  [86, 'S_KC_NA_1', 'session key change', VARIABLE],
  [87, 'S_ER_NA_1', 'authentication error', VARIABLE],
  [88, 'S_UC_NA_1_X', 'user certificate', VARIABLE],
  [90, 'S_US_NA_1', 'user status change', VARIABLE],
  [91, 'S_UQ_NA_1', 'update key change request', VARIABLE],
  [92, 'S_UR_NA_1', 'update key change reply', VARIABLE],
  [93, 'S_UK_NA_1', 'update key change, symmetric', VARIABLE],
  [94, 'S_UA_NA_1', 'update key change, asymmetric', VARIABLE],
  [95, 'S_UC_NA_1', 'update key change confirmation', VARIABLE],
  [100, 'C_IC_NA_1', 'interrogation', 'qoi'],
  [101, 'C_CI_NA_1', 'counter interrogation', 'qcc'],
  [102, 'C_RD_NA_1', 'read', ''],
  [103, 'C_CS_NA_1', 'clock synchronization', 'cp56'],
  [104, 'C_TS_NA_1', 'test', 'fbp'],
  [105, 'C_RP_NA_1', 'reset process', 'qrp'],
  [106, 'C_CD_NA_1', 'delay acquisition', 'cp16'],
  [107, 'C_TS_TA_1', 'test with time', 'tsc cp56'],
  [110, 'P_ME_NA_1', 'parameter of measured value, normalized', 'nva qpm'],
  [111, 'P_ME_NB_1', 'parameter of measured value, scaled', 'sva qpm'],
  [112, 'P_ME_NC_1', 'parameter of measured value, floating point', 'r32 qpm'],
  [113, 'P_AC_NA_1', 'parameter activation', 'qpa'],
  [120, 'F_FR_NA_1', 'file ready', 'nof lof frq'],
  [121, 'F_SR_NA_1', 'section ready', 'nof nos lof srq'],
  [122, 'F_SC_NA_1', 'call directory, select file, call file, call section', 'nof nos scq'],
  [123, 'F_LS_NA_1', 'last section, last segment', 'nof nos lsq chs'],
  [124, 'F_AF_NA_1', 'acknowledge file or section', 'nof nos afq'],
  [125, 'F_SG_NA_1', 'segment', VARIABLE],
  [126, 'F_DR_TA_1', 'directory', 'nof lof sof cp56'],
  [127, 'F_SC_NB_1', 'query log', 'nof cp56 cp56'],
];

const types: ReadonlyMap<number, AsduType> = new Map(
  rows.map(([id, label, title, text]) => {
    const elements = text === VARIABLE ? undefined : text === '' ? [] : text.split(' ');
    const size = elements?.reduce((sum, name) => sum + (elementBytes[name] as number), 0) ?? 0;
    return [id, { label, title, elements, size }];
  }),
);

/** All of them, in the order of their numbers. */
export function asduTypes(): IterableIterator<[number, AsduType]> {
  return types.entries();
}

export function asduType(id: number): AsduType | undefined {
  return types.get(id);
}

/** Commands of the link, beyond the type identifications: a U frame's function with bit 8 set. */
export const LINK = 0x100;
export const START_ACT = 0x07;
export const STOP_ACT = 0x13;

export function functionName(fn: number): string | undefined {
  if (fn === LINK + START_ACT) return 'start data transfer';
  if (fn === LINK + STOP_ACT) return 'stop data transfer';
  const type = types.get(fn);
  if (type !== undefined) return `${type.title} (${type.label})`;
  return fn < 128 ? `reserved ${fn}` : fn < 256 ? `private ${fn}` : undefined;
}

/** Types 45 to 51, 58 to 64, 100 to 107, 110 to 113 and 120 to 127 ask a station for something. */
export function isRequest(id: number): boolean {
  return (id >= 45 && id <= 64) || (id >= 100 && id <= 113) || id === 122 || id === 127;
}

/**
 * Commands, set points, parameters and the clock write. A counter interrogation that freezes or resets writes too. Reset
 * of the process stops. Files hold programs, settings and disturbance records: PROGRAM.
 */
export function accessOf(id: number, qualifier: number): Access {
  if ((id >= 45 && id <= 64) || id === 103 || (id >= 110 && id <= 113)) return WRITE;
  if (id === 101) return qualifier >> 6 === 0 ? READ : WRITE;
  if (id === 100 || id === 102 || id === 127) return READ;
  if (id === 105) return STOP;
  return id === 122 ? PROGRAM : OTHER;
}
