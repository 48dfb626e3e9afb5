/** A block of a Markdown file that says it runs: ```sh whose first line is `# runs`, or `# runs, exit code 1`. */
export interface DocsExample {
  readonly line: number;
  readonly script: string;
  readonly exitCode: number;
}

export interface DocsLink {
  readonly line: number;
  readonly target: string;
}

export interface DocsPage {
  readonly examples: readonly DocsExample[];
  readonly links: readonly DocsLink[];
  readonly headings: readonly string[];
}

/** Reads what can be checked in a Markdown file; links inside code are no links. */
export function readDocsPage(markdown: string): DocsPage {
  const examples: DocsExample[] = [];
  const links: DocsLink[] = [];
  const headings: string[] = [];
  let fence: { mark: string; language: string; line: number; body: string[] } | undefined;
  for (const [index, text] of markdown.split('\n').entries()) {
    const opening = /^\s*(```+|~~~+)\s*(\S*)/.exec(text);
    if (fence) {
      if (opening && opening[1] === fence.mark && opening[2] === '') {
        const runs = /^# runs(?:, exit code (\d+))?$/.exec(fence.body[0]?.trim() ?? '');
        if (runs && /^(sh|bash|console)$/.test(fence.language)) {
          const script = fence.body.slice(1).join('\n');
          examples.push({ line: fence.line, script, exitCode: Number(runs[1] ?? 0) });
        }
        fence = undefined;
      } else {
        fence.body.push(text);
      }
      continue;
    }
    if (opening) {
      fence = { mark: opening[1] ?? '', language: opening[2] ?? '', line: index + 1, body: [] };
      continue;
    }
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(text);
    if (heading?.[1]) headings.push(headingAnchor(heading[1]));
    for (const match of text.replace(/`[^`]*`/g, '').matchAll(/\]\(<?([^)>\s]+)>?(?:\s+"[^"]*")?\)/g)) {
      links.push({ line: index + 1, target: match[1] ?? '' });
    }
  }
  return { examples, links, headings };
}

/** The anchor a forge makes of a heading. */
function headingAnchor(heading: string): string {
  const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
  return plain
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
