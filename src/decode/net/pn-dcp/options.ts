/** Options (IEC 61158-6-10 4.3.1.4), as option * 256 + suboption. */
export const MAC_ADDRESS = 0x0101;
export const IP_PARAMETER = 0x0102;
export const FULL_IP_SUITE = 0x0103;
export const TYPE_OF_STATION = 0x0201;
export const NAME_OF_STATION = 0x0202;
export const DEVICE_ID = 0x0203;
export const DEVICE_ROLE = 0x0204;
export const DEVICE_OPTIONS = 0x0205;
export const ALIAS_NAME = 0x0206;
export const DEVICE_INSTANCE = 0x0207;
export const OEM_DEVICE_ID = 0x0208;
export const STANDARD_GATEWAY = 0x0209;
export const START_TRANSACTION = 0x0501;
export const END_TRANSACTION = 0x0502;
export const SIGNAL = 0x0503;
export const RESPONSE = 0x0504;
export const FACTORY_RESET = 0x0505;
export const RESET_TO_FACTORY = 0x0506;
export const DEVICE_INITIATIVE = 0x0601;
export const ALL = 0xffff;

/** Name, and whether its value is read. */
export const dcpOptions: ReadonlyMap<number, readonly [name: string, decoded: boolean]> = new Map([
  [MAC_ADDRESS, ['MAC address', true]],
  [IP_PARAMETER, ['IP parameter', true]],
  [FULL_IP_SUITE, ['full IP suite', true]],
  [TYPE_OF_STATION, ['type of station', true]],
  [NAME_OF_STATION, ['name of station', true]],
  [DEVICE_ID, ['device ID', true]],
  [DEVICE_ROLE, ['device role', true]],
  [DEVICE_OPTIONS, ['device options', true]],
  [ALIAS_NAME, ['alias name', true]],
  [DEVICE_INSTANCE, ['device instance', true]],
  [OEM_DEVICE_ID, ['OEM device ID', true]],
  [STANDARD_GATEWAY, ['standard gateway', true]],
  [0x020a, ['RSI properties', false]],
  [0x030c, ['DHCP host name', false]],
  [0x032b, ['DHCP vendor specific', false]],
  [0x0336, ['DHCP server identifier', false]],
  [0x0337, ['DHCP parameter request list', false]],
  [0x033c, ['DHCP class identifier', false]],
  [0x033d, ['DHCP client identifier', false]],
  [0x0351, ['DHCP fully qualified domain name', false]],
  [0x0361, ['DHCP UUID client identifier', false]],
  [0x03ff, ['DHCP control', false]],
  [START_TRANSACTION, ['start transaction', true]],
  [END_TRANSACTION, ['end transaction', true]],
  [SIGNAL, ['signal', true]],
  [RESPONSE, ['response', true]],
  [FACTORY_RESET, ['factory reset', true]],
  [RESET_TO_FACTORY, ['reset to factory', true]],
  [DEVICE_INITIATIVE, ['device initiative', true]],
  [0x0701, ['NME domain name', false]],
  [0x0702, ['NME priority', false]],
  [0x0703, ['NME parameter UUID', false]],
  [0x0704, ['NME agent', false]],
  [0x0705, ['CIM interface', false]],
  [ALL, ['all', true]],
]);

export function optionName(option: number): string {
  return dcpOptions.get(option)?.[0] ?? `option ${option >> 8}/${option & 255}`;
}
