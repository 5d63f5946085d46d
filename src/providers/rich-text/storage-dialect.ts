import { attachmentAddress, linkInlines, pageAddress, safeAddress, userNameId } from './addresses.ts';
import { codeBlock, plainRun, plainText, type Block, type Inline, type PanelName } from './document.ts';
import { readBlockNodes } from './element-block-reader.ts';
import { readInlineNodes } from './element-inline-reader.ts';
import { deeper, isBlockElement, type Dialect, type Reading } from './element-reading.ts';
import { emoticonNames } from './emoticons.ts';
import { isElement, wordsOf, type Element } from './xml.ts';

const panels: Readonly<Record<string, PanelName>> = {
  info: 'info',
  note: 'note',
  tip: 'tip',
  warning: 'warning',
  panel: 'panel',
  expand: 'expand',
};
/** Macros that stand within a line of text. */
const inlineMacros = new Set([
  'status',
  'anchor',
  'jira',
  'profile',
  'mention',
  'emoji',
  'mathinline',
  'eazy-math-inline',
]);

/** Confluence's storage format. `source` is what was parsed: originals are cut out of it, byte for byte. */
export function storageDialect(source: string, decode: (text: string) => string): Dialect {
  const cut = (element: Element): string => source.slice(element.startIndex ?? 0, (element.endIndex ?? 0) + 1);
  return {
    decode,
    address: safeAddress,
    original: (element) => ({ kind: 'raw', format: 'storage', source: cut(element) }),
    inline: (element, reading) => readInline(element, reading, cut),
    block: (element, reading) => readBlock(element, reading, cut),
  };
}

const childNamed = (element: Element, name: string): Element | undefined =>
  element.children.filter((child) => isElement(child)).find((child) => child.name === name);

const macroName = (element: Element): string | undefined =>
  element.name === 'ac:structured-macro' || element.name === 'ac:macro'
    ? (element.attribs['ac:name'] ?? '')
    : undefined;

function parameter(macro: Element, name: string, reading: Reading): string {
  const found = macro.children
    .filter((child) => isElement(child))
    .find((child) => child.name === 'ac:parameter' && child.attribs['ac:name'] === name);
  return found === undefined ? '' : reading.dialect.decode(wordsIn(found)).trim();
}

const wordsIn = (element: Element): string => wordsOf(element.children);

function readBlock(element: Element, reading: Reading, cut: (element: Element) => string): Block[] | undefined {
  const original = (): Block[] => [{ kind: 'raw', format: 'storage', source: cut(element) }];
  const name = macroName(element);
  if (name !== undefined) return readMacro(element, name, reading, original);
  if (element.name === 'ac:task-list') return readTasks(element, reading);
  if (element.name === 'ac:adf-extension') return original();
  return undefined;
}

function readMacro(macro: Element, name: string, reading: Reading, original: () => Block[]): Block[] | undefined {
  if (name === 'code' || name === 'noformat') {
    const body = childNamed(macro, 'ac:plain-text-body');
    return [codeBlock(parameter(macro, 'language', reading), body === undefined ? '' : wordsIn(body))];
  }
  const panel = panels[name];
  const body = childNamed(macro, 'ac:rich-text-body');
  if (panel !== undefined && body !== undefined) {
    const blocks = readBlockNodes(body.children, deeper(reading));
    return [{ kind: 'panel', panel, title: parameter(macro, 'title', reading), blocks }];
  }
  if (inlineMacros.has(name)) return undefined;
  return isElement(macro.parent) && macro.parent.name === 'p' ? undefined : original();
}

function readTasks(list: Element, reading: Reading): Block[] {
  const items = list.children
    .filter((child) => isElement(child))
    .filter((child) => child.name === 'ac:task')
    .map((task) => {
      const status = childNamed(task, 'ac:task-status');
      const body = childNamed(task, 'ac:task-body');
      const checked = status !== undefined && wordsIn(status).trim() === 'complete';
      return { checked, blocks: body === undefined ? [] : readBlockNodes(body.children, deeper(reading)) };
    });
  return items.length === 0 ? [] : [{ kind: 'list', ordered: false, start: 1, items }];
}

