// Finds the program: what the setting names, else what the path has, else what came with the extension.
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

const file = process.platform === 'win32' ? 'podd.cmd' : 'podd';

/**
 * The program's absolute path.
 *
 * @throws Error with where it was looked for, for the person
 */
export function findProgram(setting: string, extensionFolder: string, env: NodeJS.ProcessEnv = process.env): string {
  const named = setting.trim().replace(/^~(?=[\\/])/, homedir());
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`podd.path names ${named}, which is no program`);
  }
  const onPath = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(path.isAbsolute).map((folder) => path.join(folder, file));
  const found = [...onPath, path.join(extensionFolder, 'podd', 'bin', file)].find(isProgram);
  if (!found) throw new Error('podd is neither on the PATH nor came with the extension; the setting podd.path may name it');
  return found;
}

function isProgram(candidate: string): boolean {
  try {
    accessSync(candidate, constants.X_OK);
    return path.isAbsolute(candidate) && statSync(candidate).isFile();
  } catch {
    return false;
  }
}
