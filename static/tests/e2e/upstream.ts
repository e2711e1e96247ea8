// A scripted model: a small HTTP server on loopback with the Conversations and Responses APIs, for the real server's real
// client. A test sets the answers, and can pause one in the middle.

import { once } from 'node:events';
import { createServer, type Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';

export type Script = {
  /** The raw reply in pieces; `hold` waits until the test releases it. */
  readonly pieces: readonly (string | { readonly hold: string })[];
  /** An HTTP status instead of an answer, and the code in its error body. */
  readonly refuse?: { readonly status: number; readonly code: string };
  /** Cuts the connection after the last piece. */
  readonly cut?: boolean;
};

/** A reply in the model's format: ideas, then the message. */
export function reply(message: string, ideas: readonly string[] = []): string {
  return [...ideas.map((idea) => `idea: ${JSON.stringify(idea)}`), `message: ${JSON.stringify(message)}`].join('\n');
}

/** Splits a text into pieces of `size` characters. */
export function pieces(text: string, size = 12): string[] {
  return text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const part of request) text += part;
  return text === '' ? {} : JSON.parse(text);
}

function answerJson(response: ServerResponse, value: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

export class Upstream {
  asked: string[] = [];
  #scripts: Script[] = [];
  readonly #holds = new Map<string, () => void>();
  readonly #released = new Set<string>();
  readonly #http: HttpServer;
  #threads = 0;

  private constructor() {
    this.#http = createServer((request, response) => void this.#serve(request, response));
  }

  static async make(): Promise<Upstream> {
    const upstream = new Upstream();
    upstream.#http.listen(0, '127.0.0.1');
    await once(upstream.#http, 'listening');
    return upstream;
  }

  /** The settings for server.py to use this model. */
  get env(): Record<string, string> {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return {
      OPENAI_API_KEY: 'sk-test-of-the-page',
      OPENAI_BASE_URL: `http://127.0.0.1:${address.port}/v1`,
      OPENAI_MODEL: 'scripted',
      RATE_PER_SECOND: '1000',
      RATE_BURST: '10000',
      TURNS_PER_MINUTE: '100000',
      CHAT_TURNS_PER_MINUTE: '100000',
    };
  }

  /** Adds answers. Each message takes the next one; after the last, messages are echoed. */
  say(...script: (string | Script)[]): void {
    for (const item of script) this.#scripts.push(typeof item === 'string' ? { pieces: pieces(item) } : item);
  }

  /** Counts the messages with these words that have reached the model. */
  times(words: string): number {
    return this.asked.filter((asked) => asked.includes(words)).length;
  }

  release(hold: string): void {
    this.#released.add(hold);
    this.#holds.get(hold)?.();
  }

  /** Clears answers and requests, and releases all paused answers. */
  reset(): void {
    this.asked = [];
    this.#scripts = [];
    for (const go of this.#holds.values()) go();
    this.#holds.clear();
    this.#released.clear();
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    this.#http.close();
    await once(this.#http, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const path = (request.url ?? '').replace(/^\/v1/, '');
    if (request.method === 'POST' && path === '/responses') return this.#respond(body, response);
    if (request.method === 'DELETE')
      return answerJson(response, { id: 'conv', object: 'conversation.deleted', deleted: true });
    if (path.endsWith('/items'))
      return answerJson(response, { object: 'list', data: [], has_more: false, first_id: '', last_id: '' });
    this.#threads += 1;
    return answerJson(response, { id: `conv_${this.#threads}`, object: 'conversation', created_at: 1, metadata: {} });
  }

  async #respond(body: Record<string, unknown>, response: ServerResponse): Promise<void> {
    const asked = JSON.stringify(body.input);
    this.asked.push(asked);
    const script = this.#scripts.shift() ?? { pieces: pieces(reply(`You said ${asked.length} characters.`)) };
    if (script.refuse) {
      const { status, code } = script.refuse;
      return answerJson(response, { error: { message: 'refused', type: code, code, param: null } }, status);
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    let text = '';
    let sequence = 0;
    const send = (event: { type: string; [field: string]: unknown }) => {
      response.write(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: sequence })}\n\n`);
      sequence += 1;
    };
    const part = { item_id: 'msg_1', output_index: 0, content_index: 0 };
    send({
      type: 'response.created',
      response: { id: 'resp_1', object: 'response', status: 'in_progress', output: [] },
    });
    for (const piece of script.pieces) {
      if (typeof piece === 'string') {
        text += piece;
        send({ type: 'response.output_text.delta', ...part, delta: piece, logprobs: [] });
        await new Promise((done) => setImmediate(done));
      } else if (!this.#released.has(piece.hold)) {
        await new Promise<void>((done) => this.#holds.set(piece.hold, done));
      }
    }
    if (script.cut) return response.socket?.destroySoon();
    send({ type: 'response.output_text.done', ...part, text, logprobs: [] });
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    send({
      type: 'response.completed',
      response: { id: 'resp_1', object: 'response', status: 'completed', output: [], usage },
    });
    response.end();
  }
}
