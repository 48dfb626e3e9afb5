/** Functions: the exchange type, 256 more in version 1; then what shares UDP port 4500. */
export const VERSION_1 = 0x100;
export const ESP_IN_UDP = 0x200;
export const KEEP_ALIVE = 0x201;

/** IANA "IKEv2 Exchange Types"; RFC 2408 3.1, RFC 2409, RFC 2407 and what vendors use alike for version 1. */
export const ikeFunctions: ReadonlyMap<number, string> = new Map([
  [34, 'IKE_SA_INIT'],
  [35, 'IKE_AUTH'],
  [36, 'CREATE_CHILD_SA'],
  [37, 'INFORMATIONAL'],
  [38, 'IKE_SESSION_RESUME'],
  [39, 'GSA_AUTH'],
  [40, 'GSA_REGISTRATION'],
  [41, 'GSA_REKEY'],
  [43, 'IKE_INTERMEDIATE'],
  [44, 'IKE_FOLLOWUP_KE'],
  [VERSION_1 | 1, 'base'],
  [VERSION_1 | 2, 'main mode'],
  [VERSION_1 | 3, 'authentication only'],
  [VERSION_1 | 4, 'aggressive mode'],
  [VERSION_1 | 5, 'informational'],
  [VERSION_1 | 6, 'transaction (configuration mode)'],
  [VERSION_1 | 32, 'quick mode'],
  [VERSION_1 | 33, 'new group mode'],
  [ESP_IN_UDP, 'ESP in UDP'],
  [KEEP_ALIVE, 'NAT keep-alive'],
]);

interface VendorId {
  readonly text: string;
  /** Maker of the implementation, where the id names one. */
  readonly vendor?: string;
  readonly os?: string;
}

/** Ids by the hex they begin with: most are MD5 digests of the text, which can be checked. */
const known: readonly (readonly [string, VendorId])[] = [
  ['4a131c81070358455c5728f20e95452f', { text: 'RFC 3947 (NAT traversal)' }],
  ['4485152d18b6bbcd0be8a8469579ddcc', { text: 'draft-ietf-ipsec-nat-t-ike-00' }],
  ['16f6ca16e4a4066d83821a0f0aeaa862', { text: 'draft-ietf-ipsec-nat-t-ike-01' }],
  ['cd60464335df21f87cfdb2fc68b6a448', { text: 'draft-ietf-ipsec-nat-t-ike-02' }],
  ['90cb80913ebb696e086381b5ec427b1f', { text: 'draft-ietf-ipsec-nat-t-ike-02' }],
  ['7d9419a65310ca6f2c179d9215529d56', { text: 'draft-ietf-ipsec-nat-t-ike-03' }],
  ['27bab5dc01ea0760ea4e3190ac27c0d0', { text: 'draft-stenberg-ipsec-nat-traversal-01' }],
  ['6105c422e76847e43f9684801292aecd', { text: 'draft-stenberg-ipsec-nat-traversal-02' }],
  ['afcad71368a1f1c96b8696fc7757', { text: 'RFC 3706 (dead peer detection)' }],
  ['09002689dfd6b712', { text: 'XAUTH' }],
  ['4048b7d56ebce88525e7de7f00d6c2d3', { text: 'FRAGMENTATION' }],
  ['12f5f28c457168a9702d9fe274cc', { text: 'CISCO-UNITY', vendor: 'Cisco' }],
  ['1f07f70eaa6514d3b0fa96542a50', { text: 'Cisco VPN 3000', vendor: 'Cisco' }],
  ['882fe56d6fd20dbc2251613b2ebe5beb', { text: 'strongSwan', vendor: 'strongSwan' }],
  ['1e2b516905991c7d7c96fcbfb587e461', { text: 'MS NT5 ISAKMPOAKLEY', vendor: 'Microsoft', os: 'Windows' }],
  ['26244d38eddb61b3172a36e3d0cfb819', { text: 'Vid-Initial-Contact', vendor: 'Microsoft' }],
  ['fb1de3cdf341b7ea16b7e5be0855f120', { text: 'MS-Negotiation Discovery Capable', vendor: 'Microsoft' }],
  ['e3a5966a76379fe707228231e5ce8652', { text: 'IKE CGA version 1', vendor: 'Microsoft' }],
  ['7003cbc1097dbe9c2600ba6983bc8b35', { text: 'KAME/racoon', vendor: 'KAME' }],
  ['8299031757a36082c6a621de', { text: 'FortiGate', vendor: 'Fortinet' }],
  ['f4ed19e0c114eb516faaac0ee37daf2807b4381f', { text: 'Check Point', vendor: 'Check Point' }],
  ['4f45', { text: 'Openswan or Libreswan', vendor: 'Openswan' }],
];

export function vendorId(hex: string): VendorId | undefined {
  // The id of Openswan is "OE" and ten letters that code its version.
  return known.find(([start]) => hex.startsWith(start) && (start.length > 4 || hex.length === 24))?.[1];
}
