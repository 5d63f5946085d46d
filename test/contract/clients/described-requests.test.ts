import { expect, it } from 'vitest';
import { canDescribeRequests, describeRequests } from './described-requests.ts';
import type { Sent } from './sent-requests.ts';

const base = 'https://example.atlassian.net';
const sent = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Sent => ({
  ...{ method, url: new URL(`/rest/api/3/${path}`, base) },
  headers: new Headers({ 'content-type': 'application/json', ...headers }),
  body: body === undefined ? undefined : JSON.stringify(body),
});

it.skipIf(!canDescribeRequests()).each<[string, Sent, RegExp]>([
  ['a call there is not', sent('GET', 'issues/EX-1'), /^GET \/rest\/api\/3\/issues\/EX-1$/],
  ['another method', sent('PATCH', 'issue/EX-1', {}), /^PATCH \/rest\/api\/3\/issue\/EX-1$/],
  ['a query name there is not', sent('GET', 'issue/EX-1?field=summary'), /\{issueIdOrKey\} \?field$/],
  ['a body of another shape', sent('POST', 'issue/EX-1/worklog', { timeSpentSeconds: 'an hour' }), /must be integer/],
  ['a body of another kind', sent('POST', 'issue', {}, { 'content-type': 'text/plain' }), /sends text\/plain/],
  ['a body where none belongs', sent('DELETE', 'issue/EX-1', {}), /may be nothing/],
  [
    'an upload without its header',
    sent('POST', 'issue/EX-1/attachments', '', { 'content-type': 'multipart/form-data; boundary=x' }),
    /lacks X-Atlassian-Token/,
  ],
])('the check of what is sent objects to %s', async (_, request, objection) => {
  const { objections } = await describeRequests('jiraCloud', base, [request], []);
  expect(objections).toContainEqual(expect.stringMatching(objection));
});

it.skipIf(!canDescribeRequests())('the check of what is sent lets through what is right, and names it', async () => {
  const right = sent('POST', 'issue/EX-1/worklog?notifyUsers=false', { timeSpentSeconds: 60 });
  const elsewhere: Sent = { ...right, url: new URL('https://files.example/x?y=1') };
  expect(await describeRequests('jiraCloud', base, [right, elsewhere], [])).toEqual({
    operations: ['POST /rest/api/3/issue/{issueIdOrKey}/worklog'],
    objections: [],
  });
});
