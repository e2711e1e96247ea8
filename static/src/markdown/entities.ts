// Decodes character references (`&mdash;`, `&#8212;`) outside code.
//
// HTML has 2,125 names, a table of 11 KB compressed. The letters and signs of ordinary text are listed here. Others, like
// those of mathematics, are looked up in the browser's own table through a caption cue, which decodes references without
// making HTML or loading anything, and is not a Trusted Types sink, unlike innerHTML and DOMParser. Unknown names stay.

// A number is the code point of the next name; each further name has the code point after it.
const NAMES = `
  34 quot 38 amp apos 60 lt 62 gt 160 nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg
  macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute
  Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute
  Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring
  aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide
  oslash ugrave uacute ucirc uuml yacute thorn yuml 338 OElig oelig 352 Scaron scaron 376 Yuml 710 circ 732 tilde
  8194 ensp emsp 8201 thinsp 8204 zwnj zwj lrm rlm 8211 ndash mdash 8216 lsquo rsquo sbquo 8220 ldquo rdquo bdquo
  8224 dagger Dagger bull 8230 hellip 8240 permil 8242 prime Prime 8249 lsaquo rsaquo 8364 euro 8482 trade 8592 larr
  uarr rarr darr harr 8722 minus 8734 infin 8776 asymp 8800 ne 8804 le ge`;

function tableOf(): Map<string, string> {
  const table = new Map<string, string>();
  let code = 0;
  for (const word of NAMES.trim().split(/\s+/)) {
    if (/^\d/.test(word)) code = Number(word);
    else table.set(word, String.fromCharCode(code++));
  }
  return table;
}

const names = tableOf();
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi;

/** Returns the character of a code point, or the replacement character if it is invalid, as CommonMark says. */
function fromCodePoint(code: number): string {
  const valid = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? String.fromCodePoint(code) : '\ufffd';
}

/** Decodes one reference. A longer result is a name without its semicolon (`&notit;`), which only HTML allows. */
function askBrowser(reference: string): string {
  if (typeof VTTCue === 'undefined') return reference;
  const text = new VTTCue(0, 1, reference).getCueAsHTML().textContent;
  return text !== null && text.length <= 2 ? text : reference;
}

/** Replaces each character reference with its character. The result is not decoded again. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference: string, decimal?: string, hex?: string, name?: string) => {
    if (decimal) return fromCodePoint(Number.parseInt(decimal, 10));
    if (hex) return fromCodePoint(Number.parseInt(hex, 16));
    return names.get(name ?? '') ?? askBrowser(reference);
  });
}