function readInline(element: Element, reading: Reading, cut: (element: Element) => string): Inline[] | undefined {
  const original = (): Inline[] => [{ kind: 'raw', format: 'storage', source: cut(element) }];
  if (macroName(element) === 'status') {
    const text = parameter(element, 'title', reading);
    return text === ''
      ? []
      : [{ kind: 'status', text, color: (parameter(element, 'colour', reading) || 'grey').toLowerCase() }];
  }
  switch (element.name) {
    case 'ac:link':
      return readLink(element, reading) ?? original();
    case 'ac:image':
      return [readImage(element, reading) ?? original()].flat();
    case 'ac:emoticon':
    case 'ac:emoji':
      return readEmoticon(element) ?? original();
    case 'ac:inline-comment-marker': {
      const href = `inline-comment:${element.attribs['ac:ref'] ?? ''}`;
      return linkInlines(href, readInlineNodes(element.children, deeper(reading)));
    }
    case 'ac:placeholder':
      return original();
    case 'a':
      return 'data-card-appearance' in element.attribs ? readCard(element, reading) : undefined;
    default:
      return element.name.startsWith('ac:') && !isBlockElement(element) && !isTransparent(element)
        ? original()
        : undefined;
  }
}

const isTransparent = ({ name }: Element): boolean => /^ac:(rich-text-body|task-body|link-body|layout)/.test(name);

function readCard(element: Element, { dialect }: Reading): Inline[] | undefined {
  const url = dialect.decode(element.attribs['href'] ?? '');
  return /^https?:\/\/\S+$/i.test(url) ? [{ kind: 'card', url }] : undefined;
}

function readLink(link: Element, reading: Reading): Inline[] | undefined {
  const target = link.children.filter((child) => isElement(child)).find((child) => child.name.startsWith('ri:'));
  const body = childNamed(link, 'ac:link-body') ?? childNamed(link, 'ac:plain-text-link-body');
  const label = body === undefined ? [] : readInlineNodes(body.children, deeper(reading));
  const named = (name: string): string => reading.dialect.decode(target?.attribs[name] ?? '');
  const anchor = reading.dialect.decode(link.attribs['ac:anchor'] ?? '');
  const labelled = (href: string, fallback: string): Inline[] =>
    linkInlines(href, plainText(label).trim() === '' ? [plainRun(fallback)] : label);
  if (target === undefined) return anchor === '' ? undefined : labelled(`#${encodeURIComponent(anchor)}`, anchor);
  if (target.children.length > 0) return undefined;
  if (target.name === 'ri:page' && named('ri:content-title') !== '') {
    return labelled(pageAddress(named('ri:space-key'), named('ri:content-title'), anchor), named('ri:content-title'));
  }
  if (target.name === 'ri:attachment' && named('ri:filename') !== '') {
    return labelled(attachmentAddress(named('ri:filename')), named('ri:filename'));
  }
  const login = named('ri:username');
  const person = named('ri:account-id') || named('ri:userkey') || login;
  if (target.name !== 'ri:user' || person === '') return undefined;
  const id = person === login ? userNameId(login) : person;
  return [{ kind: 'mention', id, name: plainText(label).trim().replace(/^@/, '') || person }];
}

function readImage(image: Element, { dialect }: Reading): Inline | undefined {
  const file = childNamed(image, 'ri:attachment');
  const alt = dialect.decode(image.attribs['ac:alt'] ?? '');
  const name = dialect.decode(file?.attribs['ri:filename'] ?? '');
  if (childNamed(image, 'ac:caption') !== undefined) return undefined;
  if (file !== undefined && file.children.length === 0 && name !== '') {
    return { kind: 'image', src: attachmentAddress(name), alt: alt === '' ? name : alt };
  }
  const src = safeAddress(dialect.decode(childNamed(image, 'ri:url')?.attribs['ri:value'] ?? ''));
  return src === undefined ? undefined : { kind: 'image', src, alt };
}

function readEmoticon({ attribs }: Element): Inline[] | undefined {
  const fallback = attribs['ac:emoji-fallback'] ?? '';
  const text = /^:|^$/.test(fallback) ? emoticonNames[attribs['ac:name'] ?? ''] : fallback;
  return text === undefined ? undefined : [plainRun(text)];
}
