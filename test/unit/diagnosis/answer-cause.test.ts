import { describe, expect, it } from 'vitest';
import { answerCause } from '../../../src/diagnosis/answer-cause.ts';

const answer = (status: number, text: string) => ({ status, text, headers: new Headers(), json: undefined });

describe('a network that is not let in', () => {
  it.each([
    'The IP address has been rejected because it is not on the allowed list. See your admin for more information.',
    'The owner of this website (example.com) has banned your IP address (203.0.113.7).',
    'Your IP address 203.0.113.7 is not whitelisted.',
    'Access from IP 203 is not allowed',
    'Request blocked by the IP allowlist',
    'Access denied from your IP',
  ])('is told by the words: %s', (words) => {
    expect(answerCause(answer(403, words))).toBe('address-blocked');
  });

  it.each([
    'You do not have permission.',
    'The clip is not allowed here.',
    'The tip was rejected.',
    'Equipment denied.',
  ])('is not suspected for: %s', (words) => {
    expect(answerCause(answer(403, words))).toBe('forbidden');
  });

  it('is not suspected for other answers with such words in them', () => {
    expect(answerCause(answer(500, 'IP not allowed'))).toBe('server-error');
  });
});

it('takes a 407 for the proxy’s', () => {
  expect(answerCause(answer(407, ''))).toBe('proxy-refused');
});
