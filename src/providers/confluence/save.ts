import { fieldChange } from '../field-change.ts';
import type { PageDraft } from '../pages.ts';
import type { Prepared, Written } from '../writes.ts';
import { readForChange, type Content } from './content.ts';
import { problemOf, readBack } from './read-back.ts';
import { addLabels, labelChange, planLabels } from './labels.ts';
import { newText } from './new-text.ts';
import { pageId } from './page-address.ts';
import { checkTitle, createPage } from './page-writes.ts';
import { prepareChange } from './save-change.ts';
import { invalid, type Site } from './site.ts';
import { findSpace, spaceByKey, type SpaceInfo } from './spaces.ts';
import { textChange } from './text-change.ts';

export async function prepareSave(site: Site, draft: PageDraft, signal?: AbortSignal): Promise<Prepared> {
  if (draft.id === undefined) return prepareNew(site, draft, signal);
  const page = await readForChange(site, await pageId(site, draft.id, signal), signal);
  return prepareChange(site, page, draft, signal);
}

async function prepareNew(site: Site, draft: PageDraft, signal?: AbortSignal): Promise<Prepared> {
  const title = draft.title?.trim() ?? '';
  if (title === '') throw invalid('field title: required for a new page.', 'Give the page a title.');
  if (draft.section !== undefined)
    throw invalid('A new page has no sections yet.', 'Leave the section out, or give the id of a page.');
  const { space, parent } = await placeOf(site, draft, signal);
  await checkTitle(site, space, title, undefined, signal);
  const storage = await newText(site, '', draft);
  const labels = planLabels(draft, []).add;
  const changes = [
    ...fieldChange('title', undefined, title),
    ...fieldChange('space', undefined, space.project.name),
    ...fieldChange('parent', undefined, parent?.title),
    ...(await textChange(site, 'body', '', storage, signal)),
    ...labelChange([], labels),
  ];
  return {
    kind: 'create',
    target: `Page “${title}”`,
    projects: [space.project.id],
    changes,
    apply: async (applying) => {
      const { id } = await createPage(site, { title, space, parentId: parent?.id, storage }, applying);
      const problems = await problemOf(addLabels(site, id, labels, applying), 'The labels were not added');
      const told = problems.length === 0 ? {} : { problems };
      return readBack({ id, title, changes, ...told }, () => read(site, { id, space, parent }, problems, applying));
    },
  };
}

async function placeOf(site: Site, { space, parent }: PageDraft, signal?: AbortSignal) {
  const above =
    parent === undefined ? undefined : await readForChange(site, await pageId(site, parent, signal), signal);
  if (above?.kind === 'blogpost')
    throw invalid('A blog post has no pages below it.', 'Give the id of a page as parent.');
  if (space === undefined && above === undefined) {
    throw invalid(
      'field space: required for a new page, unless a parent is given.',
      'Give the key of a space; list_projects shows them.',
    );
  }
  const found = space === undefined ? undefined : await findSpace(site, space, signal);
  if (found !== undefined && above !== undefined && found.project.id !== above.spaceKey) {
    throw invalid(
      `The page “${above.title}” lies in the space ${above.spaceKey}, not in ${found.project.id}.`,
      'Leave the space out, or choose another parent.',
    );
  }
  const around = found ?? (await spaceByKey(site, above?.spaceKey ?? '', signal));
  if (around === undefined) throw invalid('The space of the parent page cannot be read.', 'Give the space too.');
  return { space: around, parent: above };
}

type Made = { readonly id: string; readonly space: SpaceInfo; readonly parent: Content | undefined };

async function read(
  site: Site,
  { id, space, parent }: Made,
  problems: readonly string[],
  signal?: AbortSignal,
): Promise<Written> {
  const page = await readForChange(site, id, signal);
  return {
    id,
    title: page.title,
    url: page.url,
    changes: [
      ...fieldChange('title', undefined, page.title),
      ...fieldChange('space', undefined, page.spaceKey === space.project.id ? space.project.name : page.spaceKey),
      ...fieldChange('parent', undefined, parent?.id === page.parent?.id ? parent?.title : page.parent?.id),
      ...(await textChange(site, 'body', '', page.body, signal)),
      ...labelChange([], page.labels),
    ],
    ...(problems.length === 0 ? {} : { problems }),
  };
}
