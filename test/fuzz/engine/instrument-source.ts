import ts from 'typescript';

export interface InstrumentedSource {
  readonly text: string;
  /** Numbers and texts that the source compares bytes with: what a mutation should try. */
  readonly literals: readonly (number | string)[];
  readonly blocks: number;
}

/**
 * Writes a call of `block(n)` at the start of every basic block of a TypeScript source: function bodies, branches,
 * loop bodies, cases, and the right-hand sides of `&&`, `||`, `??` and `?:`. Line numbers stay as they are. Private
 * names become ordinary ones, so that what a flood leaves behind can be counted wherever it is kept.
 */
export function instrumentSource(path: string, text: string, firstBlock: number, call: string): InstrumentedSource {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const inserts: { at: number; text: string }[] = [];
  const literals = new Set<number | string>();
  const privateNames: number[] = [];
  let next = firstBlock;
  const count = (): string => `${call}(${next++})`;
  const wrapExpression = (node: ts.Expression): void => {
    inserts.push({ at: node.getStart(source), text: `(${count()}, ` }, { at: node.end, text: ')' });
  };
  const enterStatement = (node: ts.Statement): void => {
    if (ts.isBlock(node)) inserts.push({ at: node.getStart(source) + 1, text: `${count()};` });
    else inserts.push({ at: node.getStart(source), text: `{${count()};` }, { at: node.end, text: '}' });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isPrivateIdentifier(node)) privateNames.push(node.getStart(source));
    if (ts.isNumericLiteral(node)) literals.add(Number(node.text));
    else if (ts.isStringLiteral(node) && !ts.isImportDeclaration(node.parent)) literals.add(node.text);
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const body = node.body;
      if (ts.isBlock(body)) enterStatement(body);
      else wrapExpression(body);
    } else if (ts.isIfStatement(node)) {
      enterStatement(node.thenStatement);
      if (node.elseStatement !== undefined) enterStatement(node.elseStatement);
    } else if (ts.isIterationStatement(node, false)) enterStatement(node.statement);
    else if (ts.isCaseOrDefaultClause(node)) {
      const first = node.statements[0];
      if (first !== undefined) inserts.push({ at: first.getStart(source), text: `${count()};` });
    } else if (ts.isConditionalExpression(node)) {
      wrapExpression(node.whenTrue);
      wrapExpression(node.whenFalse);
    } else if (ts.isBinaryExpression(node) && isShortCut(node.operatorToken.kind)) wrapExpression(node.right);
    else if (ts.isCatchClause(node)) enterStatement(node.block);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return {
    text: applied(withoutPrivate(text, privateNames), inserts),
    literals: [...literals],
    blocks: next - firstBlock,
  };
}

/** `#name` becomes `$name`: as long as before, so that all places stay. */
function withoutPrivate(text: string, places: readonly number[]): string {
  let result = '';
  let at = 0;
  for (const place of places) {
    result += `${text.slice(at, place)}$`;
    at = place + 1;
  }
  return result + text.slice(at);
}

function isShortCut(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

/**
 * At one place closing brackets come before opening ones, and of several opening ones the outer (found first) comes
 * first; of several closing ones the order does not matter, as `)` and `}` never close at the same place otherwise
 * than from the inside out, which is the reverse of how they were found.
 */
function applied(text: string, inserts: readonly { at: number; text: string }[]): string {
  const ordered = inserts
    .map((insert, i) => ({ ...insert, closes: insert.text === ')' || insert.text === '}', i }))
    .sort((a, b) => a.at - b.at || Number(b.closes) - Number(a.closes) || (a.closes ? b.i - a.i : a.i - b.i));
  let result = '';
  let at = 0;
  for (const insert of ordered) {
    result += text.slice(at, insert.at) + insert.text;
    at = insert.at;
  }
  return result + text.slice(at);
}
