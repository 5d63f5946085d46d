import type { Prepared } from '../writes.ts';
import { readForChange } from './content.ts';
import { pageId } from './page-address.ts';
import { cloudPath, readChildren, serverPath } from './parts.ts';
import { type Site } from './site.ts';

/** To the trash of the space, from which its administrators can bring it back. */
export async function prepareDeletePage(site: Site, given: string, signal?: AbortSignal): Promise<Prepared> {
  const page = await readForChange(site, await pageId(site, given, signal), signal);
  const { all, isCut } = await readChildren(site, page, signal);
  const { id, title, spaceKey, kind } = page;
  const count = `${isCut ? 'more than ' : ''}${String(all.length)}`;
  const below =
    all.length === 0 ? [] : [{ field: 'pages below it', before: count, after: `${count}, one level higher` }];
  const changes = [{ field: 'page', before: title, after: 'in the trash' }, ...below];
  return {
    kind: 'delete',
    target: `${kind === 'page' ? 'Page' : 'Blog post'} “${title}”`,
    projects: [spaceKey],
    changes,
    apply: async (applying) => {
      const path = site.isCloud ? cloudPath({ id, kind }) : serverPath(site, id);
      await site.api.request({ method: 'DELETE', path, signal: applying });
      return { id, title, changes };
    },
  };
}
