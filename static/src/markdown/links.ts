import { decodeEntities } from './entities';

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);

/**
 * Returns the address of a link, or undefined if its scheme is not http, https or mailto.
 *
 * The browser's own parser decides, after character references are decoded, and its normalised result is used. So the checked
 * address is the one opened, whatever the spelling (`JaVa\tScript&colon;`). Relative addresses make no sense in an answer.
 */
export function safeHref(href: string): string | undefined {
  try {
    const url = new URL(decodeEntities(href));
    return ALLOWED.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
