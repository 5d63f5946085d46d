import pLimit from 'p-limit';
import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { DevelopmentEntry } from '../item-parts.ts';
import type { Item } from '../vocabulary.ts';
import { mostAtOnce, type JiraSite } from './site.ts';
import type { Issue } from './wire.ts';

const path = 'rest/dev-status/latest/issue';
const dataTypes = ['pullrequest', 'branch', 'repository', 'build', 'deployment-environment'];

const summary = z.object({
  summary: z.record(
    z.string(),
    z.object({ byInstanceType: z.record(z.string(), z.unknown()).catch({}) }).catch({ byInstanceType: {} }),
  ),
});
const linked = z.object({
  name: z.string().catch(''),
  url: z.string().optional().catch(undefined),
  status: z.string().optional().catch(undefined),
});
const commit = z.object({
  message: z.string().catch(''),
  displayId: z.string().catch(''),
  url: z.string().optional().catch(undefined),
});
const detail = z.object({
  detail: z.array(
    z.object({
      pullRequests: z.array(linked).catch([]).default([]),
      branches: z.array(linked).catch([]).default([]),
      repositories: z
        .array(z.object({ commits: z.array(commit).catch([]).default([]) }))
        .catch([])
        .default([]),
      builds: z.array(linked).catch([]).default([]),
      deployments: z.array(linked).catch([]).default([]),
    }),
  ),
});
type Detail = z.infer<typeof detail>['detail'][number];

const mostEntries = 40;

/** Branches, commits and pull requests, from what the development panel reads. Atlassian does not document it, so its absence is told and no failure. */
export async function development(site: JiraSite, issue: Issue, signal?: AbortSignal): Promise<Partial<Item>> {
  try {
    const all = await readAll(site, issue.id ?? '', signal);
    const isCut = all.length > mostEntries;
    return {
      development: all.slice(0, mostEntries),
      ...(isCut
        ? { notes: [`Only ${String(mostEntries)} of ${String(all.length)} development entries are shown.`] }
        : {}),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
    return { notes: ['Development information could not be read: this Jira, or this key, does not give it.'] };
  }
}

async function readAll(site: JiraSite, issueId: string, signal?: AbortSignal): Promise<DevelopmentEntry[]> {
  const { summary: found } = await site.api.get(`${path}/summary`, { issueId }, summary, signal);
  const asked = dataTypes.flatMap((dataType) =>
    Object.keys(found[dataType]?.byInstanceType ?? {}).map((applicationType) => ({
      issueId,
      applicationType,
      dataType,
    })),
  );
  const limit = pLimit(mostAtOnce);
  const details = await Promise.all(
    asked.map((query) => limit(() => site.api.get(`${path}/detail`, query, detail, signal))),
  );
  return details.flatMap((each) => each.detail.flatMap(entriesOf));
}

const linkedTo = (url: string | undefined) => (url !== undefined && /^https?:\/\//.test(url) ? { url } : {});

function entriesOf({ pullRequests, branches, repositories, builds, deployments }: Detail): DevelopmentEntry[] {
  const entry =
    (kind: DevelopmentEntry['kind']) =>
    (each: z.infer<typeof linked>): DevelopmentEntry => ({
      kind,
      title: each.name,
      ...(each.status === undefined ? {} : { state: each.status.toLowerCase() }),
      ...linkedTo(each.url),
    });
  const commits = repositories.flatMap((repository) => repository.commits);
  return [
    ...pullRequests.map(entry('pull-request')),
    ...branches.map(entry('branch')),
    ...commits.map(({ message, displayId, url }): DevelopmentEntry => {
      const title = `${displayId} ${message.split('\n')[0] ?? ''}`.trim();
      return { kind: 'commit', title, ...linkedTo(url) };
    }),
    ...builds.map(entry('build')),
    ...deployments.map(entry('deployment')),
  ];
}
