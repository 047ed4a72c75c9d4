// Kinds of steps, and choices within them, that Podd does not stand yet. They are left out unless `--all` is given.
const pending = new Set([
  'state folder modes',
  'changes out of order',
  'commands: keys',
  'arguments of odd types',
  'arguments that are no JSON',
  'the first line is doubled',
  'lines of comments without end',
  'numbers of a thousand digits',
  'arguments',
  'words about what cannot be read',
  'killing the parent',
  'fifo', 'fifo in the way', 'link to a fifo',
  'huge arguments for grep',
  'diffs',
  // Searches
  'any letter', '100,000 letters',   'commas', 'nested plus', 'nested star', 'alternatives', 'alternatives of two', 'words', 'reluctant', 'back reference', 'look ahead',
]);

const isAll = process.argv.includes('--all');

/** Of names, or of kinds with a name, those that Podd stands. */
export function enabled(choices) {
  return isAll ? choices : choices.filter((choice) => !pending.has(choice.name ?? choice));
}
