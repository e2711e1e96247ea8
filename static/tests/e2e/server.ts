// Runs the real server.py as a process with its own port, folder and database, killed with the test.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PYTHON = process.env.BRAINSTORMER_PYTHON ?? 'python3';
const SERVER = resolve(import.meta.dirname, '../../../server.py');
const START_WITHIN_MS = 30_000;

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}healthz`)).ok;
  } catch {
    return false;
  }
}

/** A server that can be killed and restarted on the same port and database. */
export class Server {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  readonly #env: Record<string, string>;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, env: Record<string, string>) {
    this.url = `http://127.0.0.1:${port}/`;
    this.#port = port;
    this.#folder = folder;
    this.#env = env;
  }

  static async make(env: Record<string, string> = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'brainstormer-'));
    const server = new Server(await freePort(), folder, env);
    await server.start();
    return server;
  }

  /** Starts the process unless it is running. */
  async start(): Promise<void> {
    if (this.#runs()) return;
    const { PATH = '', HOME = '' } = process.env;
    const own = { PATH, HOME, DATABASE_URL: `sqlite:///${join(this.#folder, 'chats.db')}`, ...this.#env };
    const child = spawn(PYTHON, [SERVER, '--port', String(this.#port)], {
      cwd: this.#folder,
      env: own,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data) => {
      output += data;
    });
    child.stderr.on('data', (data) => {
      output += data;
    });
    this.#process = child;
    const deadline = Date.now() + START_WITHIN_MS;
    while (!(await healthy(this.url))) {
      if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Kills the process at once, like a crash. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async close(): Promise<void> {
    await this.#end('SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }

  #runs(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child || !this.#runs()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
