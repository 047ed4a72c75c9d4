// Kinds of steps, and choices within them, that Podd does not stand yet. They are left out unless `--all` is given.
const pending = new Set([
  'changes out of order',
  'commands: keys',
  'arguments of odd types',
  'arguments that are no JSON',
  'lines of comments without end',
  'numbers of a thousand digits',
  'arguments',
  'no locale', 'LC_ALL=C', 'POSIX', 'no such locale', 'Turkish',
  'places: two at once',
]);

const isAll = process.argv.includes('--all');

/** Of names, or of kinds with a name, those that Podd stands. */
export function enabled(choices) {
  return isAll ? choices : choices.filter((choice) => !pending.has(choice.name ?? choice));
}
