const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };

function decoded(whole: string, name: string): string {
  const number = /^#(x?)([\da-f]+)$/i.exec(name);
  if (number === null) return named[name] ?? whole;
  const code = Number.parseInt(number[2] ?? '', number[1] === '' ? 10 : 16);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
}

/** The words a page shows, without those of its macros' settings; blanks between blocks, none around emphasis. */
export function wordsIn(storage: string): string {
  return storage
    .replaceAll(/<ac:parameter\b[\s\S]*?<\/ac:parameter>/g, ' ')
    .replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    )
    .replaceAll(
      /<\/?(?:strong|b|em|i|u|s|del|sub|sup|code|a|span|small|big|ac:(?:plain-text-link-body|link-body|link|inline-comment-marker))\b[^>]*>/g,
      '',
    )
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(#?\w+);/g, decoded)
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** How often the words stand there; Confluence wants to know before it puts a comment beside them. */
export function countInPage(storage: string, quote: string): number {
  return quote.trim() === '' ? 0 : wordsIn(storage).split(quote).length - 1;
}
