import { compareText } from '../../kernel/compare.ts';
import {
  MAX_PICTURE_ARCS,
  MAX_PICTURE_DEVICES_PER_NETWORK,
  MAX_PICTURE_ENDS,
  MAX_PICTURE_GATEWAYS,
  MAX_PICTURE_NETWORKS,
} from '../limits.ts';
import type {
  PictureDevice,
  PictureEnd,
  PictureGateway,
  PictureNetwork,
  PictureTalk,
  UnitPicture,
} from '../report-input.ts';
import { spread } from './spread.ts';

/**
 * Places of everything in the picture of one tap. Three columns: local networks with their devices, gateways, what
 * lies beyond. Devices that talk to each other are joined by arcs on the left, devices and gateways by lines in the
 * middle. Same picture, same coordinates: nothing is random and nothing is measured by a browser.
 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly networks: readonly NetworkBox[];
  readonly gateways: readonly GatewayBox[];
  readonly ends: readonly EndBox[];
  readonly arcs: readonly Line[];
  readonly lines: readonly Line[];
  readonly beyond: readonly Line[];
  /** What the limits left out, in words. */
  readonly omitted: readonly string[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface NetworkBox extends Box {
  readonly network: PictureNetwork;
  readonly rows: readonly DeviceRow[];
}

export interface DeviceRow extends Box {
  /** Undefined: the row that stands for the rest. */
  readonly device: PictureDevice | undefined;
  readonly rest: readonly PictureDevice[];
}

export interface GatewayBox extends Box {
  readonly gateway: PictureGateway;
}

export interface EndBox extends Box {
  readonly end: PictureEnd;
}

export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** 1 to 4: a step a factor of a hundred in bytes. */
  readonly weight: number;
  /** Of the gateway it belongs to, else undefined. */
  readonly gateway: PictureGateway | undefined;
  readonly talk: PictureTalk | undefined;
  readonly answered: boolean;
}

export const PICTURE_WIDTH = 960;
const TOP = 34;
const ROW = 24;
const NETWORK = { x: 70, width: 304, head: 26, gap: 14, inset: 8 } as const;
const GATEWAY = { x: 452, width: 216, height: 70, gap: 16 } as const;
const END = { x: 730, width: 228, height: 42, gap: 10 } as const;

/** Left edges of the columns. */
export const pictureColumns: { readonly network: number; readonly gateway: number; readonly end: number } = {
  network: NETWORK.x,
  gateway: GATEWAY.x,
  end: END.x,
};

export function pictureLayout(picture: UnitPicture): Layout {
  const omitted: string[] = [];
  const gateways = limited(picture.gateways, MAX_PICTURE_GATEWAYS, 'gateway', omitted);
  const networks = limited(picture.networks, MAX_PICTURE_NETWORKS, 'network', omitted);
  const isGateway = new Set(picture.gateways.map(({ key }) => key));
  const important = importance(picture, isGateway);
  let y = TOP;
  const networkBoxes = networks.map((network): NetworkBox => {
    const box = networkBox(network, important, isGateway, y);
    y += box.height + NETWORK.gap;
    return box;
  });
  const rowOf = new Map<string, DeviceRow>();
  for (const { rows } of networkBoxes)
    for (const row of rows)
      for (const { key } of row.device === undefined ? row.rest : [row.device]) rowOf.set(key, row);

  const joins = joinedTalks(picture.talks, rowOf, isGateway);
  const gatewayBoxes = placeGateways(gateways, joins.toGateway, rowOf);
  const endBoxes = placeEnds(
    limited(
      picture.ends.filter(({ gateway }) => isGateway.has(gateway)),
      MAX_PICTURE_ENDS,
      'group of outside addresses',
      omitted,
      'groups of outside addresses',
    ),
    gatewayBoxes,
  );
  const arcs = limited(joins.local, MAX_PICTURE_ARCS, 'local conversation', omitted);
  const bottom = Math.max(
    y - NETWORK.gap,
    ...gatewayBoxes.map((box) => box.y + box.height),
    ...endBoxes.map((box) => box.y + box.height),
  );
  return {
    width: PICTURE_WIDTH,
    height: Math.ceil(bottom) + 10,
    networks: networkBoxes,
    gateways: gatewayBoxes,
    ends: endBoxes,
    arcs: arcs.map((talk) => arcOf(talk, rowOf)),
    lines: gatewayBoxes.flatMap((box) => gatewayLines(box, joins.toGateway, rowOf)),
    beyond: gatewayBoxes.flatMap((box) => beyondLines(box, endBoxes)),
    omitted,
  };
}

