import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { runOrStop } from './run-or-stop.ts';

export interface Archive {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Makes FOLDER.tar.gz and its digest beside it: names sorted, no times, no owner, so that only content counts. */
export function archiveFolder(folder: string, level: number): Archive {
  const tar = `${folder}.tar`;
  const ownerless = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u+rw,go=rX,a+r'];
  const plain = ['--format=ustar', '--sort=name', '--mtime=@0', ...ownerless];
  runOrStop('tar', [...plain, '-cf', tar, basename(folder)], dirname(folder));
  runOrStop('gzip', ['-nf', `-${level}`, tar], dirname(folder));
  const file = `${tar}.gz`;
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  writeFileSync(`${file}.sha256`, `${sha256}  ${basename(file)}\n`);
  return { file, bytes: statSync(file).size, sha256 };
}
