import { json, type Answer } from '../server/answer.ts';
import { route, type Call, type Route } from '../server/call.ts';
import { issueKey, jiraTime } from './issue.ts';
import { scopes, type Jira } from './jira.ts';

const at = '/rest/dev-status/latest/issue';

/** The first issue of the first project has a branch with a commit and a pull request. */
function hasCode(jira: Jira, call: Call): boolean {
  const issue = jira.world.findIssue(call.query.get('issueId') ?? '', call.identity);
  return issue?.number === 3 && issue.project === jira.world.projects[0]?.key;
}

const overall = (count: number) => ({
  overall: { count, lastUpdated: null },
  byInstanceType: count === 0 ? {} : { GitHub: { count, name: 'GitHub' } },
});

function getSummary(jira: Jira, call: Call): Answer {
  const count = hasCode(jira, call) ? 1 : 0;
  const summary = {
    pullrequest: overall(count),
    branch: overall(count),
    repository: overall(count),
    build: overall(0),
  };
  return json({ errors: [], configErrors: [], summary });
}

const empty = { branches: [], pullRequests: [], repositories: [] };

function getDetail(jira: Jira, call: Call): Answer {
  const issue = jira.world.findIssue(call.query.get('issueId') ?? '', call.identity);
  if (issue === undefined || !hasCode(jira, call)) return json({ errors: [], detail: [] });
  const url = 'https://git.harbourpine.example/shop';
  const name = `${issueKey(issue)}-drawing`;
  const parts: Readonly<Record<string, object>> = {
    pullrequest: {
      pullRequests: [{ id: '#7', name: `${issueKey(issue)} Drawings`, status: 'OPEN', url: `${url}/pull/7` }],
    },
    branch: { branches: [{ name, url: `${url}/tree/${name}` }] },
    repository: {
      repositories: [
        {
          name: 'shop',
          url,
          commits: [
            {
              ...{ id: 'c0ffee1', displayId: 'c0ffee1', message: 'Draw the shelf to scale' },
              ...{ url: `${url}/commit/c0ffee1`, authorTimestamp: jiraTime(issue.updatedAt) },
            },
          ],
        },
      ],
    },
  };
  return json({ errors: [], detail: [{ ...empty, ...parts[call.query.get('dataType') ?? ''] }] });
}

/** What the development panel of an issue reads. Atlassian does not document it. */
export const developmentRoutes = (jira: Jira): Route[] => [
  route('GET', `${at}/summary`, 'closed', (call) => getSummary(jira, call), scopes.read),
  route('GET', `${at}/detail`, 'closed', (call) => getDetail(jira, call), scopes.read),
];
