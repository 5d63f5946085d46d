import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import type { Content } from './content.ts';
import { cloudPath, serverPath } from './parts.ts';
import type { SpaceInfo } from './spaces.ts';
import { v2, type Site } from './site.ts';
import { ancestorList, written } from './wire-parts.ts';
import { serverContent } from './wire.ts';

const titles = z.object({
  results: z.array(z.object({ id: z.union([z.string(), z.number()]).transform(String), title: z.string() })),
});

/** Titles are used once in a space; said before anything is written. */
export async function checkTitle(
  site: Site,
  { id, project }: SpaceInfo,
  title: string,
  except?: string,
  signal?: AbortSignal,
): Promise<void> {
  const { results } = site.isCloud
    ? await site.api.get(`${v2}/pages`, { 'space-id': id, title, limit: 5 }, titles, signal)
    : await site.api.get(`${site.v1}/content`, { spaceKey: project.id, title, limit: 5 }, titles, signal);
  const other = results.find((page) => page.id !== except && page.title.toLowerCase() === title.toLowerCase());
  if (other === undefined) return;
  throw new AppError(
    'change-rejected',
    `field title: the space “${project.name}” has a page “${other.title}” already (id ${other.id}).`,
    'Choose another title, or change that page.',
  );
}

/** The pages above one, so that none is moved below itself. */
export async function idsAbove(site: Site, id: string, signal?: AbortSignal): Promise<readonly string[]> {
  if (!site.isCloud) {
    const page = await site.api.get(serverPath(site, id), { expand: 'ancestors' }, serverContent, signal);
    return page.ancestors?.map((above) => above.id) ?? [];
  }
  const path = `${v2}/pages/${encodeURIComponent(id)}/ancestors`;
  const { results } = await site.api.get(path, { limit: 250 }, ancestorList, signal);
  return results.map((above) => above.id);
}

type NewPage = {
  readonly title: string;
  readonly space: SpaceInfo;
  readonly parentId: string | undefined;
  readonly storage: string;
};

export function createPage(site: Site, { title, space, parentId, storage }: NewPage, signal?: AbortSignal) {
  const body = { representation: 'storage', value: storage };
  if (site.isCloud) {
    const sent = { spaceId: space.id, status: 'current', title, parentId, body };
    return site.api.send({ method: 'POST', path: `${v2}/pages`, body: sent, signal }, written);
  }
  const ancestors = parentId === undefined ? {} : { ancestors: [{ id: parentId }] };
  const sent = { type: 'page', title, space: { key: space.project.id }, ...ancestors, body: { storage: body } };
  return site.api.send({ method: 'POST', path: `${site.v1}/content`, body: sent, signal }, written);
}

type NewVersion = {
  readonly title: string;
  readonly storage: string;
  readonly number: number;
  readonly message: string | undefined;
  /** Servers move a page with the same call that writes it. */
  readonly moveTo?: { readonly parentId: string; readonly spaceKey: string } | undefined;
};

export async function writeVersion(
  site: Site,
  { id, kind }: Content,
  fresh: NewVersion,
  signal?: AbortSignal,
): Promise<void> {
  const { title, storage, number, message, moveTo } = fresh;
  const body = { representation: 'storage', value: storage };
  const version = { number, ...(message === undefined ? {} : { message }) };
  if (site.isCloud) {
    const sent = { id, status: 'current', title, body, version };
    await site.api.request({ method: 'PUT', path: cloudPath({ id, kind }), body: sent, signal });
    return;
  }
  const place = moveTo === undefined ? {} : { ancestors: [{ id: moveTo.parentId }], space: { key: moveTo.spaceKey } };
  const sent = { type: kind, title, version, body: { storage: body }, ...place };
  await site.api.request({ method: 'PUT', path: serverPath(site, id), body: sent, signal });
}

/** On Cloud, with everything below it; v2 cannot bring a page to another space. */
export async function movePage(site: Site, id: string, parentId: string, signal?: AbortSignal): Promise<void> {
  const path = `${serverPath(site, id)}/move/append/${encodeURIComponent(parentId)}`;
  await site.api.request({ method: 'PUT', path, signal });
}
