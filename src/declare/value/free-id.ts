/** An id that nobody else has; entries without an id of their own are numbered in the file's order. */
export function freeId(wish: string, taken: Set<string>): string {
  let id = wish;
  for (let n = 2; taken.has(id); n++) id = `${wish}-${n}`;
  taken.add(id);
  return id;
}
