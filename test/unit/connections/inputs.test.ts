import { describe, expect, it } from 'vitest';
import { newConnection } from '../../../src/connections/inputs.ts';

const input = (edits: object = {}) => ({
  provider: 'jira',
  address: 'https://example.atlassian.net',
  method: 'personal-access-token',
  secret: 'a-key',
  name: 'Site',
  ...edits,
});

describe('what the window sends', () => {
  it.each([
    ['an emoji', '👩‍👩‍👧 Team'],
    ['another script', 'فريق'],
    ['markup', '<b>Site</b>'],
  ])('takes a name with %s', (_, name) => {
    expect(newConnection.parse(input({ name })).name).toBe(name);
  });

  it.each([
    ['a name of two lines', { name: 'Site\n- Other' }],
    ['a name that turns the text around', { name: 'Site \u202Egnp' }],
    ['an address of ten thousand characters', { address: 'x'.repeat(10_000) }],
    ['a whole file pasted as the key', { secret: 'x'.repeat(100_000) }],
  ])('refuses %s', (_, edits) => {
    expect(newConnection.safeParse(input(edits)).success).toBe(false);
  });
});
