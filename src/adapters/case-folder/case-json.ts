/**
 * The JSON of a case: two spaces, keys in the order in which they were made, a line feed at the end, so that the same
 * content is the same bytes. Characters that a terminal or an editor may act on (controls, bidirectional marks, line
 * separators) are written as escapes: JSON itself would leave them as they are.
 */
export function caseJson(value: unknown): string {
  return `${escapeControls(JSON.stringify(value, undefined, 2))}\n`;
}

export function escapeControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
