/** How packets of a version look and are protected. */
export interface QuicVersion {
  readonly name: string;
  /** Salt of the keys of Initial packets; undefined where Initial packets are not encrypted, or it is not known. */
  readonly salt: Uint8Array | undefined;
  /** Prefix of the labels that keys are derived with. */
  readonly label: string;
  /** Two bits of the packet type are turned by one in version 2 (RFC 9369 3.2). */
  readonly turned: boolean;
  /** Google's own: `tags` is its own handshake in place of TLS. */
  readonly google: 'no' | 'tls' | 'tags' | 'clear';
  /** Type of the frame that carries the handshake. */
  readonly cryptoFrame: number;
}

/** RFC 9001 5.2, RFC 9369 3.3.1, and the drafts draft-ietf-quic-tls-21 to -34. */
const V1 = salt('38762cf7f55934b34d179ae6a4c80cadccbb7f0a');
const V2 = salt('0dede3def700a6db819381be6e269dcbf9bd2ed9');
const DRAFT_29 = salt('afbfec289993d24c9e9786f19c6111e04390a899');
const DRAFT_23 = salt('c3eef712c72ebb5a11a7d2432bb46365bef9f502');
const DRAFT_21 = salt('7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a');
/** Of Google's last versions, which were protected as drafts 25 and 27 were. */
const Q050 = salt('504574efd066fe2f9d945cfcdbd3a7f0d3b56b45');
const T050 = salt('7ff579e5acd072915580304c43a2367c60488310');
const T051 = salt('7a4edef4e7ccee5fa4506c19124fc8ccda6e033d');

const IETF = { label: 'quic ', turned: false, google: 'no', cryptoFrame: 6 } as const;
const GOOGLE_CRYPTO = 8;

const known: ReadonlyMap<number, QuicVersion> = new Map<number, QuicVersion>([
  [0x0000_0001, { ...IETF, name: '1', salt: V1 }],
  [0x6b33_43cf, { ...IETF, name: '2', salt: V2, label: 'quicv2 ', turned: true }],
  [0xface_b001, { ...IETF, name: 'mvfst draft-22', salt: DRAFT_21 }],
  [0xface_b002, { ...IETF, name: 'mvfst draft-27', salt: DRAFT_23 }],
  [0xface_b00e, { ...IETF, name: 'mvfst experiment', salt: DRAFT_23 }],
  [0xface_b010, { ...IETF, name: 'mvfst alias', salt: V1 }],
  [0xface_b011, { ...IETF, name: 'mvfst experiment 2', salt: DRAFT_29 }],
  [0xface_b013, { ...IETF, name: 'mvfst experiment 3', salt: DRAFT_29 }],
  [0x5130_3530, { ...IETF, name: 'Q050', salt: Q050, google: 'tags', cryptoFrame: GOOGLE_CRYPTO }],
  [0x5430_3530, { ...IETF, name: 'T050', salt: T050, google: 'tls', cryptoFrame: GOOGLE_CRYPTO }],
  [0x5430_3531, { ...IETF, name: 'T051', salt: T051, google: 'tls' }],
]);

/** The version of a long header, or undefined where nobody could read its packets. */
export function quicVersion(number: number): QuicVersion | undefined {
  const version = known.get(number);
  if (version !== undefined) return version;
  const draft = number & 0xff;
  if (number >>> 8 === 0xff_0000 && draft >= 19 && draft <= 34) return drafts[draft - 19];
  if (isGoogleClear(number)) return googles[number - 0x5130_3434];
  return undefined;
}

/** Versions Q044 to Q049 as they stand in a long header: connection ids of 8 octets or none, handshake in the clear. */
function isGoogleClear(number: number): boolean {
  return number >= 0x5130_3434 && number <= 0x5130_3439;
}

const drafts: readonly QuicVersion[] = Array.from({ length: 16 }, (_, i) => {
  const draft = i + 19;
  const key = draft >= 33 ? V1 : draft >= 29 ? DRAFT_29 : draft >= 23 ? DRAFT_23 : draft >= 21 ? DRAFT_21 : undefined;
  return { ...IETF, name: `draft-${draft}`, salt: key };
});

const googles: readonly QuicVersion[] = Array.from({ length: 6 }, (_, i) => ({
  ...IETF,
  name: `Q04${i + 4}`,
  salt: undefined,
  google: 'clear',
}));

function salt(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
}
