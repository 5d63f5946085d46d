import type { Fault } from '../simulator-samples.ts';
import type { Deployment } from '../../../src/providers/provider.ts';

/** What the files say of requests and real Jiras do not hold to. */
export const jiraRequestFaults: Readonly<Record<Deployment, readonly Fault[]>> = {
  cloud: [],
  'data-center': [
    { where: /\/fields\/\w+ must be object/, reason: 'all values of fields are declared objects' },
    { where: /\/transitions \?expand$/, reason: 'the text names it, the parameters do not' },
  ],
};

const issue = '/API/issue/{issueIdOrKey}';
/** What the tests of writing bring about, with `API` for `rest/api/3` or `rest/api/2`. */
export const everyWrite = [
  'DELETE /API/attachment/{id}',
  `DELETE ${issue}`,
  `DELETE ${issue}/comment/{id}`,
  `DELETE ${issue}/remotelink/{linkId}`,
  `DELETE ${issue}/watchers`,
  `DELETE ${issue}/worklog/{id}`,
  'DELETE /API/issueLink/{linkId}',
  'POST /API/issue',
  `POST ${issue}/attachments`,
  `POST ${issue}/comment`,
  `POST ${issue}/remotelink`,
  `POST ${issue}/transitions`,
  `POST ${issue}/watchers`,
  `POST ${issue}/worklog`,
  'POST /API/issueLink',
  'POST /rest/agile/1.0/backlog/issue',
  'POST /rest/agile/1.0/sprint/{sprintId}/issue',
  `PUT ${issue}`,
  `PUT ${issue}/comment/{id}`,
  `PUT ${issue}/worklog/{id}`,
];
