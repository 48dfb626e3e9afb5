import type { SpecList } from '../../spec-list.ts';
import { diagnostics, ENCAPSULATED, interfaces, publicFunctions } from './functions.ts';

const IDENTIFICATION = 14;

/** Payloads of functions are read to their last byte, but for what CANopen puts into 43/13. */
export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Public function codes',
      source: 'MODBUS Application Protocol V1.1b3, section 5.1',
      entries: [...publicFunctions].map(([code, name]) => ({
        id: String(code),
        name,
        depth: 'decoded',
        functions: [code],
      })),
    },
    {
      title: 'Sub-functions of 8, diagnostics',
      source: 'MODBUS Application Protocol V1.1b3, section 6.8',
      entries: [...diagnostics].map(([sub, name]) => ({ id: `8/${sub}`, name, depth: 'decoded' })),
    },
    {
      title: 'Encapsulated interfaces',
      source: 'MODBUS Application Protocol V1.1b3, section 6.19 and annex A',
      entries: [...interfaces].map(([mei, name]) => ({
        id: `${ENCAPSULATED}/${mei}`,
        name,
        depth: mei === IDENTIFICATION ? 'decoded' : 'named',
      })),
    },
  ];
}
