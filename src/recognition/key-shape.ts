import { isPlaceholder, longestValue } from './placeholder.ts';
import { looksRandom } from './random-text.ts';
import type { KeyShape } from './recognition.ts';
import { saysPassword, saysSecret } from './secret-name.ts';
import { encodedTokenOf, tokenShapeOf } from './token-shapes.ts';

/** What kind of key a value is or may be; undefined for what is none, and for what only stands for one. */
export function keyShapeOf(name: string, value: string): KeyShape | undefined {
  const text = value.trim();
  if (text.length > longestValue || isPlaceholder(text)) return undefined;
  return published(text) ?? encoded(text) ?? inHeader(text) ?? inAddress(text) ?? byName(name, text) ?? byLook(text);
}

function published(text: string): KeyShape | undefined {
  const shape = tokenShapeOf(text);
  if (shape === undefined) return undefined;
  const { called: what, provider } = shape;
  return { what, ...(provider === undefined ? {} : { provider }), certainty: 'certain' };
}

function encoded(text: string): KeyShape | undefined {
  switch (encodedTokenOf(text)) {
    case 'data-center':
      return { what: 'a personal access token of Jira or Confluence Data Center', certainty: 'likely' };
    case 'targetprocess':
      return { what: 'a Targetprocess access token', provider: 'targetprocess', certainty: 'likely' };
    case 'login':
      return { what: 'a login with the key in it', certainty: 'likely' };
    case undefined:
      return undefined;
  }
}

/** `Bearer …`, `Basic …`, `Token …`: as the field of a header, or with the field's name before it. */
function inHeader(text: string): KeyShape | undefined {
  const [, scheme = '', credentials = ''] = /^(?:authorization:\s*)?(bearer|basic|token)\s+(\S+)$/i.exec(text) ?? [];
  if (credentials === '' || isPlaceholder(credentials)) return undefined;
  if (scheme.toLowerCase() === 'basic') return { what: 'a login with the key in it', certainty: 'likely' };
  const inner = published(credentials) ?? encoded(credentials);
  return inner ?? (credentials.length < 8 ? undefined : { what: 'a token', certainty: 'likely' });
}

/** `https://ada:secret@example.com`, `postgresql://…`, `https://mcp.example.com/sse?api_key=…` */
function inAddress(text: string): KeyShape | undefined {
  const [, password = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#:@]*:([^\s/@]+)@/i.exec(text) ?? [];
  if (password !== '' && !isPlaceholder(password)) return { what: 'an address with a password', certainty: 'likely' };
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const named = [...new URL(text).searchParams].filter(([name, value]) => saysSecret(name) && couldBeKey(name, value));
  return named.length === 0 ? undefined : { what: 'an address with a key', certainty: 'likely' };
}

function byName(name: string, text: string): KeyShape | undefined {
  if (!saysSecret(name) || !couldBeKey(name, text)) return undefined;
  return { what: saysPassword(name) ? 'a password' : 'a key', certainty: 'likely' };
}

/** `AUTH=oauth`, `MAX_TOKEN=4096` and `TOKEN=/run/secrets/token` are no keys; `PASSWORD=open sesame` may be one. */
function couldBeKey(name: string, text: string): boolean {
  if (isPlaceholder(text) || /^(https?:\/\/|[~.]?\/|[A-Za-z]:\\)/.test(text)) return false;
  if (saysPassword(name)) return text.length >= 4;
  return text.length >= 8 && !/\s/.test(text) && !/^[a-z]+([-_][a-z]+)*$/i.test(text) && !/^\d{1,9}$/.test(text);
}

function byLook(text: string): KeyShape | undefined {
  return looksRandom(text) ? { what: 'a long random text', certainty: 'likely' } : undefined;
}
