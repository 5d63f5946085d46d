import { z } from 'zod';
import type { DevelopmentEntry } from '../item-parts.ts';
import { optionalField } from '../vendor-fields.ts';
import { readAll } from './collections.ts';
import type { Context } from './context.ts';
import { idIn } from './hrefs.ts';
import type { WorkPackage } from './schemas.ts';

const text = optionalField(z.string());
const pullRequest = z.object({
  number: optionalField(z.number()),
  title: text,
  state: text,
  merged: optionalField(z.boolean()),
  htmlUrl: text,
  repository: text,
});
const revision = z.object({
  formattedIdentifier: text,
  message: optionalField(z.object({ raw: text })),
  _links: optionalField(z.object({ showRevision: optionalField(z.object({ href: text })) })),
});

/** What the GitHub and GitLab plug-ins and a connected repository know; each is asked only where it shows itself. */
export async function developmentOf(
  context: Context,
  { id, _links }: WorkPackage,
  signal?: AbortSignal,
): Promise<{ development?: DevelopmentEntry[] }> {
  const { api } = context;
  const at = `/api/v3/work_packages/${encodeURIComponent(id)}`;
  const requests = ['github_pull_requests', 'gitlab_merge_requests'].filter(
    (name) => idIn(hrefOf(_links[name])) === name,
  );
  const found = await Promise.all(requests.map((name) => readAll(api, `${at}/${name}`, {}, pullRequest, signal)));
  const hasRepository = hrefOf(_links['revisions']) !== undefined && requests.length > 0;
  const commits = hasRepository ? await readAll(api, `${at}/revisions`, {}, revision, signal) : [];
  if (requests.length === 0) return {};
  return { development: [...found.flat().map(toRequest), ...commits.map((each) => toCommit(context.baseUrl, each))] };
}

const hrefOf = (link: unknown): string | undefined => z.object({ href: z.string() }).safeParse(link).data?.href;

function toRequest({
  number,
  title,
  state,
  merged,
  htmlUrl,
  repository,
}: z.output<typeof pullRequest>): DevelopmentEntry {
  const place = [repository, number === undefined ? undefined : `#${String(number)}`].filter(Boolean).join(' ');
  const words = [title, place === '' ? undefined : `(${place})`].filter(Boolean).join(' ');
  return { kind: 'pull-request', title: words, state: merged === true ? 'merged' : state, url: htmlUrl };
}

function toCommit(
  baseUrl: string,
  { formattedIdentifier, message, _links }: z.output<typeof revision>,
): DevelopmentEntry {
  const [subject = ''] = (message?.raw ?? '').split('\n');
  const href = _links?.showRevision?.href;
  const url = href === undefined || !URL.canParse(href, baseUrl) ? undefined : new URL(href, baseUrl).href;
  return { kind: 'commit', title: [formattedIdentifier, subject].filter(Boolean).join(' '), url };
}