/** Undeclared devices and those that use a gateway are drawn before others when there is no room for all. */
function importance(picture: UnitPicture, isGateway: ReadonlySet<string>): ReadonlyMap<string, number> {
  const undeclaredGateways = new Set(
    picture.gateways.filter(({ standing }) => standing === 'undeclared').map(({ key }) => key),
  );
  const rank = new Map<string, number>();
  const raise = (key: string, by: number): void => void rank.set(key, Math.max(rank.get(key) ?? 0, by));
  for (const network of picture.networks)
    for (const { key, standing } of network.devices) if (standing === 'undeclared') raise(key, 3);
  for (const { from, to } of picture.talks) {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      if (undeclaredGateways.has(other)) raise(one, 4);
      else if (isGateway.has(other)) raise(one, 2);
      else raise(one, 1);
    }
  }
  return rank;
}

function networkBox(
  network: PictureNetwork,
  important: ReadonlyMap<string, number>,
  isGateway: ReadonlySet<string>,
  y: number,
): NetworkBox {
  const devices = network.devices.filter(({ key }) => !isGateway.has(key));
  const ranked = [...devices].sort(
    (a, b) => (important.get(b.key) ?? 0) - (important.get(a.key) ?? 0) || devices.indexOf(a) - devices.indexOf(b),
  );
  const fits = devices.length <= MAX_PICTURE_DEVICES_PER_NETWORK;
  const shown = new Set(fits ? devices : ranked.slice(0, MAX_PICTURE_DEVICES_PER_NETWORK - 1));
  const rest = devices.filter((device) => !shown.has(device));
  const rows: DeviceRow[] = [];
  const place = (device: PictureDevice | undefined): void => {
    const at = y + NETWORK.head + rows.length * ROW;
    const box = { x: NETWORK.x + NETWORK.inset, y: at, width: NETWORK.width - 2 * NETWORK.inset, height: ROW - 2 };
    rows.push({ ...box, device, rest: device === undefined ? rest : [] });
  };
  for (const device of devices) if (shown.has(device)) place(device);
  if (rest.length > 0) place(undefined);
  const height = NETWORK.head + Math.max(1, rows.length) * ROW + 6;
  return { network, rows, x: NETWORK.x, y, width: NETWORK.width, height };
}

interface Joins {
  readonly local: readonly PictureTalk[];
  readonly toGateway: readonly PictureTalk[];
}

/** Talks of drawn things, one per pair; those inside a row that stands for many devices are left out. */
function joinedTalks(
  talks: readonly PictureTalk[],
  rowOf: ReadonlyMap<string, DeviceRow>,
  isGateway: ReadonlySet<string>,
): Joins {
  const local = new Map<string, PictureTalk>();
  const toGateway = new Map<string, PictureTalk>();
  for (const talk of talks) {
    const gateway = isGateway.has(talk.to) ? talk.to : isGateway.has(talk.from) ? talk.from : undefined;
    const other = gateway === talk.to ? talk.from : talk.to;
    const row = rowOf.get(other);
    if (gateway !== undefined) {
      if (row !== undefined) merge(toGateway, gateway, row.y, { ...talk, from: other, to: gateway });
      continue;
    }
    const first = rowOf.get(talk.from);
    const second = rowOf.get(talk.to);
    if (first === undefined || second === undefined || first === second) continue;
    merge(local, String(Math.min(first.y, second.y)), Math.max(first.y, second.y), talk);
  }
  const byBytes = (a: PictureTalk, b: PictureTalk): number =>
    b.bytes - a.bytes || compareText(a.from, b.from) || compareText(a.to, b.to);
  return { local: [...local.values()].sort(byBytes), toGateway: [...toGateway.values()].sort(byBytes) };
}

