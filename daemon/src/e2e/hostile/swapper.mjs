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

/** A tool may have made the folder while it was away. */
function onto(from, to) {
  for (;;) {
    try {
      return renameSync(from, to);
    } catch (error) {
      if (!['EISDIR', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
      rmSync(to, { recursive: true, force: true });
    }
  }
}
