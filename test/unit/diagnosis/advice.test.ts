import { describe, expect, it } from 'vitest';
import { connectionFailure } from '../../../src/diagnosis/advice.ts';
import { connectionCodes } from '../../../src/lib/app-error.ts';
import type { FailureFacts } from '../../../src/diagnosis/failure-facts.ts';
import { problem } from '../../../src/lib/app-error.ts';

const facts: FailureFacts = { systemName: 'Jira', host: 'jira.example.com', status: 502 };

describe('the sentences for a failed connection', () => {
  it.each(connectionCodes)('say for %s what happened and what to do, one of each kind', (code) => {
    const { message, next } = problem.parse(connectionFailure(code, facts).toProblem());
    for (const text of [message, next]) {
      expect(text).toMatch(/^[A-Z].*[.”]$|^jira\.example\.com .*[.”]$/);
      expect(text).not.toMatch(/undefined|null|\bkey key\b/);
    }
  });

  it('are all different', () => {
    const messages = connectionCodes.map((code) => connectionFailure(code, facts).message);
    expect(new Set(messages).size).toBe(messages.length);
  });

  it('call the key what the user calls it', () => {
    const refused = connectionFailure('bad-credentials', { ...facts, keyName: 'personal access token' });
    expect(refused.message).toBe('Jira did not accept the personal access token.');
    expect(connectionFailure('bad-credentials', { ...facts, keyName: 'password' }).next).toContain('user name');
  });

  it('say how long to wait, never less than was asked', () => {
    const next = (retryAfterMs: number): string => connectionFailure('rate-limited', { ...facts, retryAfterMs }).next;
    expect(next(1)).toContain('1 second.');
    expect(next(61_000)).toContain('61 seconds');
    expect(next(601_000)).toContain('11 minutes');
    expect(next(7_300_000)).toContain('3 hours');
  });

  it('pass on the system’s words for a rejected query, on one line and not too long', () => {
    const detail = `Field ‘x’\u0000 does\n not \u202Eexist. ${'More. '.repeat(100)}`;
    const { message } = connectionFailure('query-rejected', { ...facts, detail });
    expect(message).toContain('Field ‘x’ does not exist.');
    expect(message).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(message.length).toBeLessThan(400);
  });

  it('pass them on for nothing that is about the key', () => {
    const aboutTheRequest = ['query-rejected', 'change-rejected', 'conflict', 'not-found'];
    for (const code of connectionCodes.filter((each) => !aboutTheRequest.includes(each))) {
      expect(connectionFailure(code, { ...facts, detail: 'said-by-the-system' }).message).not.toContain('said-by');
    }
  });

  it('name what is wrong with a certificate', () => {
    const faults = ['expired', 'not-yet-valid', 'self-signed', 'unknown-authority', 'wrong-host', 'revoked', 'not-tls'];
    const said = faults.map((tlsFault) =>
      connectionFailure('tls-failure', { ...facts, tlsFault: tlsFault as FailureFacts['tlsFault'] }),
    );
    expect(new Set(said.map(({ message }) => message)).size).toBe(faults.length);
  });
});
