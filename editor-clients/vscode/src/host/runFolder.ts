// Where the shared daemon listens: the same rules as the program's own (its RunFolder and Places).
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import * as path from 'node:path';

/** The shortest limit of all systems is 104 bytes, the zero at the end included. */
const maxSocketBytes = 100;

/** What the place depends on; all of it may be given, for tests. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  /** The home folder that the person's variables name. */
  home: string;
  /** The home folder that the system has for the person. */
  ownHome: string;
  /** The folder that the program takes for temporary files: it does not look at TMPDIR where Java does not. */
  temporary: string;
  /** Number of the user; undefined where users have none. */
  user: number | undefined;
}

export function surroundings(env: NodeJS.ProcessEnv = process.env): Surroundings {
  return { env, platform: process.platform, home: homedir(), ownHome: userInfo().homedir,
    temporary: process.platform === 'linux' ? '/tmp' : tmpdir(), user: process.getuid?.() };
}

/** The path of the daemon's socket, whether it is there or not. */
export function socketPath(around: Surroundings): string {
  const shared = path.join(around.temporary, around.user === undefined ? 'podd' : `podd-${around.user}`);
  const places = placesOf(around);
  const folder = places.run ?? shared;
  const name = places.isUsual ? 'podd' : `podd-${shortName(places.config, places.state)}`;
  const usual = path.join(folder, `${name}.sock`);
  return Buffer.byteLength(usual) <= maxSocketBytes ? usual : path.join(shared, `podd-${shortName(folder, name)}.sock`);
}

/** Whether the socket's folder is its owner's alone, so that what listens in it may be spoken to. */
export function isOwn(socket: string, user: number | undefined): boolean {
  if (user === undefined) return true;
  try {
    const folder = lstatSync(path.dirname(socket));
    return folder.isDirectory() && folder.uid === user && (folder.mode & 0o077) === 0;
  } catch {
    return false;
  }
}

function placesOf({ env, platform, home, ownHome }: Surroundings) {
  const all = absolute(env['PODD_HOME']);
  if (all) return { config: all, state: all, run: path.join(all, 'run'), isUsual: true };
  const usualConfig = (of: string) => path.join(platform === 'darwin' ? path.join(of, 'Library', 'Application Support')
    : platform === 'win32' ? absolute(env['APPDATA']) ?? path.join(of, 'AppData', 'Roaming') : path.join(of, '.config'), 'podd');
  const usualState = (of: string) => path.join(platform === 'darwin' ? path.join(of, 'Library', 'Application Support')
    : platform === 'win32' ? absolute(env['LOCALAPPDATA']) ?? path.join(of, 'AppData', 'Local')
      : path.join(of, '.local', 'state'), 'podd');
  const named = (variable: string) => { const found = absolute(env[variable]); return found && path.join(found, 'podd'); };
  const config = named('XDG_CONFIG_HOME') ?? usualConfig(home);
  const state = named('XDG_STATE_HOME') ?? usualState(home);
  const runtime = absolute(env['XDG_RUNTIME_DIR']);
  const ofSystem = ['/run/user', '/var/run/user', '/mnt/wslg'];
  const isUsual = (state === usualState(ownHome) && config === usualConfig(ownHome))
    || (runtime !== undefined && !ofSystem.some((folder) => runtime === folder || runtime.startsWith(`${folder}/`)));
  const run = runtime ? path.join(runtime, 'podd') : platform === 'win32' ? path.join(usualState(home), 'run') : undefined;
  return { config, state, run, isUsual };
}

function absolute(named: string | undefined): string | undefined {
  return named && named.trim() && path.isAbsolute(named) ? named.replace(/(?<=.)[\\/]+$/, '') : undefined;
}

/** The beginning of Java's UUID.nameUUIDFromBytes: an MD5 with its version put in. */
function shortName(one: string, other: string): string {
  const hash = createHash('md5').update(`${one}\n${other}`).digest();
  hash[6] = (hash[6]! & 0x0f) | 0x30;
  const hex = hash.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}`;
}
