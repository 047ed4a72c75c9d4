// Looking for a line in a large tree: the agent's own tool beside ripgrep on the same files. Codex and pi have no such
// tool and leave it to the shell; opencode fetches ripgrep where there is none, so that it is measured with it alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { quantile } from './figures.mjs';
import { calls, roundTrips } from './tools.mjs';

const FILES = 20_000;
const CALLS = 5;
const PATTERN = 'needle|nothing_{n}';

export const SEARCH = {
  search: `grep over ${FILES} files, times ripgrep itself, with ripgrep in PATH`, ownSearch: 'the same without ripgrep',
};

function makeTree(folder) {
  for (let n = 0; n < FILES; n++) {
    const place = path.join(folder, `part${Math.floor(n / 1000)}`, `module${Math.floor(n / 50) % 20}`);
    mkdirSync(place, { recursive: true });
    const line = `  const value${n} = compute(${n}, 'a text of some length that says nothing');\n`;
    const found = n % 1000 === 7 ? '// needle\n' : '';
    writeFileSync(path.join(place, `file${n}.js`), `function f${n}() {\n${line.repeat(30)}${found}}\n`);
  }
}

/** A folder with all programs of PATH but one. */
function programsWithout(name) {
  const folder = mkdtempSync(path.join(tmpdir(), 'programs-'));
  const links = new Map();
  for (const each of process.env.PATH.split(':').filter((entry) => existsSync(entry))) {
    for (const file of readdirSync(each)) if (file !== name && !links.has(file)) links.set(file, path.join(each, file));
  }
  links.forEach((target, file) => symlinkSync(target, path.join(folder, file)));
  return folder;
}

const median = (values) => quantile(values, 0.5);

/** Milliseconds of ripgrep, of a process of its own each time. */
const ripgrep = (folder) => Array.from({ length: CALLS }, (_, n) => {
  const begun = performance.now();
  spawnSync('rg', ['-n', PATTERN.replace('{n}', n), '.'], { cwd: folder });
  return performance.now() - begun;
});

/** Milliseconds of the agent's tool beyond those of reading a small file. */
async function searched(agent, model) {
  await agent.start();
  await agent.open();
  await calls(agent, model, 2, agent.searching(PATTERN)); // what happens once only
  const found = await calls(agent, model, CALLS, agent.searching(PATTERN));
  if (!found.at(-1).body.includes('file7.js')) throw new Error('nothing was found');
  return median(roundTrips(found)) - median(roundTrips(await calls(agent, model, CALLS, agent.reading('small.txt'))));
}

export async function search({ make, model, add }) {
  const { project, fetchesRipgrep, searching } = make();
  if (!searching('')) return;
  const tree = path.join(project, 'tree');
  makeTree(tree);
  writeFileSync(path.join(project, 'small.txt'), 'a small file\n');
  const without = fetchesRipgrep ? undefined : programsWithout('rg');
  try {
    for (const [row, programs] of [['search', process.env.PATH], ['ownSearch', without]]) {
      if (!programs) continue;
      const agent = make();
      agent.path = programs;
      try {
        const before = ripgrep(project);
        const took = await searched(agent, model);
        add(row, took / median([...before, ...ripgrep(project)]));
      } finally {
        agent.stop();
      }
    }
  } finally {
    for (const each of [tree, without]) if (each) rmSync(each, { recursive: true, force: true });
  }
}
