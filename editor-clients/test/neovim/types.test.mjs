// The plugin's LuaCATS annotations: what they say of parameters is what the functions have, and every type that they name is known,
// here or in Neovim's own runtime files. No checker of Lua's types is to be had from Debian or npm.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programs } from './editor.mjs';

const plugin = fileURLToPath(new URL('../../neovim', import.meta.url));
const builtIn = ['nil', 'any', 'boolean', 'string', 'number', 'integer', 'function', 'table', 'thread', 'userdata', 'true', 'false',
  'fun', 'self', 'unknown'];

const luaFiles = (folder) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.lua')).map((name) => path.join(folder, name));

const declared = (text) => [...text.matchAll(/^\s*---\s?@(?:class|alias|enum)\s+(?:\([\w, ]+\)\s+)?([\w.]+)/gm)].map(([, name]) => name);

/** The type that a text begins with: up to a blank that is in no bracket and follows no colon, bar or comma. */
export function typeIn(text) {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if ('([{<'.includes(text[at])) depth++;
    if (')]}>'.includes(text[at])) depth--;
    if (/\s/.test(text[at]) && depth === 0 && !/[:|,]\s*$/.test(text.slice(0, at)) && !/^\s*\|/.test(text.slice(at))) return text.slice(0, at);
  }
  return text;
}

/** Names of the types that a type is made of. */
export function names(type) {
  return [...type.replace(/'[^']*'|"[^"]*"/g, '').replace(/[\w.]+\??\s*:/g, ' ').replace(/\bfun\(\s*([\w.]+\s*(,\s*[\w.]+\s*)*)?\)/g, 'fun')
    .matchAll(/[A-Za-z_][\w.]*/g)].map(([name]) => name);
}

/** What is wrong with the annotations of a file. */
export function problems(text, known) {
  const found = [];
  let given = [];
  for (const [at, line] of text.split('\n').entries()) {
    const say = (what) => found.push(`${at + 1}: ${what}`);
    const [, tag, rest] = /^---@(\w+)\s*(.*)$/.exec(line) ?? [];
    if (tag) {
      const type = { param: /^[\w.]+\??\s+(.*)$/, field: /^(?:\[[^\]]+\]|[\w.]+)\??\s+(.*)$/, return: /^(.*)$/, type: /^(.*)$/, alias: /^[\w.]+\s+(.*)$/ }[tag]?.exec(rest)?.[1];
      if (type === undefined && ['param', 'field', 'return', 'type'].includes(tag)) say(`@${tag} names no type`);
      for (const name of type ? names(typeIn(type)) : []) if (!known.has(name)) say(`no type ${name}`);
      if (tag === 'param') given.push(/^[\w.]+/.exec(rest)[0]);
      continue;
    }
    if (/^---/.test(line)) continue;
    const [, list] = /\bfunction\s*[\w.:]*\(([^)]*)\)/.exec(line) ?? [];
    if (given.length > 0 && list === undefined) say('@param above no function');
    if (given.length > 0 && list !== undefined && list.replaceAll(' ', '') !== given.join(',')) say(`@param ${given.join(', ')} above function(${list})`);
    given = [];
  }
  return found;
}

test('annotations say what the functions have, and name types that there are', () => {
  const { stderr } = spawnSync(programs.at(-1), ['--headless', '--clean', '-c', 'echo $VIMRUNTIME', '-c', 'qa!'], { encoding: 'utf8' });
  const files = luaFiles(plugin);
  const known = new Set([...builtIn, ...[...files, ...luaFiles(path.join(stderr.trim(), 'lua/vim'))].flatMap((file) => declared(readFileSync(file, 'utf8')))]);
  assert.ok(files.length > 20 && known.has('lsp.ResponseError') && known.has('podd.View'));
  const wrong = files.flatMap((file) => problems(readFileSync(file, 'utf8'), known).map((problem) => `${path.relative(plugin, file)}:${problem}`));
  assert.deepEqual(wrong, []);
});

test('a wrong annotation is found', () => {
  const known = new Set([...builtIn, 'a.B']);
  assert.deepEqual(problems('---@param one string\n---@param two? fun(x: a.B): a.C?\nfunction M.f(one, three)\n', known),
    ['2: no type a.C', '3: @param one, two above function(one, three)']);
  assert.deepEqual(problems("---@class x\n---@field a 'x'|'y'|{b: integer, c?: string[]} what\n---@field b\n", known), ['3: @field names no type']);
  assert.deepEqual(problems('---@type table<string, a.B>\nlocal all = {}\n', known), []);
});
