// Debian's nginx in front of a server, with TLS and a path prefix, configured with the README's own lines. It has its own
// folder and port, runs unprivileged, and is stopped with the test.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './server';

const NGINX = '/usr/sbin/nginx';
const README = resolve(import.meta.dirname, '../../../README.md');
const START_WITHIN_MS = 30_000;
const NOBODY = 65_534;

/** The README's configuration of nginx, and its settings for the server behind it. */
export async function readmeOfNginx(): Promise<{ location: string; settings: Record<string, string> }> {
  const readme = await readFile(README, 'utf8');
  const [, location] = /```nginx\n(location [\s\S]*?)```/.exec(readme) ?? [];
  const [, settings] = /```\n(ALLOWED_HOSTS=[\s\S]*?)```/.exec(readme) ?? [];
  if (!location || !settings) throw new Error('the README has no lines for nginx');
  const pairs = settings.trim().split('\n');
  return { location, settings: Object.fromEntries(pairs.map((pair) => pair.split('=', 2) as [string, string])) };
}

function configuration(folder: string, host: string, port: number, location: string): string {
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${scratch.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  server {
    listen 127.0.0.1:${port} ssl;
    server_name ${host};
    ssl_certificate ${folder}/certificate.pem;
    ssl_certificate_key ${folder}/key.pem;
    ${location}
  }
}`;
}

function makeCertificate(folder: string, host: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${folder}/key.pem`];
  const certificate = [
    '-subj',
    `/CN=${host}`,
    '-addext',
    `subjectAltName=DNS:${host}`,
    '-out',
    `${folder}/certificate.pem`,
  ];
  execFileSync('openssl', ['req', '-x509', '-days', '2', ...key, ...certificate], { stdio: 'pipe' });
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

export class Nginx {
  /** The page's address through the proxy. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Its own certificate, for clients that should trust it. */
  readonly certificate: string;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(url: URL, certificate: string, folder: string, child: ChildProcess) {
    this.url = url.href;
    this.host = url.hostname;
    this.port = Number(url.port);
    this.certificate = certificate;
    this.#folder = folder;
    this.#process = child;
  }

  /** Starts nginx for a host name, in front of the server at an address. */
  static async make(host: string, location: string, server: string): Promise<Nginx> {
    const [, prefix] = /location (\S+)/.exec(location) ?? [];
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'brainstormer-nginx-'));
    const lines = location.replace('http://127.0.0.1:8000/', server);
    if (lines === location) throw new Error('the lines for nginx do not name the server at its usual address');
    await writeFile(`${folder}/nginx.conf`, configuration(folder, host, port, lines));
    makeCertificate(folder, host);
    const certificate = await readFile(`${folder}/certificate.pem`, 'utf8');
    const child = spawn(NGINX, ['-p', folder, '-c', `${folder}/nginx.conf`, '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(await giveUpRights(folder)),
    });
    const nginx = new Nginx(new URL(`https://${host}:${port}${prefix}`), certificate, folder, child);
    try {
      await nginx.#start();
    } catch (error) {
      await nginx.close();
      throw error;
    }
    return nginx;
  }

  async close(): Promise<void> {
    if (this.#runs()) {
      const ended = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }

  #runs(): boolean {
    return this.#process.pid !== undefined && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  async #start(): Promise<void> {
    let output = '';
    this.#process.stderr?.on('data', (data) => {
      output += data;
    });
    this.#process.on('error', (error) => {
      output += `${NGINX} cannot be run, Debian's package of it is nginx-light: ${error}`;
    });
    const deadline = Date.now() + START_WITHIN_MS;
    while (!(await listens(this.port))) {
      if (!this.#runs() || Date.now() > deadline) throw new Error(`nginx did not start:\n${output}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
}

/** The user to run as: nobody if the test itself runs as root. */
async function giveUpRights(folder: string): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  for (const path of [folder, ...(await readdir(folder)).map((name) => join(folder, name))])
    await chown(path, NOBODY, NOBODY);
  return { uid: NOBODY, gid: NOBODY };
}
