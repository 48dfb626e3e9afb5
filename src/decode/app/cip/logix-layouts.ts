import type { Layout } from './attribute-part.ts';
import { SYMBOL, TEMPLATE } from './classes.ts';

/** Tags and structures of a Logix controller: Logix 5000 Controllers Data Access, 1756-PM020. */
export const logixLayouts: readonly Layout[] = [
  [
    SYMBOL,
    [
      [['cip.symbol', 'text2']],
      [['cip.tag.type', 2]],
      [],
      [],
      [],
      [],
      [['cip.symbol.element_size', 2]],
      [
        ['cip.symbol.dimension', 4],
        ['cip.symbol.dimension', 4],
        ['cip.symbol.dimension', 4],
      ],
    ],
  ],
  [
    TEMPLATE,
    [
      [['cip.template.handle', 2]],
      [['cip.template.members', 2]],
      [],
      [['cip.template.definition_size', 4]],
      [['cip.template.structure_size', 4]],
    ],
  ],
];
