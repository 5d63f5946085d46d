import type { Inline, TextRun } from './document.ts';
import { plainText } from './document.ts';

const webSchemes = new Set(['http', 'https', 'mailto', 'tel', 'ftp', 'sftp', 'file']);
/** Words of ours that stand where an address stands. */
const ownSchemes = new Set(['page', 'attachment', 'inline-comment']);

/** The address without what hides a scheme; undefined when opening it could run something. */
export function safeAddress(address: string): string | undefined {
  const cleaned = address.trim().replaceAll(/[\u0000-\u001f\u007f]/g, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(cleaned.replaceAll(/\s/g, ''))?.[1]?.toLowerCase();
  if (cleaned === '') return undefined;
  return scheme === undefined || webSchemes.has(scheme) || ownSchemes.has(scheme)
    ? cleaned.replaceAll(/[\s<>|"`\\]/g, encodeURIComponent)
    : undefined;
}

/** A name as part of one of our words: readable, without what ends a Markdown link. */
export const encodeWord = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll(/%(3A|40|2B|2C|3D)/g, (code) => decodeURIComponent(code))
    .replaceAll(/[()!*']/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export function decodeWord(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    // A percent sign someone typed: then the word is not encoded.
    return word;
  }
}

/** What a Markdown link means: a person, a status, a date, or words with an address. */
export function linkInlines(href: string, label: readonly Inline[]): Inline[] {
  const [, word, value = ''] = /^(mention|status|date):(.*)$/s.exec(href) ?? [];
  const text = plainText(label).trim();
  if (word === 'mention' && value !== '') {
    const id = decodeWord(value);
    return [{ kind: 'mention', id, name: text.replace(/^@/, '') || id }];
  }
  if (word === 'status' && text !== '') return [{ kind: 'status', text, color: decodeWord(value) }];
  if (word === 'date' && isDay(value)) return [{ kind: 'date', day: value }];
  const address = safeAddress(href);
  if (address === undefined) return [...label];
  if (label.length === 0) return [{ kind: 'text', text: address, marks: [], href: address }];
  return label.map((part) =>
    part.kind === 'text' || part.kind === 'image' ? { ...part, href: part.href ?? address } : part,
  );
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** A run that only repeats its address. */
export const isBareAddress = (run: TextRun): boolean => run.href !== undefined && run.text === run.href;

/** `page:SPACE/Title#anchor`, apart; the space is empty for a page of the same space. */
export function pageOf(href: string): { space: string; title: string; anchor: string } | undefined {
  const [, space = '', title = '', anchor = ''] = /^page:(?:([^/#]*)\/)?([^#]*)(?:#(.*))?$/s.exec(href) ?? [];
  if (title === '') return undefined;
  return { space: decodeWord(space), title: decodeWord(title), anchor: decodeWord(anchor) };
}

export function pageAddress(space: string, title: string, anchor: string): string {
  const prefix = space === '' ? '' : `${encodeWord(space)}/`;
  return `page:${prefix}${encodeWord(title)}${anchor === '' ? '' : `#${encodeWord(anchor)}`}`;
}

/** The file behind `attachment:a.png`. */
export const attachmentOf = (href: string): string | undefined =>
  href.startsWith('attachment:') ? decodeWord(href.slice('attachment:'.length)) : undefined;

export const attachmentAddress = (name: string): string => `attachment:${encodeWord(name)}`;

const userNamePrefix = 'username:';

/** A person known by user name where people are usually known by key: the kind of id goes along with it. */
export const userNameId = (login: string): string => userNamePrefix + login;

export const userNameOf = (id: string): string | undefined =>
  id.startsWith(userNamePrefix) && id !== userNamePrefix ? id.slice(userNamePrefix.length) : undefined;
