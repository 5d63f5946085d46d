import { tokenShapes } from '../recognition/token-shapes.ts';

const mask = '[redacted]';

/** A shorter secret cannot be told from ordinary text, and masking it would eat the log. */
const shortestLearnable = 4;

export interface Redactor {
  /** Masks this secret from now on, in every form in which it travels. */
  readonly learn: (secret: string) => void;
  readonly redact: (text: string) => string;
}

/** Masks secrets in text on its way to a log, a file or an error: the learned ones, and what looks like a key. */
export function createRedactor(): Redactor {
  const plain = new Set<string>();
  const encoded = new Set<string>();
  // Longest first: a form that holds another one must not be cut in two.
  let forms: readonly Form[] = [];
  return {
    learn: (secret) => {
      const trimmed = secret.trim();
      if (trimmed.length < shortestLearnable || plain.has(trimmed)) return;
      for (const form of plainForms(trimmed)) plain.add(form);
      for (const form of base64Forms(trimmed)) encoded.add(form);
      forms = [...[...plain].map(asPlain), ...[...encoded].map(asBase64)].sort((a, b) => b.text.length - a.text.length);
    },
    redact: (text) => maskShapes(forms.reduce(maskForm, text)),
  };
}

/** The last characters, by which people recognise a key: never more than a quarter of it, at most four. */
export function hintOf(secret: string): string {
  const shown = Math.min(4, Math.floor(secret.length / 4));
  return shown === 0 ? '…' : `…${secret.slice(-shown)}`;
}

type Form = { readonly text: string; readonly base64: boolean };
const asPlain = (text: string): Form => ({ text, base64: false });
const asBase64 = (text: string): Form => ({ text, base64: true });

function plainForms(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret.toWellFormed());
  const json = JSON.stringify(secret).slice(1, -1);
  const lowerHex = percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  // A JSON text inside a JSON log line is escaped twice.
  return [secret, percent, lowerHex, form, json, JSON.stringify(json).slice(1, -1)];
}

/**
 * What stays the same of the secret's base64 whatever stands before and after it (`apikey:`, an account name):
 * one form for each of the three positions in which base64 can meet it.
 */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const stable = text.slice(first, last);
    return stable.length < shortestLearnable ? [] : [stable, stable.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function maskForm(text: string, form: Form): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(form.text); at !== -1; at = text.indexOf(form.text, from)) {
    const [start, end] = form.base64 ? base64Run(text, at, form.text.length, from) : [at, at + form.text.length];
    result += text.slice(from, start) + mask;
    from = end;
  }
  return from === 0 ? text : result + text.slice(from);
}

/** The whole base64 word around a find: its rest holds the account, and the secret's first and last bits. */
function base64Run(text: string, at: number, length: number, floor: number): readonly [number, number] {
  let [start, end] = [at, at + length];
  while (start > floor && isBase64(text.charAt(start - 1))) start -= 1;
  while (end < text.length && isBase64(text.charAt(end))) end += 1;
  return [start, end];
}

const isBase64 = (character: string): boolean => /[\w+/=-]/.test(character);

/** Each keeps its first group and loses the rest. */
const shapes: readonly RegExp[] = [
  // Header fields as text, as JSON and as JSON within JSON.
  /(\b(?:proxy-)?(?:authorization|x-api-key|api-key|private-token|set-cookie|cookie)\b[\\"']*\s*[:=][[\s"'\\]*)(?!\[redacted\])[^"'\\\r\n]+/gi,
  // "Basic authentication" is prose: a value has a digit, padding or mixed case.
  /(\b(?:[Bb]earer|[Bb]asic)\s+)(?=[\w.~+/=-]*(?:\d|=|[a-z][A-Z]))[\w.~+/-]{6,}=*/g,
  /(\b(?:access_token|refresh_token|api_token|token|api_?key|password|client_secret)=)(?!\[redacted\])[^&\s"'#<>\\]+/gi,
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"']*:)[^\s/@"']+(?=@)/gi,
  new RegExp(`()\\b(?:${tokenShapes.map(({ pattern }) => pattern.source).join('|')})`, 'g'),
  /()\bpk_\w{8,}/g,
];

function maskShapes(text: string): string {
  return shapes.reduce((result, shape) => result.replace(shape, `$1${mask}`), text);
}
