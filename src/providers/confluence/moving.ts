import { fieldChange } from '../field-change.ts';
import type { PageDraft } from '../pages.ts';
import type { FieldChange } from '../writes.ts';
import { readForChange, type Content } from './content.ts';
import { pageId } from './page-address.ts';
import { idsAbove } from './page-writes.ts';
import { invalid, type Site } from './site.ts';
import { findSpace } from './spaces.ts';

export type Move = { readonly parentId: string; readonly spaceKey: string; readonly changes: readonly FieldChange[] };
type Page = Content & { readonly spaceKey: string };

/** Where the page is to go; undefined where it is there already. A space alone means below its home page. */
export async function planMove(
  site: Site,
  page: Page,
  draft: PageDraft,
  signal?: AbortSignal,
): Promise<Move | undefined> {
  const target = await targetOf(site, page, draft, signal);
  if (target === undefined) return undefined;
  if (page.kind === 'blogpost') throw invalid('A blog post cannot be moved.', 'Leave the space and the parent out.');
  if (target.kind === 'blogpost')
    throw invalid('A blog post has no pages below it.', 'Give the id of a page as parent.');
  if (target.id === page.id || (await idsAbove(site, target.id, signal)).includes(page.id)) {
    throw invalid(`“${page.title}” cannot be moved below itself.`, 'Choose a parent that is not below the page.');
  }
  const parent = fieldChange('parent', page.parent?.title ?? page.parent?.id, target.title);
  return {
    parentId: target.id,
    spaceKey: target.spaceKey,
    changes: [...parent, ...fieldChange('space', page.spaceKey, target.spaceKey)],
  };
}

async function targetOf(site: Site, page: Page, draft: PageDraft, signal?: AbortSignal): Promise<Page | undefined> {
  const space = draft.space === undefined ? undefined : await findSpace(site, draft.space, signal);
  if (draft.parent !== undefined) {
    const target = await readForChange(site, await pageId(site, draft.parent, signal), signal);
    if (space !== undefined && space.project.id !== target.spaceKey) {
      throw invalid(
        `The page “${target.title}” lies in the space ${target.spaceKey}, not in ${space.project.id}.`,
        'Leave the space out, or choose another parent.',
      );
    }
    return target.id === page.parent?.id ? undefined : target;
  }
  if (space === undefined || space.project.id === page.spaceKey) return undefined;
  if (space.homeId !== undefined) return readForChange(site, space.homeId, signal);
  throw invalid(
    `The space ${space.project.id} has no home page to put it below.`,
    'Give the id of a page in that space as parent.',
  );
}
