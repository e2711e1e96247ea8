// Decodes character references (`&mdash;`, `&#8212;`) outside code.
//
// HTML has 2,125 names, a table of 11 KB compressed. The browser's own table is asked through a caption cue, which decodes
// references without making HTML or loading anything, and is not a Trusted Types sink, unlike innerHTML and DOMParser.
// Unknown names stay.

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|[a-z][a-z\d]{1,31});/gi;

/** Returns the character of a code point, or the replacement character if it is invalid, as CommonMark says. */
function fromCodePoint(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? String.fromCodePoint(code) : '\ufffd';
}

/** Decodes one reference. A longer result is a name without its semicolon (`&notit;`), which only HTML allows. */
function named(reference: string): string {
  const text = new VTTCue(0, 1, reference).getCueAsHTML().textContent;
  return text !== null && text.length <= 2 ? text : reference;
}

/** Replaces each character reference with its character. The result is not decoded again. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference: string, decimal?: string, hex?: string) => {
    if (decimal) return fromCodePoint(Number.parseInt(decimal, 10));
    if (hex) return fromCodePoint(Number.parseInt(hex, 16));
    return named(reference);
  });
}
