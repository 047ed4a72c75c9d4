// What TypeScript's compiler put into each module of the libraries, once.
export function __createBinding(to, from, name, as = name) {
  Object.defineProperty(to, as, { enumerable: true, get: () => from[name] });
}

export function __exportStar(from, to) {
  for (const name in from) if (name !== 'default' && !Object.hasOwn(to, name)) __createBinding(to, from, name);
}

export function __importStar(module) {
  if (module && module.__esModule) return module;
  const star = { default: module };
  if (module != null) for (const name of Object.getOwnPropertyNames(module)) if (name !== 'default') __createBinding(star, module, name);
  return star;
}

export function __importDefault(module) {
  return module && module.__esModule ? module : { default: module };
}
