// What the system says of processes: time, memory, open files. Linux.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const TICK = 100; // clock ticks a second, the same on all Linux

function stat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  } catch {
    return null; // it has ended
  }
}

/** Processes and all that they have started. */
export function tree(roots) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => [Number(pid), Number(stat(pid)?.[1])]);
  const all = [...roots];
  for (const pid of all) all.push(...parents.filter(([, parent]) => parent === pid).map(([child]) => child));
  return all;
}

export const cpuSeconds = (roots) => tree(roots).map(stat).filter(Boolean)
  .reduce((sum, fields) => sum + fields.slice(11, 15).reduce((all, ticks) => all + Number(ticks), 0), 0) / TICK;

function status(pid, field) {
  try {
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Resident memory. */
export const megabytes = (roots) => tree(roots).reduce((sum, pid) => sum + status(pid, 'VmRSS') / 1024, 0);

/** Of a program, as far as the system keeps it; empty for a process that has ended. */
export const nameOf = (pid) => (stat(pid)?.[0] ?? 'Z') === 'Z' ? '' : readFileSync(`/proc/${pid}/comm`, 'utf8').trim();

export const threads = (pid) => status(pid, 'Threads');

export const openFiles = (pid) => readdirSync(`/proc/${pid}/fd`).length;

/** Waits until processes take no time for a second; what they have taken. */
export async function idle(roots) {
  let before = -1;
  for (let now = cpuSeconds(roots); now - before > 0.01; now = cpuSeconds(roots)) {
    before = now;
    await pause(1000);
  }
  return cpuSeconds(roots);
}
