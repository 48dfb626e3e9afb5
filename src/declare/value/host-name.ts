/** A host name in lower case without its last dot, `*.` kept; undefined when it is none. Underscores occur in DNS-SD. */
export function parseHostName(text: string): string | undefined {
  const name = text.toLowerCase().replace(/\.$/, '');
  if (name.length > 253) return undefined;
  const labels = name.split('.');
  if (labels[0] === '*') labels.shift();
  if (labels.length === 0 || !labels.every((label) => /^[\p{L}\p{N}_-]{1,63}$/u.test(label))) return undefined;
  return name;
}

/** True when a declared name, perhaps `*.example.com`, stands for a seen one. A wildcard leaves its own domain out. */
export function hostNameMatches(declared: string, seen: string): boolean {
  const name = seen.toLowerCase().replace(/\.$/, '');
  return declared.startsWith('*.')
    ? name.endsWith(declared.slice(1)) && name.length > declared.length - 1
    : name === declared;
}
