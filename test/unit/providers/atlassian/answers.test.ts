import { describe, expect, it } from 'vitest';
import { createAnswerReader } from '../../../../src/providers/atlassian/answers.ts';

const read = createAnswerReader({
  systemName: 'Jira',
  keyName: 'API token',
  baseUrl: 'https://jira.example.com',
  tokenPage: 'https://id.example/tokens',
});

const answer = (status: number, headers: Record<string, string> = {}, json?: unknown, text = '') =>
  read({ status, headers: new Headers(headers), json, text, url: 'https://jira.example.com/x' })?.code;

const seraph = (reason: string) => ({ 'x-seraph-loginreason': reason });

describe('what Atlassian says besides the status', () => {
  it.each([200, 401, 403])('is that a CAPTCHA locks the account, with %i', (status) => {
    expect(answer(status, seraph('AUTHENTICATION_DENIED'))).toBe('captcha');
    expect(answer(status, { 'x-authentication-denied-reason': 'CAPTCHA_CHALLENGE; login-url=https://x' })).toBe(
      'captcha',
    );
  });

  it('leads to the page that opens the lock', () => {
    const locked = read({
      status: 403,
      headers: new Headers(seraph('AUTHENTICATION_DENIED')),
      json: {},
      text: '',
      url: '',
    });
    expect(locked?.link).toBe('https://jira.example.com/login.jsp');
  });

  it('is that a good answer was given to a visitor', () => {
    expect(answer(200, seraph('AUTHENTICATED_FAILED'), {})).toBe('anonymous');
    expect(answer(200, { 'x-ausername': 'anonymous' }, {})).toBe('anonymous');
    expect(answer(200, {}, { type: 'anonymous' })).toBe('anonymous');
    expect(answer(400, { 'x-ausername': 'anonymous' }, { errorMessages: ['no project'] })).toBe('anonymous');
    expect(answer(404, seraph('AUTHENTICATED_FAILED'), {})).toBe('anonymous');
  });

  it('is that the key was refused', () => {
    expect(answer(401, seraph('AUTHENTICATED_FAILED'))).toBe('bad-credentials');
    expect(answer(403, seraph('AUTHENTICATED_FAILED'))).toBe('bad-credentials');
  });

  it('is that the token lacks a scope', () => {
    expect(answer(401, {}, { code: 401, message: 'Unauthorized; scope does not match' })).toBe('insufficient-scope');
  });

  it('is that passwords are switched off', () => {
    const text = 'Basic Authentication has been disabled on this instance.';
    expect(answer(403, {}, undefined, text)).toBe('forbidden');
  });

  it('is nothing for a good login, and for servers in trouble', () => {
    expect(answer(200, seraph('OK'), {})).toBeUndefined();
    expect(answer(200, seraph('AUTHENTICATED_FAILED, OK'), {})).toBeUndefined();
    expect(answer(200, { 'x-ausername': 'mia' }, {})).toBeUndefined();
    expect(answer(401, { 'x-ausername': 'anonymous' })).toBeUndefined();
    expect(answer(503, { 'x-ausername': 'anonymous' })).toBeUndefined();
    expect(answer(429, { 'x-ausername': 'anonymous' })).toBeUndefined();
  });
});
