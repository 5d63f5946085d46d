import type { HandlerOutput } from '../../../src/api/contract.ts';
import { daysAgo } from './example-data.ts';
import type { HandlersOf } from './handlers-of.ts';

type State = HandlerOutput<'hunt.state'>;
type Group = NonNullable<State['report']>['groups'][number];
type Plan = HandlerOutput<'hunt.plan'>;

/** A computer on which two keys lie about, whose state tests may change. */
export type FakeHunt = {
  state: State;
  plan: Plan;
  remaining: Group['finds'][number][];
  outcome: 'clean' | 'still-there';
  readonly handlers: HandlersOf<'hunt'>;
};

const claudeFile = '/Users/anna/Library/Application Support/Claude/claude_desktop_config.json';

const jiraFind: Group['finds'][number] = {
  id: 'f1',
  path: claudeFile,
  line: 9,
  source: 'client',
  client: 'claude-desktop',
  clientName: 'Claude Desktop',
  server: 'jira',
  field: 'env',
  name: 'JIRA_API_TOKEN',
  changedAt: daysAgo(40),
  risks: ['others-can-read'],
};
const envFind: Group['finds'][number] = {
  id: 'f2',
  path: '/Users/anna/projects/report/.env',
  line: 2,
  source: 'env-file',
  field: 'value',
  name: 'JIRA_API_TOKEN',
  changedAt: daysAgo(12),
  madeAt: daysAgo(100),
  risks: ['in-git'],
};

const jiraGroup: Group = {
  id: 'g1',
  what: 'an API token of Atlassian’s cloud',
  provider: 'jira',
  certainty: 'certain',
  hint: '…9f3a',
  finds: [jiraFind, envFind],
};

export const gitHubGroup: Group = {
  id: 'g2',
  what: 'a GitHub token',
  certainty: 'certain',
  hint: '…77aa',
  finds: [
    {
      id: 'f3',
      path: '/Users/anna/.cursor/mcp.json',
      line: 6,
      source: 'client',
      client: 'cursor',
      clientName: 'Cursor',
      server: 'github',
      field: 'env',
      name: 'GITHUB_TOKEN',
      changedAt: daysAgo(3),
      risks: [],
    },
  ],
};

export const exampleReport: NonNullable<State['report']> = {
  at: daysAgo(0),
  durationMs: 84,
  looked: {
    client: 6,
    'client-backup': 2,
    'own-backup': 1,
    project: 0,
    'env-file': 1,
    'settings-file': 0,
    'shell-profile': 2,
  },
  clients: ['Claude Desktop', 'Cursor', 'Zed'],
  groups: [jiraGroup, gitHubGroup],
  unread: [],
};

const jiraPlan: Plan = {
  group: jiraGroup,
  proposals: [
    {
      provider: 'jira',
      name: 'Jira (northwind.atlassian.net)',
      address: 'https://northwind.atlassian.net',
      method: 'api-token',
    },
  ],
  existing: [],
  profile: { name: 'jira', variables: ['JIRA_API_TOKEN'] },
  places: [
    { find: jiraFind, choices: ['replace', 'remove', 'run'], suggested: 'replace' },
    { find: envFind, choices: ['empty'], advice: 'Programs that read this file get no key from it afterwards.' },
  ],
};

const diff = '@@ -8,3 +8,2 @@\n   "env": {\n-    "JIRA_API_TOKEN": "●●●●"\n   }\n';

export function createHuntHandlers(): FakeHunt {
  const hunt: FakeHunt = {
    state: { report: exampleReport, places: ['/Users/anna/projects'], history: [] },
    plan: jiraPlan,
    remaining: [],
    outcome: 'clean',
    handlers: {
      'hunt.state': () => hunt.state,
      'hunt.scan': () => {
        hunt.state = { ...hunt.state, report: exampleReport };
        return exampleReport;
      },
      'hunt.cancel': () => ({}),
      'hunt.addPlace': ({ path }) => {
        hunt.state = { ...hunt.state, places: [...hunt.state.places, path] };
        return {};
      },
      'hunt.removePlace': ({ path }) => {
        hunt.state = { ...hunt.state, places: hunt.state.places.filter((each) => each !== path) };
        return {};
      },
      'hunt.plan': () => hunt.plan,
      'hunt.preview': ({ changes }) =>
        hunt.plan.places
          .filter(({ find }) => changes.some(({ findId }) => findId === find.id))
          .map(({ find: { path } }) => ({ path, diff, fingerprint: `print of ${path}` })),
      'hunt.move': ({ connections, profileName, fingerprints }) => {
        const move: State['history'][number] = {
          id: crypto.randomUUID(),
          at: daysAgo(0),
          what: hunt.plan.group.what,
          hint: hunt.plan.group.hint,
          connections: connections.map(({ name }) => ({ id: crypto.randomUUID(), name })),
          ...(profileName !== undefined && { profile: { id: 'github', name: profileName } }),
          files: fingerprints.map(({ path }) => ({ path, outcome: hunt.outcome })),
          state: 'done',
        };
        hunt.state = { ...hunt.state, history: [move, ...hunt.state.history] };
        return { move, remaining: hunt.remaining };
      },
      'hunt.putBack': ({ moveId }) => {
        const history = hunt.state.history.map((each) =>
          each.id === moveId ? { ...each, state: 'put-back' as const } : each,
        );
        hunt.state = { ...hunt.state, history };
        return { files: [] };
      },
      'hunt.forget': ({ moveId }) => {
        const history = hunt.state.history.map((each) =>
          each.id === moveId ? { ...each, state: 'forgotten' as const } : each,
        );
        hunt.state = { ...hunt.state, history };
        return {};
      },
    },
  };
  return hunt;
}
