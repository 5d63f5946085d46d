import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor, hintOf } from '../../../src/secrets/redaction.ts';

const secret = 'p4ss/"wörd"+ünd=mehr';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function redactorFor(...secrets: string[]) {
  const redactor = createRedactor();
  for (const each of secrets) redactor.learn(each);
  return redactor;
}

describe('a learned secret is masked', () => {
  const { redact } = redactorFor(secret);
  const forms: readonly (readonly [string, string])[] = [
    ['as it is', secret],
    ['in an address', encodeURIComponent(secret)],
    ['in an address with small hex digits', encodeURIComponent(secret).toLowerCase()],
    ['in a form body', new URLSearchParams({ q: secret }).toString().slice(2)],
    ['in JSON', JSON.stringify({ q: secret })],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ q: secret }) })],
    ['as base64', base64(secret)],
    ['as the password of OpenProject', base64(`apikey:${secret}`)],
    ['as the password of any account', base64(`ada@example.org:${secret}`)],
    ['as base64url', Buffer.from(`x:${secret}`).toString('base64url')],
  ];
  test.each(forms)('%s', (_, form) => {
    const line = `before ${form} after`;
    expect(redact(line)).not.toContain(form);
    expect(redact(line)).toContain('[redacted]');
    expect(redact(line)).toMatch(/^before .* after$/);
  });

  test('in every place, also where two secrets meet', () => {
    const both = redactorFor('first-secret', 'second-secret');
    expect(both.redact('first-secretsecond-secret, first-secret')).toBe('[redacted][redacted], [redacted]');
  });

  test('whole, when it holds another one', () => {
    expect(redactorFor('abcd', 'abcd-efgh').redact('x abcd-efgh y')).toBe('x [redacted] y');
  });

  test('whatever it is and whatever stands around it', () => {
    const text = fc.string({ unit: 'binary', minLength: 6 }).filter((each) => each.trim() === each);
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (key, before, after) => {
        const learned = redactorFor(key);
        // A mask may touch its neighbours, so only what could stand for the secret itself is looked for.
        if ('[redacted]'.includes(key) || before.includes(key) || after.includes(key)) return;
        expect(learned.redact(`<<${key}>>`)).not.toContain(key);
        const encoded = base64(before + key + after);
        expect(learned.redact(encoded)).toBe('[redacted]');
      }),
      { numRuns: 50 },
    );
  });
});

describe('an unknown key is masked by its shape', () => {
  const { redact } = createRedactor();
  test.each([
    ['token ATATT3xFfGF0abc_DEF-ghi=1A2B3C4D used', 'token [redacted] used'],
    ['key pk_12345_ABCDEFGH1234 used', 'key [redacted] used'],
    ['key opapi-0123456789abcdef used', 'key [redacted] used'],
    ['env GITHUB_TOKEN=ghp_abcdefghijklmnopqrstuvwxyz0123456789, ok', 'env GITHUB_TOKEN=[redacted], ok'],
    ['slack "xoxb-123456789012-abcdefghij"', 'slack "[redacted]"'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: [redacted]'],
    ['{"authorization":"Bearer abc.def","a":1}', '{"authorization":"[redacted]","a":1}'],
    ['{"authorization":["Bearer abc.def"],"a":1}', '{"authorization":["[redacted]"],"a":1}'],
    ['{"b":"{\\"authorization\\":\\"pk_1\\"}"}', '{"b":"{\\"authorization\\":\\"[redacted]\\"}"}'],
    ['sent Bearer abc123def456', 'sent Bearer [redacted]'],
    [
      'GET https://tp.example/api?access_token=abc%3D&take=5',
      'GET https://tp.example/api?access_token=[redacted]&take=5',
    ],
    ['GET /api?take=5&token=abc HTTP/1.1', 'GET /api?take=5&token=[redacted] HTTP/1.1'],
    ['https://ada:s3cret@jira.example/x', 'https://ada:[redacted]@jira.example/x'],
    ['cookie: JSESSIONID=abc; other=def', 'cookie: [redacted]'],
  ])('%s', (line, masked) => {
    expect(redact(line)).toBe(masked);
  });

  test.each([
    'Basic authentication failed for Ada',
    'The bearer of this letter',
    'https://jira.example:8443/browse/PROJ-12',
    'The token is missing',
  ])('but prose stays: %s', (line) => {
    expect(redact(line)).toBe(line);
  });
});

describe('what stays readable', () => {
  test('a secret of three characters is not masked, it would eat the log', () => {
    expect(redactorFor('the').redact('the end of the line')).toBe('the end of the line');
  });

  test('half a character in a secret does no harm', () => {
    expect(redactorFor('abcd\ud800').redact('x abcd\ud800 y')).toBe('x [redacted] y');
  });

  test('a log line stays JSON', () => {
    const line = JSON.stringify({ message: `got ${secret}`, headers: { authorization: `Bearer ${secret}` } });
    expect(() => JSON.parse(redactorFor(secret).redact(line)) as unknown).not.toThrow();
  });
});

describe('a hint', () => {
  test.each([
    ['ATATT3xFfGF09f3a', '…9f3a'],
    ['0123456789ab', '…9ab'],
    ['secret', '…t'],
    ['abc', '…'],
  ])('of %s is %s: at most four characters, at most a quarter', (key, hint) => {
    expect(hintOf(key)).toBe(hint);
  });
});
