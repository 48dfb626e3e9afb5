import { expect, test } from 'vitest';
import {
  MAX_PICTURE_ARCS,
  MAX_PICTURE_DEVICES_PER_NETWORK,
  MAX_PICTURE_ENDS,
  MAX_PICTURE_GATEWAYS,
  MAX_PICTURE_NETWORKS,
} from '../limits.ts';
import { terminalInput } from '../report-input.cases.ts';
import type { PictureDevice, UnitPicture } from '../report-input.ts';
import { type Box, pictureLayout } from './layout.ts';
import { pictureSvg } from './picture-svg.ts';

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function deviceOf(key: string, standing: PictureDevice['standing'] = 'agreed'): PictureDevice {
  return { key, name: `device ${key}`, address: `10.0.0.${key}`, standing };
}

/** Everything at once, far beyond every limit. */
function crowded(): UnitPicture {
  const many = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
  const gateways = many(30, (i) => ({ ...deviceOf(`g${i}`), status: 'not-applicable' as const }));
  return {
    unit: 'u',
    tap: 't',
    networks: many(20, (n) => ({
      zone: `zone ${n}`,
      prefix: `10.${n}.0.0/24`,
      devices: many(200, (i) => deviceOf(`${n}-${i}`)),
    })),
    gateways,
    ends: many(100, (i) => ({
      key: `e${i}`,
      gateway: `g${i % 30}`,
      kind: 'public',
      addresses: 1,
      examples: ['203.0.113.1'],
      names: [],
      answered: true,
    })),
    talks: [
      ...many(500, (i) => ({
        from: `0-${i % 200}`,
        to: `${1 + (i % 5)}-${i % 7}`,
        protocols: ['tls'],
        flows: 1,
        bytes: i,
      })),
      ...many(100, (i) => ({ from: `0-${i}`, to: `g${i % 30}`, protocols: ['tls'], flows: 1, bytes: i })),
    ],
    tunnelled: [],
  };
}

test.each([
  ['the terminal of the cases', terminalInput().pictures[3] as UnitPicture],
  ['far more than fits', crowded()],
])('%s: no box covers another and all lie in the picture', (_, picture) => {
  const layout = pictureLayout(picture);
  const boxes: Box[] = [...layout.networks, ...layout.gateways, ...layout.ends];
  for (const [index, box] of boxes.entries()) {
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= layout.width && box.y + box.height <= layout.height).toBe(
      true,
    );
    for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
  }
  for (const network of layout.networks) {
    for (const [index, row] of network.rows.entries()) {
      expect(row.y + row.height <= network.y + network.height).toBe(true);
      for (const other of network.rows.slice(index + 1)) expect(overlap(row, other)).toBe(false);
    }
  }
});

test('limits hold, and what they leave out is said', () => {
  const layout = pictureLayout(crowded());
  expect(layout.networks).toHaveLength(MAX_PICTURE_NETWORKS);
  expect(layout.gateways).toHaveLength(MAX_PICTURE_GATEWAYS);
  expect(layout.ends.length).toBeLessThanOrEqual(MAX_PICTURE_ENDS);
  expect(layout.arcs.length).toBeLessThanOrEqual(MAX_PICTURE_ARCS);
  expect(layout.networks[0]?.rows).toHaveLength(MAX_PICTURE_DEVICES_PER_NETWORK);
  expect(layout.omitted).toContain('22 more gateways');
  expect(layout.omitted).toContain('12 more networks');
});

test('an undeclared device is drawn even when it comes last of two hundred', () => {
  const devices = [...Array.from({ length: 200 }, (_, i) => deviceOf(String(i))), deviceOf('stranger', 'undeclared')];
  const picture: UnitPicture = {
    unit: 'u',
    tap: 't',
    networks: [{ zone: '', prefix: '10.0.0.0/16', devices }],
    gateways: [],
    ends: [],
    talks: [],
    tunnelled: [],
  };
  expect(pictureLayout(picture).networks[0]?.rows.map(({ device }) => device?.key)).toContain('stranger');
  expect(pictureSvg(picture, 'p').toString()).toContain('and 188 more');
});

test('the row for the rest says how many of them are undeclared', () => {
  const devices = Array.from({ length: 40 }, (_, i) => deviceOf(String(i), 'undeclared'));
  const picture: UnitPicture = {
    unit: 'u',
    tap: 't',
    networks: [{ zone: '', prefix: '10.0.0.0/16', devices }],
    gateways: [],
    ends: [],
    talks: [],
    tunnelled: [],
  };
  expect(pictureSvg(picture, 'p').toString()).toContain('and 27 more, 27 of them undeclared');
});

test('an undeclared gateway is told in words and by dashes, not by colour alone', () => {
  const svg = pictureSvg(terminalInput().pictures[3] as UnitPicture, 'p').toString();
  expect(svg).toContain('◆ UNDECLARED');
  expect(svg).toMatch(/class="gateway undeclared"/);
});

test('an empty tap has a picture that says so', () => {
  const picture: UnitPicture = { unit: 'u', tap: 't', networks: [], gateways: [], ends: [], talks: [], tunnelled: [] };
  expect(pictureSvg(picture, 'p').toString()).toContain('no gateway seen on this tap');
});
