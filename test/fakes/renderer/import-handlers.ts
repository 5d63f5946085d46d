import type { CallOutput, HandlerOutput } from '../../../src/api/contract.ts';
import { ids } from './example-data.ts';
import type { HandlersOf } from './handlers-of.ts';

export const importId = '7c1f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7a10';
const candidateId = (number: number): string => `7c1f0a3e-6f0e-4c7a-9d3c-1f1f0c5b7b0${number}`;

/** One that is new, one that is here already, one that is not in use and lacks its account. */
export const examplePreview: CallOutput<'imports.look'> = {
  importId,
  candidates: [
    {
      ...{ id: candidateId(1), provider: 'openproject', name: 'OpenProject (projects.harbour.example)' },
      ...{ address: 'https://projects.harbour.example', account: '', method: 'api-key', needsAccount: false },
      ...{ hint: '…41bc', inUse: true, where: ['~/Project-Management-Agent/.env'] },
    },
    {
      ...{ id: candidateId(2), provider: 'jira', name: 'Jira (northwind.atlassian.net)', method: 'api-token' },
      ...{ address: 'https://northwind.atlassian.net', account: 'anna.berg@northwind.example', needsAccount: true },
      ...{ hint: '…9f3a', inUse: true, where: ['Cursor, ~/.cursor/mcp.json, server “mcp-atlassian”'] },
      same: { connectionId: ids.jira, name: 'Jira northwind', by: 'key' },
    },
    {
      ...{ id: candidateId(3), provider: 'jira', name: 'Old Jira', method: 'password', needsAccount: true },
      ...{ address: 'https://jira.harbour.example', account: '', hint: '…e7', inUse: false },
      where: ['pm_agent on db.harbour.example, row “Old Jira”'],
    },
  ],
  left: [
    { where: 'Zed, ~/.config/zed/settings.json, server “clickup”', why: 'It names ClickUp, but holds no key for it.' },
  ],
};

const failedReport: HandlerOutput<'imports.diagnose'> = {
  at: new Date().toISOString(),
  durationMs: 120,
  works: false,
  steps: [{ id: 'sign-in', title: 'Signing in', state: 'failed', durationMs: 80 }],
  problem: { code: 'bad-credentials', message: 'OpenProject did not accept this key.', next: 'Make a new one.' },
  text: 'Diagnosis',
};

export function createImportHandlers(): HandlersOf<'imports'> {
  return {
    'imports.look': () => examplePreview,
    'imports.run': ({ choices }) =>
      choices.map(({ id, name }) => {
        const found = examplePreview.candidates.find((each) => each.id === id);
        const [paused, stillIn] = [found?.inUse === false, [...(found?.where ?? [])]];
        return { id, outcome: { ok: true, connectionId: crypto.randomUUID(), name, paused, stillIn } };
      }),
    'imports.diagnose': () => failedReport,
    'imports.forget': () => ({}),
  };
}
