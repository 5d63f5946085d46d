import { AppError } from '../../lib/app-error.ts';
import type { ApiQuery } from './api-request.ts';

/** Segments that a URL resolves away, encoded or not. */
const dots = /(^|[/\\])(\.|%2e){1,2}(?=[/\\]|$)/i;

/**
 * A path below the base, or an absolute URL of the same host; `undefined` when it leads to another host. AppError
 * `invalid-input` for a path with "." or ".." in it: some id was none, and another address would be asked.
 */
export function resolveUrl(baseUrl: string, path: string, query: ApiQuery = {}): URL | undefined {
  if (dots.test(path.split(/[?#]/, 1)[0] ?? ''))
    throw new AppError('invalid-input', '“.” and “..” are no ids.', 'Give an id as the lists and searches show it.');
  const base = new URL(baseUrl);
  const isAbsolute = /^https?:\/\//i.test(path);
  const url = new URL(isAbsolute ? path : `${baseUrl.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`);
  if (url.host !== base.host) return undefined;
  // Servers behind a proxy hand out http:// links to themselves; the scheme the user chose stays.
  url.protocol = base.protocol;
  url.username = '';
  url.password = '';
  url.hash = '';
  for (const [name, value] of Object.entries(query)) {
    for (const one of values(value)) url.searchParams.append(name, one);
  }
  return url;
}

const values = (value: ApiQuery[string]): readonly string[] => {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [String(value)];
};

export function signUrl(url: URL, secretQuery: Readonly<Record<string, string>>): URL {
  const signed = new URL(url);
  for (const [name, value] of Object.entries(secretQuery)) signed.searchParams.set(name, value);
  return signed;
}

/** The URL as it may be shown; links from the system may carry the secret parameters too. */
export function withoutSecrets(url: URL, secretQuery: Readonly<Record<string, string>>): string {
  const shown = new URL(url);
  for (const name of Object.keys(secretQuery)) shown.searchParams.delete(name);
  return shown.href;
}

/** What a system says, which may repeat the address it was asked with. */
export function withoutSecretTexts<T extends string | undefined>(
  text: T,
  secretQuery: Readonly<Record<string, string>> = {},
): T {
  const secrets = Object.values(secretQuery).filter((secret) => secret !== '');
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)]);
  return forms.reduce<string | undefined>((shown, form) => shown?.replaceAll(form, '…'), text) as T;
}
