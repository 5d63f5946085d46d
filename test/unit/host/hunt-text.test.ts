import { expect, it } from 'vitest';
import { huntText } from '../../../src/host/hunt-text.ts';

it('shows names from other people’s files without what would command a terminal', () => {
  const find = {
    ...{ id: 'a', path: '/projects/\u001B]0;title\u0007.env', line: 1, source: 'project' as const },
    ...{ server: 'x\u001B[2J\u202E\n', field: 'env' as const, changedAt: '2026-11-21T10:00:00.000Z', risks: [] },
  };
  const none = { client: 0, 'client-backup': 0, 'own-backup': 0, project: 1 };
  const text = huntText({
    ...{ at: '2026-11-21T10:00:00.000Z', durationMs: 1, clients: [], unread: [] },
    looked: { ...none, 'env-file': 0, 'settings-file': 0, 'shell-profile': 0 },
    groups: [{ id: 'g', what: 'a key', certainty: 'certain', hint: '…9f3a', finds: [find] }],
  });
  expect(text).toContain('/projects/\uFFFD]0;title\uFFFD.env');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202E]/u);
});
