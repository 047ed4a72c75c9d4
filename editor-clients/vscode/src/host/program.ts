// Finds the program: what the setting names, else what the path has, else what came with the extension.
import { l10n } from 'vscode';
import { accessSync, constants, readFileSync, statSync, utimesSync } from 'node:fs';
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
    throw new Error(l10n.t('podd.path names {0}, which is no program', named));
  }
  const bundled = path.join(extensionFolder, 'podd');
  const onPath = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter(path.isAbsolute).map((folder) => path.join(folder, file));
  const found = [...onPath, path.join(bundled, 'bin', file)].find(isProgram);
  if (!found) throw new Error(l10n.t('podd is neither on the PATH nor came with the extension; the setting podd.path may name it'));
  if (found.startsWith(bundled)) restoreTimes(bundled);
  return found;
}

/** Unpacking an extension gives its files the time of that moment; Java's start-up cache fits jars of their own time alone. */
function restoreTimes(folder: string): void {
  try {
    const times = JSON.parse(readFileSync(path.join(folder, 'times.json'), 'utf8')) as Record<string, number>;
    for (const [name, time] of Object.entries(times)) {
      const jar = path.join(folder, name);
      if (statSync(jar).mtimeMs !== time * 1_000) utimesSync(jar, time, time);
    }
  } catch {
    // where extensions cannot be written to the program starts slower, no more
  }
}

function isProgram(candidate: string): boolean {
  try {
    accessSync(candidate, constants.X_OK);
    return path.isAbsolute(candidate) && statSync(candidate).isFile();
  } catch {
    return false;
  }
}
