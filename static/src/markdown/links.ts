import { decodeEntities } from './entities';

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address a link may have, or undefined where it is none of http, https and mailto.
 *
 * The browser's own parser decides, after references are decoded, and its normalised result is what is used: what was
 * checked is what is opened, whatever the spelling (`JaVa\tScript&colon;`). A relative address has no meaning in an answer.
 */
export function safeHref(href: string): string | undefined {
  try {
    const url = new URL(decodeEntities(href));
    return ALLOWED.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