function merge(map: Map<string, PictureTalk>, one: string, other: number, talk: PictureTalk): void {
  const key = `${one} ${other}`;
  const before = map.get(key);
  if (before === undefined) map.set(key, talk);
  else {
    map.set(key, {
      ...before,
      protocols: [...new Set([...before.protocols, ...talk.protocols])].sort(compareText),
      flows: before.flows + talk.flows,
      bytes: before.bytes + talk.bytes,
    });
  }
}

function placeGateways(
  gateways: readonly PictureGateway[],
  talks: readonly PictureTalk[],
  rowOf: ReadonlyMap<string, DeviceRow>,
): readonly GatewayBox[] {
  const wanted = gateways.map((gateway) => {
    const rows = talks.filter(({ to }) => to === gateway.key).map(({ from }) => middle(rowOf.get(from) as DeviceRow));
    const at = rows.length === 0 ? TOP : rows.reduce((sum, y) => sum + y, 0) / rows.length;
    return { item: gateway, at: Math.round(at), height: GATEWAY.height };
  });
  return spread(wanted, TOP, GATEWAY.gap).map(({ item, y }) => ({
    gateway: item,
    x: GATEWAY.x,
    y,
    width: GATEWAY.width,
    height: GATEWAY.height,
  }));
}

function placeEnds(ends: readonly PictureEnd[], gateways: readonly GatewayBox[]): readonly EndBox[] {
  const wanted = gateways.flatMap((box) =>
    ends
      .filter(({ gateway }) => gateway === box.gateway.key)
      .map((end, index, own) => ({
        item: end,
        at: Math.round(middle(box) + (index - (own.length - 1) / 2) * (END.height + END.gap)),
        height: END.height,
      })),
  );
  return spread(wanted, TOP, END.gap).map(({ item, y }) => ({
    end: item,
    x: END.x,
    y,
    width: END.width,
    height: END.height,
  }));
}

function arcOf(talk: PictureTalk, rowOf: ReadonlyMap<string, DeviceRow>): Line {
  const first = rowOf.get(talk.from) as DeviceRow;
  const second = rowOf.get(talk.to) as DeviceRow;
  return {
    x1: NETWORK.x,
    y1: Math.min(middle(first), middle(second)),
    x2: NETWORK.x,
    y2: Math.max(middle(first), middle(second)),
    weight: weightOf(talk.bytes),
    gateway: undefined,
    talk,
    answered: true,
  };
}

/** Lines enter the box in the order of the rows they come from, so that they do not cross before it. */
function gatewayLines(
  box: GatewayBox,
  talks: readonly PictureTalk[],
  rowOf: ReadonlyMap<string, DeviceRow>,
): readonly Line[] {
  const own = talks
    .filter(({ to }) => to === box.gateway.key)
    .sort((a, b) => middle(rowOf.get(a.from) as DeviceRow) - middle(rowOf.get(b.from) as DeviceRow));
  return own.map((talk, index) => ({
    x1: NETWORK.x + NETWORK.width,
    y1: middle(rowOf.get(talk.from) as DeviceRow),
    x2: box.x,
    y2: entry(box, index, own.length),
    weight: weightOf(talk.bytes),
    gateway: box.gateway,
    talk,
    answered: true,
  }));
}

function beyondLines(box: GatewayBox, ends: readonly EndBox[]): readonly Line[] {
  const own = ends.filter(({ end }) => end.gateway === box.gateway.key);
  return own.map((end, index) => ({
    x1: box.x + box.width,
    y1: entry(box, index, own.length),
    x2: end.x,
    y2: middle(end),
    weight: 2,
    gateway: box.gateway,
    talk: undefined,
    answered: end.end.answered,
  }));
}

function entry(box: Box, index: number, count: number): number {
  return Math.round(box.y + (box.height * (index + 1)) / (count + 1));
}

function middle(box: Box): number {
  return Math.round(box.y + box.height / 2);
}

function weightOf(bytes: number): number {
  return bytes < 10_000 ? 1 : bytes < 1_000_000 ? 2 : bytes < 100_000_000 ? 3 : 4;
}

function limited<T>(all: readonly T[], limit: number, one: string, omitted: string[], many = `${one}s`): readonly T[] {
  const more = all.length - limit;
  if (more > 0) omitted.push(`${more} more ${more === 1 ? one : many}`);
  return all.slice(0, limit);
}
