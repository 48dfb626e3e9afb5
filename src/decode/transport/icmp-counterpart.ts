/**
 * ICMP message types that ask and answer each other, and so make a conversation of two directions. Those not here
 * (errors, redirects) go one way. The pairs are those of the Community ID specification, which took them from Zeek.
 */
const ICMP: ReadonlyMap<number, number> = pairs([
  [8, 0], // echo, echo reply
  [13, 14], // timestamp
  [15, 16], // information
  [10, 9], // router solicitation, advertisement
  [17, 18], // address mask
]);

const ICMPV6: ReadonlyMap<number, number> = pairs([
  [128, 129], // echo request, reply
  [130, 131], // multicast listener query, report
  [133, 134], // router solicitation, advertisement
  [135, 136], // neighbour solicitation, advertisement
  [139, 140], // node information
  [144, 145], // home agent address discovery
]);

/** The type that answers (or asks for) `type`, or -1 where messages of this type go one way. */
export function icmpCounterpart(protocol: number, type: number): number {
  return (protocol === 58 ? ICMPV6 : ICMP).get(type) ?? -1;
}

function pairs(list: readonly (readonly [number, number])[]): ReadonlyMap<number, number> {
  return new Map(
    list.flatMap(([a, b]): [number, number][] => [
      [a, b],
      [b, a],
    ]),
  );
}
