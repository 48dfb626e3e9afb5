import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** IANA, RADIUS packet type codes. */
export const radiusCodes: ReadonlyMap<number, string> = new Map([
  [1, 'access-request'],
  [2, 'access-accept'],
  [3, 'access-reject'],
  [4, 'accounting-request'],
  [5, 'accounting-response'],
  [11, 'access-challenge'],
  [12, 'status-server'],
  [13, 'status-client'],
  [40, 'disconnect-request'],
  [41, 'disconnect-ack'],
  [42, 'disconnect-nak'],
  [43, 'coa-request'],
  [44, 'coa-ack'],
  [45, 'coa-nak'],
]);

export const radiusFields: Readonly<Record<string, FieldSpec>> = {
  'radius.code': { doc: 'kind of packet' },
  'radius.id': { doc: 'number that an answer shares with its request' },
  'radius.length': { doc: 'length', unit: 'bytes' },
  'radius.avp.type': { doc: 'attribute' },
  'radius.User_Name': { doc: 'who signs in' },
  'radius.NAS_IP_Address': { doc: 'address of the device that asks' },
  'radius.NAS_IPv6_Address': { doc: 'address of the device that asks' },
  'radius.NAS_Identifier': { doc: 'name of the device that asks' },
  'radius.NAS_Port': { doc: 'port at which somebody signs in' },
  'radius.NAS_Port_Id': { doc: 'port at which somebody signs in, by name' },
  'radius.NAS_Port_Type': { doc: '5 virtual, 15 Ethernet, 19 wireless' },
  'radius.Service_Type': { doc: 'what is asked for: 2 framed, 6 administrative, 10 call check' },
  'radius.Framed-IP-Address': { doc: 'address that is given or used' },
  'radius.Reply_Message': { doc: 'what the user is told' },
  'radius.Called_Station_Id': { doc: 'access point, network, or number that is called' },
  'radius.Calling_Station_Id': { doc: 'who calls, mostly a MAC address' },
  'radius.Acct_Status_Type': { doc: '1 start, 2 stop, 3 still there' },
  'radius.Vendor_Specific': { doc: 'whose attribute it is, as IANA numbers enterprises' },
};

export const radiusAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'attribute-cut': { doc: 'an attribute reaches beyond the packet, or has no room for itself' },
  'too-many-entries': { doc: 'more attributes than are read' },
};
