import { expect, it } from 'vitest';
import type { Credential } from '../../../src/connections/credential.ts';
import { withTokenFacts } from '../../../src/connections/token-facts.ts';

const typed: Credential = {
  ...{ field: 'personal-access-token', home: 'keychain', hint: '…9f3a', version: 2 },
  ...{ createdAt: '2026-11-20T12:00:00.000Z', expiresAt: '2027-01-01', expiryFrom: 'user' },
};

it('takes the word of the system over what was typed', () => {
  const createdAt = '2026-10-01T08:00:00.000Z';
  const told = withTokenFacts(typed, { tokenId: '7', createdAt, expiresAt: '2026-12-30' });
  expect(told).toEqual({ ...typed, tokenId: '7', createdAt, expiresAt: '2026-12-30', expiryFrom: 'system' });
});

it('notes that a token does not end where the system says so', () => {
  const { expiresAt, expiryFrom, createdAt } = withTokenFacts(typed, { tokenId: '7' });
  expect([expiresAt, expiryFrom, createdAt]).toEqual([undefined, 'system', typed.createdAt]);
});

it('keeps what is known where the system tells nothing', () => {
  expect(withTokenFacts(typed, undefined)).toEqual(typed);
});
