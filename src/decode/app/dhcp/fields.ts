import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** RFC 2132 9.6, RFC 3203, RFC 4388, RFC 6926, RFC 7724; 0 is plain BOOTP, which has no message type. */
export const dhcpMessageTypes: readonly string[] = [
  'bootp',
  'discover',
  'offer',
  'request',
  'decline',
  'acknowledge',
  'refuse',
  'release',
  'inform',
  'force renew',
  'lease query',
  'lease unassigned',
  'lease unknown',
  'lease active',
  'bulk lease query',
  'lease query done',
  'active lease query',
  'lease query status',
  'tls',
];

/** Options shown as a list of IPv4 addresses. */
export const addressOptions: ReadonlyMap<number, string> = new Map([
  [1, 'dhcp.option.subnet_mask'],
  [3, 'dhcp.option.router'],
  [4, 'dhcp.option.time_server'],
  [6, 'dhcp.option.domain_name_server'],
  [28, 'dhcp.option.broadcast_address'],
  [42, 'dhcp.option.ntp_server'],
  [44, 'dhcp.option.netbios_over_tcpip_name_server'],
  [50, 'dhcp.option.requested_ip_address'],
  [54, 'dhcp.option.dhcp_server_id'],
  [150, 'dhcp.option.tftp_server_address'],
]);

/** Options shown as text. */
export const textOptions: ReadonlyMap<number, string> = new Map([
  [12, 'dhcp.option.hostname'],
  [15, 'dhcp.option.domain_name'],
  [56, 'dhcp.option.message'],
  [60, 'dhcp.option.vendor_class_id'],
  [66, 'dhcp.option.tftp_server_name'],
  [67, 'dhcp.option.bootfile_name'],
]);

/** Options shown as one unsigned number of the length they have. */
export const numberOptions: ReadonlyMap<number, string> = new Map([
  [26, 'dhcp.option.interface_mtu'],
  [51, 'dhcp.option.ip_address_lease_time'],
  [52, 'dhcp.option.option_overload'],
  [53, 'dhcp.option.dhcp'],
  [57, 'dhcp.option.dhcp_max_message_size'],
  [58, 'dhcp.option.renewal_time_value'],
  [59, 'dhcp.option.rebinding_time_value'],
]);

export const dhcpFields: Readonly<Record<string, FieldSpec>> = {
  'dhcp.type': { doc: '1 from a client, 2 from a server' },
  'dhcp.hw.type': { doc: 'Kind of hardware address, 1 is Ethernet' },
  'dhcp.hw.len': { doc: 'Length of the hardware address', unit: 'bytes' },
  'dhcp.hops': { doc: 'Relays passed' },
  'dhcp.id': { doc: 'Transaction number' },
  'dhcp.secs': { doc: 'Time since the client began', unit: 's' },
  'dhcp.flags.bc': { doc: 'The client asks for broadcast answers' },
  'dhcp.ip.client': { doc: 'Address the client has' },
  'dhcp.ip.your': { doc: 'Address the client is given' },
  'dhcp.ip.server': { doc: 'Next server of the start-up' },
  'dhcp.ip.relay': { doc: 'Relay nearest to the client' },
  'dhcp.hw.mac_addr': { doc: 'MAC address of the client' },
  'dhcp.server': { doc: 'Name of the server' },
  'dhcp.file': { doc: 'File to start from' },
  'dhcp.option.type': { doc: 'Options of the message, in their order' },
  'dhcp.option.subnet_mask': { doc: 'Subnet mask' },
  'dhcp.option.router': { doc: 'Routers' },
  'dhcp.option.time_server': { doc: 'Time servers (RFC 868)' },
  'dhcp.option.domain_name_server': { doc: 'Name servers' },
  'dhcp.option.hostname': { doc: 'Host name of the client' },
  'dhcp.option.domain_name': { doc: 'Domain of the client' },
  'dhcp.option.interface_mtu': { doc: 'Largest packet on the link', unit: 'bytes' },
  'dhcp.option.broadcast_address': { doc: 'Broadcast address' },
  'dhcp.option.ntp_server': { doc: 'Time servers (NTP)' },
  'dhcp.option.netbios_over_tcpip_name_server': { doc: 'NetBIOS name servers' },
  'dhcp.option.requested_ip_address': { doc: 'Address the client would like' },
  'dhcp.option.ip_address_lease_time': { doc: 'Lease', unit: 's' },
  'dhcp.option.option_overload': { doc: 'Header fields that hold options' },
  'dhcp.option.dhcp': { doc: 'Message type' },
  'dhcp.option.dhcp_server_id': { doc: 'Address of the server' },
  'dhcp.option.request_list_item': { doc: 'Options the client asks for, in its order' },
  'dhcp.option.message': { doc: 'Text for a person' },
  'dhcp.option.dhcp_max_message_size': { doc: 'Largest message the client takes', unit: 'bytes' },
  'dhcp.option.renewal_time_value': { doc: 'When to renew', unit: 's' },
  'dhcp.option.rebinding_time_value': { doc: 'When to rebind', unit: 's' },
  'dhcp.option.vendor_class_id': { doc: 'What the client or server is, by its maker’s word' },
  'dhcp.client_id': { doc: 'Client identifier: a MAC address, text, or hex' },
  'dhcp.option.tftp_server_name': { doc: 'TFTP server' },
  'dhcp.option.bootfile_name': { doc: 'File to start from' },
  'dhcp.option.tftp_server_address': { doc: 'TFTP servers' },
  'dhcp.fqdn.name': { doc: 'Fully qualified name of the client' },
  'dhcp.option.agent_information_option.agent_circuit_id': { doc: 'Port of the client, by the relay’s word' },
  'dhcp.option.agent_information_option.agent_remote_id': { doc: 'Relay or subscriber, by the relay’s word' },
};

export const dhcpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'message-cut': { doc: 'The message ends inside the fixed header' },
  'options-cut': { doc: 'An option runs out of its field, or the options have no end mark' },
  'option-repeated': { doc: 'An option comes more than once; its parts are not joined' },
  'options-over-limit': { doc: 'More options than are read of one message' },
  'message-type-unknown': { doc: 'A message type no specification gives' },
};
