export interface Wanted<T> {
  readonly item: T;
  /** Where its middle would like to be. */
  readonly at: number;
  readonly height: number;
}

export interface Placed<T> {
  readonly item: T;
  readonly y: number;
}

/**
 * Places boxes of one column near where they want to be without overlap: in order of their wishes, clusters of
 * touching boxes are centred on the mean of theirs, and nothing rises above the top. Returned in the given order.
 */
export function spread<T>(wanted: readonly Wanted<T>[], top: number, gap: number): readonly Placed<T>[] {
  const order = wanted.map((one, index) => ({ one, index })).sort((a, b) => a.one.at - b.one.at || a.index - b.index);
  const clusters: { members: typeof order; height: number; wish: number; y: number }[] = [];
  for (const member of order) {
    let cluster = { members: [member], height: member.one.height, wish: member.one.at, y: 0 };
    cluster.y = Math.max(top, cluster.wish - cluster.height / 2);
    for (let above = clusters.at(-1); above !== undefined && above.y + above.height + gap > cluster.y; ) {
      clusters.pop();
      const members = [...above.members, ...cluster.members];
      const height = above.height + gap + cluster.height;
      const wish = (above.wish * above.members.length + cluster.wish * cluster.members.length) / members.length;
      cluster = { members, height, wish, y: Math.max(top, wish - height / 2) };
      above = clusters.at(-1);
    }
    clusters.push(cluster);
  }
  const places = new Map<number, number>();
  for (const { members, y } of clusters) {
    let at = Math.round(y);
    for (const { one, index } of members) {
      places.set(index, at);
      at += one.height + gap;
    }
  }
  return wanted.map(({ item }, index) => ({ item, y: places.get(index) as number }));
}
