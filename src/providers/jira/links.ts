import { readForField } from '../field-reading.ts';
import { z } from 'zod';
import { isSameName } from '../name-match.ts';
import type { LinkInput, SeveralOf } from '../writes.ts';
import { findPerson } from './people.ts';
import { refuse, refuseUnknown } from './refusals.ts';
import { issuePath, type JiraSite } from './site.ts';
import type { Step } from './steps.ts';
import { linkTypes, remoteLinks, watcherList, type Issue } from './wire.ts';

const webLink = /^https?:\/\//i;
export const isWeb = ({ to }: LinkInput): boolean => webLink.test(to);

type Direction = { readonly name: string; readonly isOutward: boolean };

/** "blocks" and "is blocked by" are the two ends of one type; its own name stands for the outward one. */
async function direction({ api, root }: JiraSite, wanted: string, signal?: AbortSignal): Promise<Direction> {
  const { issueLinkTypes: all } = await api.get(`${root}/issueLinkType`, undefined, linkTypes, signal);
  const outward = all.find((each) => isSameName(each.outward, wanted) || isSameName(each.name, wanted));
  if (outward !== undefined) return { name: outward.name, isOutward: true };
  const inward = all.find((each) => isSameName(each.inward, wanted));
  if (inward !== undefined) return { name: inward.name, isOutward: false };
  throw refuseUnknown('link type', wanted, [...new Set(all.flatMap((each) => [each.outward, each.inward]))]);
}

const briefly = z.object({ key: z.string(), fields: z.object({ project: z.object({ id: z.string() }) }) });

/** The linked issue by its present key, and the project it lies in, which counts as written to. */
export async function linkTarget(site: JiraSite, to: string, signal?: AbortSignal) {
  const { key, fields } = await site.api.get(issuePath(site, to), { fields: 'project' }, briefly, signal);
  return { key, projectId: fields.project.id };
}

export type LinkSteps = { readonly steps: readonly Step[]; readonly projects: readonly string[] };

export async function linksToAdd(
  site: JiraSite,
  links: readonly LinkInput[],
  signal?: AbortSignal,
): Promise<LinkSteps> {
  const all = await Promise.all(
    links.map((link) => (isWeb(link) ? Promise.resolve(webLinkToAdd(site, link)) : linkToAdd(site, link, signal))),
  );
  return {
    steps: all.map(({ step }) => step),
    projects: all.flatMap(({ projectId }) => projectId ?? []),
  };
}

type ToAdd = { readonly step: Step; readonly projectId?: string };

function webLinkToAdd(site: JiraSite, { to, type }: LinkInput): ToAdd {
  const object = { url: to, title: isSameName(type, 'web link') || type === '' ? to : type };
  return {
    step: {
      field: 'links',
      run: (key, signal) =>
        site.api.request({ method: 'POST', path: issuePath(site, key, '/remotelink'), body: { object }, signal }),
    },
  };
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links/: from the inward issue to the outward one. */
async function linkToAdd(site: JiraSite, { type, to }: LinkInput, signal?: AbortSignal): Promise<ToAdd> {
  const { name, isOutward } = await direction(site, type, signal);
  const { key: other, projectId } = await readForField('links', to, linkTarget(site, to, signal));
  const body = (key: string) => ({
    type: { name },
    inwardIssue: { key: isOutward ? key : other },
    outwardIssue: { key: isOutward ? other : key },
  });
  const path = `${site.root}/issueLink`;
  return {
    projectId,
    step: {
      field: 'links',
      run: (key, again) => site.api.request({ method: 'POST', path, body: body(key), signal: again }),
    },
  };
}

export async function linksToRemove(
  site: JiraSite,
  issue: Issue,
  links: readonly LinkInput[],
  signal?: AbortSignal,
): Promise<LinkSteps> {
  const steps: Step[] = [];
  const projects: string[] = [];
  for (const link of links) {
    if (isWeb(link)) steps.push(await webLinkToRemove(site, issue.key, link, signal));
    else {
      steps.push(linkToRemove(site, issue, link));
      projects.push((await linkTarget(site, link.to, signal)).projectId);
    }
  }
  return { steps, projects };
}

function linkToRemove(site: JiraSite, issue: Issue, { type, to }: LinkInput): Step {
  const found = (issue.fields.issuelinks ?? []).find((each) => {
    const words = each.outwardIssue ? each.type.outward : each.type.inward;
    const other = each.outwardIssue ?? each.inwardIssue;
    return isSameName(other?.key, to) && (isSameName(words, type) || isSameName(each.type.name, type));
  });
  if (found === undefined)
    throw refuse(`${issue.key} has no link “${type} ${to}”.`, 'get_item with include links shows those there are.');
  const path = `${site.root}/issueLink/${encodeURIComponent(found.id)}`;
  return { field: 'links', run: (_, signal) => site.api.request({ method: 'DELETE', path, signal }) };
}

async function webLinkToRemove(site: JiraSite, key: string, { to }: LinkInput, signal?: AbortSignal): Promise<Step> {
  const all = await site.api.get(issuePath(site, key, '/remotelink'), undefined, remoteLinks, signal);
  const found = all.find(({ object }) => object.url === to);
  if (found === undefined)
    throw refuse(`${key} has no link to ${to}.`, 'get_item with include links shows those there are.');
  const path = issuePath(site, key, `/remotelink/${encodeURIComponent(found.id)}`);
  return { field: 'links', run: (_, again) => site.api.request({ method: 'DELETE', path, signal: again }) };
}

type People = NonNullable<SeveralOf['watchers']>;

export async function watcherSteps(
  site: JiraSite,
  people: People,
  action: 'add' | 'remove',
  signal?: AbortSignal,
): Promise<{ steps: readonly Step[]; names: readonly string[] }> {
  const found = await Promise.all(people.map((name) => findPerson(site, name, {}, signal)));
  const parameter = site.isCloud ? 'accountId' : 'username';
  const step = (id: string): Step => ({
    field: 'watchers',
    run: (key, again) => {
      const path = issuePath(site, key, '/watchers');
      return action === 'add'
        ? site.api.request({ method: 'POST', path, body: id, signal: again })
        : site.api.request({ method: 'DELETE', path, query: { [parameter]: id }, signal: again });
    },
  });
  return { steps: found.map(({ id }) => step(id)), names: found.map(({ name }) => name) };
}

/** Watchers and links to pages, in words: they are no fields of an issue. Only those that are to change are read. */
export async function readExtras(
  site: JiraSite,
  key: string,
  wanted: { readonly watchers: boolean; readonly webLinks: boolean },
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const put = (name: string, words: readonly string[]): void => {
    if (words.length > 0) found.set(name, words.join(', '));
  };
  if (wanted.watchers) {
    const { watchers } = await site.api.get(issuePath(site, key, '/watchers'), undefined, watcherList, signal);
    put(
      'watchers',
      watchers.map(({ displayName, name, accountId }) => displayName || name || accountId || ''),
    );
  }
  if (wanted.webLinks) {
    const links = await site.api.get(issuePath(site, key, '/remotelink'), undefined, remoteLinks, signal);
    put(
      'web links',
      links.map(({ object }) => object.url),
    );
  }
  return found;
}
