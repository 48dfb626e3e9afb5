/** Adds an import and a line at the end of a registry's array; undefined where there is no such array. The order is a person's to judge. */
export function withEntry(text: string, array: string, identifier: string, path: string): string | undefined {
  const list = new RegExp(`(export const ${array}: readonly \\w+\\[\\] = \\[)([\\s\\S]*?)(\\];)`);
  if (!list.test(text)) return undefined;
  const entry = (_: string, opening: string, lines: string, closing: string): string => {
    const before = lines.trim() === '' || lines.trimEnd().endsWith(',') ? lines.trimEnd() : `${lines.trimEnd()},`;
    return `${opening}${before}\n  ${identifier},\n${closing}`;
  };
  return `import { ${identifier} } from '${path}';\n${text.replace(list, entry)}`;
}
