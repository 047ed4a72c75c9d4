// The streams to the daemon: its socket, or the standard streams of `podd --stdio`.
import { l10n } from 'vscode';
import { execFile, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { promisify } from 'node:util';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { MessageTransports } from 'vscode-languageclient';
import { isOwn, socketPath, surroundings } from './runFolder';

const startLimit = 20_000;
const connectLimit = 2_000;

export interface Way {
  /** Finds the program; called only when one has to be started. */
  program: () => string;
  shared: boolean;
  /** Where commands of this window's Pods run when nothing else says it. */
  workingDirectory: string;
  log: (line: string) => void;
}

/** Opens streams, starting a daemon where none runs. */
export async function open(way: Way): Promise<MessageTransports> {
  if (way.shared) {
    const around = surroundings();
    const socket = socketPath(around);
    try {
      const stream = await connected(socket, around.user).catch(async () => {
        const program = way.program();
        way.log(`no daemon listens at ${socket}: starting ${program}`);
        await promisify(execFile)(program, ['daemon', 'start'], { timeout: startLimit, cwd: way.workingDirectory });
        return connected(socket, around.user);
      });
      way.log(`connected to ${socket}`);
      return overSocket(stream, way.workingDirectory);
    } catch (problem) {
      way.log(`the socket cannot be used (${String(problem)}): using podd --stdio`);
    }
  }
  return overProcess(way);
}

function connected(socket: string, user: number | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (!isOwn(socket, user)) return reject(new Error(l10n.t("{0} is in no folder of the person's own", socket)));
    const stream = connect(socket);
    const fail = (problem: Error) => { stream.destroy(); reject(problem); };
    stream.setTimeout(connectLimit, () => fail(new Error(l10n.t('{0} does not answer', socket))));
    stream.once('error', fail);
    stream.once('connect', () => { stream.setTimeout(0); stream.off('error', fail); resolve(stream); });
  });
}

/** The first message says in which environment this window's Pods look for keys and run commands. */
function overSocket(stream: Socket, workingDirectory: string): MessageTransports {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
  const message = Buffer.from(JSON.stringify({ jsonrpc: '2.0', method: '$/attach',
    params: { environment, workingDirectory, processId: process.pid } }));
  stream.write(`Content-Length: ${message.length}\r\n\r\n`);
  stream.write(message);
  return { reader: new StreamMessageReader(stream), writer: new StreamMessageWriter(stream) };
}

function overProcess(way: Way): MessageTransports {
  const child = spawn(way.program(), way.shared ? ['--stdio'] : ['--stdio', '--standalone'],
    { cwd: way.workingDirectory, stdio: ['pipe', 'pipe', 'pipe'] });
  child.on('error', (problem) => way.log(String(problem)));
  child.stdin.on('error', () => {}); // a process that has ended does not read its last words
  child.stderr.on('data', (text) => way.log(String(text).trimEnd()));
  return { reader: new StreamMessageReader(child.stdout), writer: new StreamMessageWriter(child.stdin) };
}
