export function thirdPartyText(root: string, inputs: readonly string[], native: readonly string[]): string;
export function withDependencies(root: string, name: string, seen: Set<string>): Set<string>;
