// What runs on this machine, as /proc tells it.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Processes that carry the variable `name=value`, that work below `folder`, or whose command line holds `word`. */
export function processesOf({ variable, folder, word }) {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).map(Number).filter((id) => id !== process.pid && isAlive(id)
    && (has(id, 'environ', variable) || has(id, 'cmdline', word) || worksIn(id, folder)));
}

export function isAlive(id) {
  return !['Z', 'X', undefined].includes(stat(id)?.[0]);
}

export function commandLine(id) {
  return read(id, 'cmdline').replaceAll('\0', ' ').slice(0, 300) || 'gone';
}

export function parentOf(id) {
  return Number(stat(id)?.[1]);
}

/** Tells a process from a later one with the same id. */
export function identityOf(id) {
  return `${id} ${stat(id)?.[19]}`;
}

/** Resident memory in MiB, now and at its highest. */
export function memoryOf(id) {
  const status = read(id, 'status');
  const mebibytes = (field) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { now: mebibytes('VmRSS'), highest: mebibytes('VmHWM') };
}

/** Seconds of processor time so far. */
export function processorTimeOf(id) {
  const fields = stat(id);
  return fields === undefined ? 0 : (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The fields of `stat` after the name: state, parent, …; undefined when the process is gone. */
function stat(id) {
  const text = read(id, 'stat');
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function has(id, file, text) {
  return text !== undefined && read(id, file).includes(text);
}

function worksIn(id, folder) {
  try {
    return folder !== undefined && `${readlinkSync(`/proc/${id}/cwd`)}/`.startsWith(`${folder}/`);
  } catch {
    return false; // it ended while we looked, or is not ours to see
  }
}

function read(id, file) {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
