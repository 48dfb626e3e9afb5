import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one target starts from, and what once made it fail. One input a line, in base64. */
export interface Corpus {
  readonly inputs: readonly Uint8Array[];
  readonly findings: readonly Uint8Array[];
}

export const corpusFolder: string = join(import.meta.dirname, '..', 'corpus');
const INPUTS = 'inputs.txt';
const FINDINGS = 'findings.txt';
const SAMPLES = 'samples.txt';

/** Well-formed messages: what a protocol's own programs would send. */
export function readSamples(target: string): Uint8Array[] {
  return readLines(join(corpusFolder, target, SAMPLES));
}

export function writeSamples(target: string, samples: readonly Uint8Array[]): void {
  mkdirSync(join(corpusFolder, target), { recursive: true });
  writeFileSync(join(corpusFolder, target, SAMPLES), samples.map((sample) => `${base64(sample)}\n`).join(''));
}

export function readCorpus(target: string): Corpus {
  return {
    inputs: readLines(join(corpusFolder, target, INPUTS)),
    findings: readLines(join(corpusFolder, target, FINDINGS)),
  };
}

export function writeInputs(target: string, inputs: readonly Uint8Array[]): void {
  mkdirSync(join(corpusFolder, target), { recursive: true });
  writeFileSync(join(corpusFolder, target, INPUTS), inputs.map((input) => `${base64(input)}\n`).join(''));
}

/** Keeps what was found, with what it showed as a comment. */
export function addFinding(target: string, input: Uint8Array, message: string): void {
  const file = join(corpusFolder, target, FINDINGS);
  const line = base64(input);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before.split('\n').includes(line)) return;
  mkdirSync(join(corpusFolder, target), { recursive: true });
  writeFileSync(file, `${before}# ${message.split('\n')[0]?.slice(0, 110)}\n${line}\n`);
}

function base64(input: Uint8Array): string {
  return input.length === 0 ? '=' : Buffer.from(input).toString('base64');
}

function readLines(file: string): Uint8Array[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => new Uint8Array(Buffer.from(line, 'base64')));
}
