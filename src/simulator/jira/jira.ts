import type { Person } from '../company/people.ts';
import type { Project } from '../company/work-item.ts';
import { json, Refusal, type Answer } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import type { Dialect } from './dialect.ts';
import type { Writer } from './editing.ts';
import type { Issue } from './issue.ts';
import { JiraRenderer } from './render.ts';
import type { JiraWorld } from './world.ts';

export type Jira = { readonly world: JiraWorld; readonly dialect: Dialect };

/** The scopes a scoped token needs. */
export const scopes = { read: 'read:jira-work', write: 'write:jira-work', user: 'read:jira-user' } as const;

export const rendererFor = ({ world, dialect }: Jira, call: Call): JiraRenderer =>
  new JiraRenderer(world, dialect, call.base);

export const jiraError = (message: string, status: number): Answer =>
  json({ errorMessages: [message], errors: {} }, status);

export const refuse = (message: string, status: number): Refusal => new Refusal(jiraError(message, status));

export const fieldError = (field: string, message: string): Refusal =>
  new Refusal(json({ errorMessages: [], errors: { [field]: message } }, 400));

export function issueOf({ world }: Jira, call: Call): Issue {
  const issue = world.findIssue(call.param('issueIdOrKey'), call.identity);
  if (issue === undefined) throw refuse('Issue does not exist or you do not have permission to see it.', 404);
  return issue;
}

export function projectOf({ world }: Jira, call: Call): Project {
  const key = call.param('projectIdOrKey');
  const project = world.findProject(key, call.identity);
  if (project === undefined) throw refuse(`No project could be found with key '${key}'.`, 404);
  return project;
}

export function person(call: Call): Person {
  if (call.identity.kind !== 'known') throw new Error('A closed route was answered for nobody.');
  return call.identity.person;
}

export const writer = (call: Call): Writer => ({ person: person(call), now: call.now });

/** Offset pages as Jira's older lists have them. */
export function page<T>(all: readonly T[], startAt: number, maxResults: number) {
  const values = all.slice(startAt, startAt + maxResults);
  return { startAt, maxResults, total: all.length, values, isLast: startAt + values.length >= all.length };
}
