import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const dcpFields: Readonly<Record<string, FieldSpec>> = {
  'pn_dcp.service_id': { doc: 'Service: 3 get, 4 set, 5 identify, 6 hello' },
  'pn_dcp.service_type': { doc: 'Type: 0 request, 1 response, 5 not supported' },
  'pn_dcp.xid': { doc: 'Number that ties a response to its request' },
  'pn_dcp.response_delay': { doc: 'How far apart stations are to answer', unit: '10 ms' },
  'pn_dcp.data_length': { doc: 'Length of the blocks', unit: 'bytes' },
  'pn_dcp.block': { doc: 'Options of the blocks' },
  'pn_dcp.block_info': { doc: 'IP: 0 not set, 1 set, 2 by DHCP; upper bit: another has the address' },
  'pn_dcp.block_qualifier': { doc: 'Setting: 0 until the next start, 1 for good; what a reset resets' },
  'pn_dcp.block_error': { doc: 'How a block of a request fared; 0 is success' },
  'pn_dcp.suboption_ip_mac_address': { doc: 'Link address' },
  'pn_dcp.suboption_ip_ip': { doc: 'IP address' },
  'pn_dcp.suboption_ip_subnetmask': { doc: 'Subnet mask' },
  'pn_dcp.suboption_ip_standard_gateway': { doc: 'Gateway' },
  'pn_dcp.suboption_device_devicevendorvalue': { doc: 'Type of station, by its maker' },
  'pn_dcp.suboption_device_nameofstation': { doc: 'Name of the station' },
  'pn_dcp.suboption_vendor_id': { doc: 'Maker, as PROFIBUS & PROFINET International numbers them' },
  'pn_dcp.suboption_device_id': { doc: 'Device, as its maker numbers them' },
  'pn_dcp.suboption_device_role': { doc: 'Roles: 1 device, 2 controller, 4 multidevice, 8 supervisor' },
  'pn_dcp.suboption_device_aliasname': { doc: 'Name by neighbour and port' },
  'pn_dcp.suboption_device_instance': { doc: 'Instance of the device: its higher octet, then the lower' },
  'pn_dcp.suboption_device_oem_ven_id': { doc: 'Maker of the original' },
  'pn_dcp.suboption_device_oem_dev_id': { doc: 'Device of the original' },
  'pn_dcp.suboption_control_signal_value': { doc: 'Signal: 0x0100 flash once' },
  'pn_dcp.deviceinitiative_value': { doc: 'Whether the station says hello' },
};

export const dcpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'service-unknown': { doc: 'A service of no specification' },
  'block-cut': { doc: 'A block that is longer than its message' },
  'too-many-blocks': { doc: 'More blocks in one message than are read' },
  'address-conflict': { doc: 'A station says that another has its address' },
};
