/**
 * Layouts of blocks that are fields one after another (IEC 61158-6-10 5.2), behind the version. A key with a point is of
 * that minor version alone. `name.1`, `.2`, `.4`, `.8` are numbers of so many bytes, `.m` a link address, `.i` an IPv4
 * address, `.u` an identifier, `.s` a text behind its length of one byte, `.S` of two; `-2` are bytes to pass over, `/4` fills up to four from
 * the block's begin; `name.2[ … ]` repeats as often as the number says; `{}` are blocks up to the end.
 */
const layouts = `
0012.1 number_of_apis.2[ api.4 number_of_slots.2[ slot_nr.2 module_ident_number.4 number_of_submodules.2[ subslot_nr.2 submodule_ident_number.4 ] ] ]
0012.0 number_of_slots.2[ slot_nr.2 module_ident_number.4 number_of_submodules.2[ subslot_nr.2 submodule_ident_number.4 ] ]
0019 local_time_stamp.8 number_of_log_entries.2[ local_time_stamp.8 ar_uuid.u error_code.4 entry_detail.4 ]
001a number_of_apis.2[ api.4 ]
0030 number_of_apis.2[ api.4 number_of_slots.2[ slot_nr.2 module_ident_number.4 number_of_submodules.2[ subslot_nr.2 submodule_ident_number.4 ] ] ]
0031 number_of_apis.2[ api.4 number_of_slots.2[ slot_nr.2 module_ident_number.4 number_of_submodules.2[ subslot_nr.2 submodule_ident_number.4 ] ] ]
0032 number_of_apis.2[ api.4 number_of_slots.2[ slot_nr.2 module_ident_number.4 number_of_submodules.2[ subslot_nr.2 submodule_ident_number.4 ] ] ]
0106 iocr_reference.2 address_resolution_properties.4 mci_timeout_factor.2 provider_station_name.S /4
0109 -2 ir_data_id.u -2 number_of_iocrs.2[ iocr_reference.2 subframe_offset.2 subframe_data.4 ]
010a redundancy_data_hold_factor.2 sr_properties.4
010c -2 rs_properties.4
0200 -2 slot_nr.2 subslot_nr.2 {}
0202 -2 slot_nr.2 subslot_nr.2 {}
0204 -2 slot_nr.2 subslot_nr.2 controller_appl_cycle_factor.2 time_data_cycle.2 time_io_input.4 time_io_output.4 time_io_input_valid.4 time_io_output_valid.4
0205 -2 slot_nr.2 subslot_nr.2 {}
020b -2 line_delay.4
020c mau_type.2
020e -2 mau_type.2 adjust_properties.2
020f -2 slot_nr.2 subslot_nr.2 own_port_id.s number_of_peers.1[ /4 peer_port_id.s peer_chassis_id.s /4 line_delay.4 peer_macadd.m ] /4 mau_type.2 /4 domain_boundary.4 multicast_boundary.4 link_state_port.1 link_state_link.1 /4 media_type.4
0210 -2 multicast_boundary.4 adjust_properties.2 /4
0214 -1 mrp_instance.1 mrp_domain_uuid.u
0215 -1 mrp_instance.1 mrp_domain_uuid.u
0217 mrp_lnkdownt.2 mrp_lnkupt.2 mrp_lnknrmax.2
0219 mrp_ring_state.2
021a mrp_rt_state.2
021b -2 link_state_port.1 link_state_link.1 adjust_properties.2
021c link_state_port.1 link_state_link.1
0230 -2 maintenance_required_power_budget.4 maintenance_demanded_power_budget.4 error_power_budget.4
0223 -2 maintenance_required_power_budget.4 maintenance_demanded_power_budget.4 error_power_budget.4
0222 -2 fiber_optic_type.4 fiber_optic_cable_type.4
0211.1 -1 mrp_instances.1 {}
0212.1 -1 mrp_instances.1 {}
0213.1 -1 mrp_instances.1 {}
0231 -1 mrp_instance.1 mrp_domain_uuid.u mrp_role.2 mrp_domain_name.s /4 {}
0233 -1 mrp_instance.1 mrp_domain_uuid.u mrp_check.4
0240 own_chassis_id.s /4 macadd.m /4 ip_address.i subnetmask.i standard_gateway.i
0401 -2 api.4 slot_nr.2 subslot_nr.2 -2 index.2 {}
`;

/** One step: a field, bytes to pass, blocks, or a number with the steps that it repeats. */
export interface Step {
  readonly field: string;
  readonly kind: string;
  readonly repeat: readonly Step[];
}

function steps(words: string[]): readonly Step[] {
  const list: Step[] = [];
  for (let word = words.shift(); word !== undefined && word !== ']'; word = words.shift()) {
    const [name = '', kind = ''] = word.split('.');
    if (kind === '') list.push({ field: '', kind: word, repeat: [] });
    else {
      const counts = kind.endsWith('[');
      list.push({ field: `pn_io.${name}`, kind: kind.replace('[', ''), repeat: counts ? steps(words) : [] });
    }
  }
  return list;
}

const table: ReadonlyMap<string, readonly Step[]> = new Map(
  layouts
    .trim()
    .split('\n')
    .map((line) => {
      const [key = '', ...words] = line.split(' ');
      return [key, steps(words)] as const;
    }),
);

/** By type and minor version, both resolved once. */
const ANY = -1;
const byType: ReadonlyMap<number, ReadonlyMap<number, readonly Step[]>> = grouped();

function grouped(): Map<number, Map<number, readonly Step[]>> {
  const types = new Map<number, Map<number, readonly Step[]>>();
  for (const [key, list] of table) {
    const [type = '', minor] = key.split('.');
    const id = Number.parseInt(type, 16);
    const versions = types.get(id) ?? new Map<number, readonly Step[]>();
    types.set(id, versions.set(minor === undefined ? ANY : Number(minor), list));
  }
  return types;
}

export function blockLayout(type: number, minor: number): readonly Step[] | undefined {
  const versions = byType.get(type);
  return versions?.get(minor) ?? versions?.get(ANY);
}

export function hasLayout(type: number): boolean {
  return byType.has(type);
}

/** Every layout: type, minor version (0 where any), steps. */
export function blockLayouts(): readonly (readonly [number, number, readonly Step[]])[] {
  return [...byType].flatMap(([type, all]) =>
    [...all].map(([minor, list]) => [type, Math.max(minor, 0), list] as const),
  );
}
