// crypto.randomUUID needs a secure origin. Plain http, as on a home network, has only getRandomValues.

function randomBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(16));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns a new chat id: 128 random bits in hex. Whoever knows it can read and write the chat. */
export function newChatId(): string {
  return hex(randomBytes());
}

/** Returns a random UUID (version 4), the id of a turn or an idea. */
export function newUuid(): string {
  const bytes = randomBytes();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Returns the chat id in a fragment (`#chat=…`), or undefined if it has no valid one. */
export function chatIdOf(hash: string): string | undefined {
  return /^#chat=([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1];
}

export function hashOf(chatId: string): string {
  return `#chat=${chatId}`;
}
