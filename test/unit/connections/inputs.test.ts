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

  it('takes a key or the place where it is, one of them', () => {
    const reference = { kind: 'file', path: ' /run/secrets/jira ' };
    expect(newConnection.parse(input({ secret: undefined, reference })).reference).toEqual({
      kind: 'file',
      path: '/run/secrets/jira',
    });
    const messagesOf = (edits: object) =>
      newConnection.safeParse(input(edits)).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    expect(messagesOf({ reference })).toEqual(['reference: Enter the key or say where it is, not both.']);
    expect(messagesOf({ secret: undefined })).toEqual(['secret: Paste the key.']);
    expect(messagesOf({ secret: ' ' })).toEqual(['secret: Paste the key.']);
    expect(messagesOf({ secret: undefined, reference: { kind: 'env', name: 'A-B' } })).toEqual([
      'reference.name: Letters, digits and _ only.',
    ]);
  });
});
