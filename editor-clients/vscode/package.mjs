// node package.mjs [TARGET PROGRAM]: builds podd.vsix, which runs a `podd` that is there already; with a target (linux-x64,
// darwin-arm64, …) and the program's folder for that platform, podd-TARGET.vsix with the program inside.
import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import yazl from 'yazl';

const targets = ['win32-x64', 'win32-arm64', 'linux-x64', 'linux-arm64', 'linux-armhf', 'alpine-x64', 'alpine-arm64', 'darwin-x64', 'darwin-arm64'];
const contentTypes = { css: 'text/css', js: 'application/javascript', json: 'application/json', md: 'text/markdown', gif: 'image/gif', png: 'image/png',
  svg: 'image/svg+xml', ttf: 'font/ttf', txt: 'text/plain', vsixmanifest: 'text/xml' };

const [target, program] = process.argv.slice(2);
if (target && !targets.includes(target)) stop(`${target} is no platform of VS Code's; there are ${targets.join(', ')}`);
if (target && !program) stop(`the folder of the program for ${target} is missing`);
const start = program && path.join(program, 'bin', target.startsWith('win32') ? 'podd.cmd' : 'podd');
if (start && !existsSync(start)) stop(`${program} is no folder of the program: there is no ${start}`);
const programFolder = program && path.resolve(program);
process.chdir(fileURLToPath(new URL('.', import.meta.url)));
const { status } = spawnSync(process.execPath, ['build.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const zip = new yazl.ZipFile();
const extensions = new Set(['vsixmanifest']);
zip.addBuffer(Buffer.from(vsixManifest()), 'extension.vsixmanifest');
const descriptions = readdirSync('.').filter((name) => /^package(\.nls.*)?\.json$/.test(name));
for (const name of [...descriptions, ...filesIn('dist', 'media', 'l10n', 'pictures')]) add(name, name);
for (const [name, as] of [['CHANGELOG.md', 'changelog.md'], ['LICENSE', 'LICENSE.txt'], ['NOTICE', 'NOTICE.txt']]) add(name, as);
// VS Code's page about an extension shows no picture that comes with it; the walkthrough does.
zip.addBuffer(Buffer.from(readFileSync('README.md', 'utf8').replace(/^!\[.*\]\(pictures\/.*\)\n\n/gm, '')), 'extension/readme.md');
if (programFolder) addProgram();
zip.addBuffer(Buffer.from(types()), '[Content_Types].xml');
zip.end();
const made = target ? `podd-${target}.vsix` : 'podd.vsix';
await pipeline(zip.outputStream, createWriteStream(made));
console.log(`${made}: ${(statSync(made).size / 1e6).toFixed(1)} MB`);

function add(file, as) {
  zip.addFile(file, `extension/${as}`);
  extensions.add(path.extname(as).slice(1));
}

/** An archive's files get the time at which they are unpacked; the start-up cache fits jars of their own time alone, so it is noted. */
function addProgram() {
  const times = {};
  for (const file of filesIn(programFolder)) {
    const name = path.relative(programFolder, file).split(path.sep).join('/');
    add(file, `podd/${name}`);
    if (name.endsWith('.jar')) times[name] = Math.round(statSync(file).mtimeMs / 1_000);
  }
  zip.addBuffer(Buffer.from(JSON.stringify(times)), 'extension/podd/times.json');
}

function filesIn(...folders) {
  return folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name)))
    .filter((file) => statSync(file).isFile()).sort();
}

/** What the gallery and `code --install-extension` read; the rest stands in package.json. */
function vsixManifest() {
  const asset = (type, file) => `<Asset Type="Microsoft.${type}" Path="extension/${file}" Addressable="true" />`;
  const property = (id, value) => `<Property Id="Microsoft.VisualStudio.${id}" Value="${escaped(value)}" />`;
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
<Metadata>
<Identity Language="en-US" Id="${manifest.name}" Version="${manifest.version}" Publisher="${manifest.publisher}"${target ? ` TargetPlatform="${target}"` : ''} />
<DisplayName>${escaped(manifest.displayName)}</DisplayName>
<Description xml:space="preserve">${escaped(texts.description)}</Description>
<Tags>${manifest.keywords.map(escaped).join(',')},keybindings</Tags>
<Categories>${manifest.categories.map(escaped).join(',')}</Categories>
<GalleryFlags>Public</GalleryFlags>
<Properties>
${property('Code.Engine', manifest.engines.vscode)}
${property('Code.ExtensionKind', manifest.extensionKind.join(','))}
${property('Code.ExecutesCode', 'true')}
${property('Services.GitHubFlavoredMarkdown', 'true')}
${property('Services.Content.Pricing', 'Free')}
</Properties>
<License>extension/LICENSE.txt</License>
<Icon>extension/${manifest.icon}</Icon>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
<Dependencies />
<Assets>
${asset('VisualStudio.Code.Manifest', 'package.json')}
${asset('VisualStudio.Services.Content.Details', 'readme.md')}
${asset('VisualStudio.Services.Content.Changelog', 'changelog.md')}
${asset('VisualStudio.Services.Content.License', 'LICENSE.txt')}
${asset('VisualStudio.Services.Icons.Default', manifest.icon)}
</Assets>
</PackageManifest>
`;
}

function types() {
  const all = [...extensions].filter(Boolean).sort().map((extension) =>
    `<Default Extension=".${extension}" ContentType="${contentTypes[extension] ?? 'application/octet-stream'}" />`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${all.join('')}</Types>\n`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function stop(problem) {
  console.error(problem);
  process.exit(2);
}
