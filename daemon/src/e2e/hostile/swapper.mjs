// A worker: exchanges a folder and a link to another folder as fast as it can, until it is terminated.
import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { folder, link, spare, outside } = workerData;
symlinkSync(outside, link);
if (!existsSync(folder)) throw new Error(`${folder} is not there`);
for (;;) {
  renameSync(folder, spare);
  onto(link, folder);
  renameSync(folder, link);
  onto(spare, folder);
}

/** A tool may have made the folder while it was away, and may write into it while it is taken away. */
function onto(from, to) {
  while (!isDone(() => renameSync(from, to))) isDone(() => rmSync(to, { recursive: true, force: true }));
}

function isDone(change) {
  try {
    change();
    return true;
  } catch (error) {
    if (!['EISDIR', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
    return false;
  }
}
