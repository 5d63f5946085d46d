/** What the simulated Confluence does with its storage format: check it, show it, and find the words in it. */

const token = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g;

/** The complaint of the server's parser; undefined for a text it takes. */
export function storageFault(storage: string): string | undefined {
  const open: string[] = [];
  for (const [, closing, name = '', , empty] of storage.matchAll(token)) {
    if (name === '' || empty === '/') continue;
    if (closing !== '/') open.push(name);
    else if (open.pop() !== name) return `Unexpected close tag </${name}>`;
  }
  const [left] = open;
  if (left !== undefined) return `Unexpected end of text; expected </${left}>`;
  const rest = storage.replaceAll(token, '');
  if (/&(?!#\d+;|#x[\da-f]+;|\w+;)/i.test(rest)) return 'Unexpected character after &';
  return rest.includes('<') ? 'Unexpected character <' : undefined;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', amp: '&' };
const decode = (text: string): string => text.replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Words only, as excerpts, search and the selection of an inline comment see a text. */
export function storageWords(storage: string): string {
  const shown = storage
    .replaceAll(/<ac:parameter[\s\S]*?<\/ac:parameter>/g, ' ')
    .replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => escapeHtml(text))
    .replaceAll(/<\/?(strong|em|u|code|a|span|ac:link[\w-]*|ac:inline-comment-marker)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ');
  return decode(shown).replaceAll(/\s+/g, ' ').trim();
}

/** As a browser gets it: macros and links become plain HTML, as far as anybody needs to see. */
export function storageView(storage: string): string {
  return storage
    .replaceAll(/<ac:parameter[\s\S]*?<\/ac:parameter>/g, '')
    .replaceAll(
      /<ac:plain-text-body><!\[CDATA\[([\s\S]*?)\]\]><\/ac:plain-text-body>/g,
      (_, text: string) => `<pre><code>${escapeHtml(text)}</code></pre>`,
    )
    .replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) => escapeHtml(text))
    .replaceAll(/<ri:page[^>]*ri:content-title="([^"]*)"[^>]*>/g, '<a href="#">$1</a>')
    .replaceAll(/<\/?(ac|ri):[^>]*>/g, '');
}
