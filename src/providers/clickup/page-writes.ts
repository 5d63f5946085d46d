import { connectionFailure } from '../../diagnosis/advice.ts';
import { AppError } from '../../lib/app-error.ts';
import { excerpt } from '../field-change.ts';
import { isSameName } from '../name-match.ts';
import type { PageDraft } from '../pages.ts';
import { editMarkdownSection } from '../rich-text/markdown-section.ts';
import type { FieldChange, Prepared, Written } from '../writes.ts';
import {
  docsPath,
  findDoc,
  listOf,
  markdown,
  pageIdIn,
  pagePath,
  readDocs,
  readPage,
  titleOf,
  toPageSummary,
} from './docs.ts';
import type { FoundDoc } from './docs.ts';
import { systemName } from './failures.ts';
import { listToWrite } from './find-list.ts';
import { findPage, versionOf, type FoundPage } from './page-read.ts';
import { docAnswer, docPage } from './part-schemas.ts';
import type { DocPage } from './part-schemas.ts';
import { refusedChange } from './refusals.ts';
import type { FullList } from './schemas.ts';
import { changesBetween, type Words } from './snapshot.ts';
import type { ClickUp } from './workspaces.ts';

export async function prepareSave(clickUp: ClickUp, draft: PageDraft, signal?: AbortSignal): Promise<Prepared> {
  if (draft.addLabels !== undefined || draft.removeLabels !== undefined) {
    throw new AppError('unsupported', 'Pages of ClickUp docs have no labels.', 'Leave the labels out.');
  }
  return draft.id === undefined
    ? prepareNew(clickUp, draft, signal)
    : prepareEdit(clickUp, draft, await findPage(clickUp, draft.id, signal));
}

function prepareEdit(clickUp: ClickUp, draft: PageDraft, found: FoundPage): Prepared {
  const { title, version } = draft;
  const { doc, page, workspaceId } = found;
  if (draft.parent !== undefined || draft.space !== undefined) {
    throw new AppError('unsupported', 'ClickUp’s API cannot move pages.', 'Move the page in ClickUp itself.');
  }
  if (version !== undefined && versionOf(page) !== version) throw connectionFailure('conflict', { systemName });
  const edit = contentOf(draft, page.content ?? '');
  const before = wordsOf(found, page);
  const changes = changesBetween(before, { title: title ?? before['title'], text: edit?.whole ?? before['text'] });
  const summary = toPageSummary(found, page);
  const list = listOf(doc);
  return {
    kind: 'update',
    target: `Page “${summary.title}”`,
    projects: list === undefined ? [] : [list],
    changes,
    apply: async (signal) => {
      const written = { id: summary.id, title: summary.title, url: summary.url };
      if (changes.length === 0) return { ...written, changes };
      const name = title === undefined ? {} : { name: title };
      const body = { ...name, ...(edit === undefined ? {} : { ...edit.sent, ...markdown }) };
      await clickUp.api.request({ method: 'PUT', path: pagePath(workspaceId, doc.id, page.id), body, signal });
      const now = await readPage(clickUp, found, page.id, signal);
      return checked({ ...written, title: titleOf(doc, now) }, changes, changesBetween(before, wordsOf(found, now)));
    },
  };
}

const wordsOf = ({ doc }: FoundDoc, page: DocPage): Words => ({
  title: titleOf(doc, page),
  text: page.content === '' ? undefined : page.content,
});

function checked(
  written: Omit<Written, 'changes'>,
  planned: readonly FieldChange[],
  changes: readonly FieldChange[],
): Written {
  const problems = planned
    .filter(({ field }) => !changes.some((change) => change.field === field))
    .map(({ field }) => `${field}: ClickUp did not take it over.`);
  return { ...written, changes, ...(problems.length === 0 ? {} : { problems }) };
}

type Edit = { readonly whole: string; readonly sent: { readonly content: string; readonly content_edit_mode: string } };

/** A section is put together here; adding before or after is left to ClickUp, so that nothing else is touched. */
function contentOf({ body, mode = 'replace', section }: PageDraft, now: string): Edit | undefined {
  if (body === undefined) return undefined;
  if (section !== undefined) {
    const whole = editMarkdownSection(now, section, mode, body);
    return { whole, sent: { content: whole, content_edit_mode: 'replace' } };
  }
  if (body.trim() === '') {
    if (mode !== 'replace' || now.trim() === '') return undefined;
    throw refusedChange(['field body: ClickUp’s API cannot empty a page']);
  }
  if (mode === 'replace' || now.trim() === '') {
    return { whole: body, sent: { content: body, content_edit_mode: 'replace' } };
  }
  const content = mode === 'append' ? `\n\n${body}` : `${body}\n\n`;
  const whole = mode === 'append' ? `${now}${content}` : `${content}${now}`;
  return { whole, sent: { content, content_edit_mode: mode } };
}

/** Where a new page goes: into a doc, below a page of one, or into a new doc of a list. */
type Place =
  | { readonly kind: 'doc'; readonly found: FoundDoc; readonly parentId?: string | undefined }
  | { readonly kind: 'list'; readonly list: FullList; readonly workspaceId: string };

async function prepareNew(clickUp: ClickUp, draft: PageDraft, signal?: AbortSignal): Promise<Prepared> {
  const { title, body = '', section } = draft;
  if (title === undefined || title.trim() === '') throw refusedChange(['field title: required']);
  if (section !== undefined) throw refusedChange(['field section: a new page has no sections yet']);
  const place = await placeMeant(clickUp, draft, signal);
  const list = place.kind === 'list' ? place.list.id : listOf(place.found.doc);
  const words = { title, text: body === '' ? undefined : body };
  const docName = place.kind === 'list' ? title : place.found.doc.name;
  const about =
    place.kind === 'list'
      ? [{ field: 'new doc', after: `${title} in ${place.list.name}` }]
      : [{ field: 'doc', after: docName }];
  return {
    kind: 'create',
    target: `Page “${title}”`,
    projects: list === undefined ? [] : [list],
    changes: [...about, ...changesBetween({}, words)],
    apply: async (applied) => {
      const found = place.kind === 'list' ? await createDoc(clickUp, place, title, applied) : place.found;
      const parent = place.kind === 'list' || place.parentId === undefined ? {} : { parent_page_id: place.parentId };
      const path = docsPath(found.workspaceId, found.doc.id, '/pages');
      const content = { name: title, content: body, ...markdown, ...parent };
      const created = await clickUp.api.send({ method: 'POST', path, body: content, signal: applied }, docPage);
      const now = await readPage(clickUp, found, created.id, applied);
      const summary = toPageSummary(found, now);
      const actual = changesBetween({}, wordsOf(found, now));
      return checked({ id: summary.id, title: summary.title, url: summary.url }, changesBetween({}, words), [
        ...about,
        ...actual,
      ]);
    },
  };
}

async function createDoc(
  clickUp: ClickUp,
  { list, workspaceId }: Extract<Place, { kind: 'list' }>,
  name: string,
  signal?: AbortSignal,
): Promise<FoundDoc> {
  const body = { name, parent: { id: list.id, type: 6 }, create_page: false };
  const doc = await clickUp.api.send({ method: 'POST', path: docsPath(workspaceId), body, signal }, docAnswer);
  return { doc, workspaceId };
}

async function placeMeant(clickUp: ClickUp, { parent, space }: PageDraft, signal?: AbortSignal): Promise<Place> {
  if (parent !== undefined) {
    const { docId, pageId } = pageIdIn(parent);
    const found = await findDoc(clickUp, docId, signal);
    if (pageId !== undefined) await readPage(clickUp, found, pageId, signal);
    return { kind: 'doc', found, parentId: pageId };
  }
  if (space === undefined) throw refusedChange(['field space: required, the id or name of a doc or of a list']);
  const found = await docMeant(clickUp, space, signal);
  if (found !== undefined) return { kind: 'doc', found };
  const list = await listToWrite(clickUp, space, signal);
  return { kind: 'list', list, workspaceId: await workspaceOf(clickUp, list, signal) };
}

const mostLists = 6;

/** By its id or name; `undefined` when it is none, and so may be a list. */
async function docMeant(clickUp: ClickUp, given: string, signal?: AbortSignal): Promise<FoundDoc | undefined> {
  if (/^\d+$/.test(given.trim())) return undefined;
  const matches: FoundDoc[] = [];
  for (const { id: workspaceId } of await clickUp.surroundings.workspaces(signal)) {
    let cursor: string | undefined;
    for (let page = 0; page < mostLists; page++) {
      const { docs, next } = await readDocs(clickUp, workspaceId, cursor, signal);
      const own = docs.filter(({ id, name }) => id === given.trim() || isSameName(name, given));
      matches.push(...own.map((doc) => ({ doc, workspaceId })));
      cursor = next;
      if (cursor === undefined) break;
    }
  }
  if (matches.length < 2) return matches[0];
  const names = matches.map(({ doc }) => `${excerpt(doc.name ?? '')} (${doc.id})`).join(', ');
  throw refusedChange([`field space: “${given}” may mean several docs, give the id of one of: ${names}`]);
}

async function workspaceOf(clickUp: ClickUp, list: FullList, signal?: AbortSignal): Promise<string> {
  const [only, ...others] = await clickUp.surroundings.workspaces(signal);
  if (only !== undefined && others.length === 0) return only.id;
  throw refusedChange([`field space: choose one workspace for this connection to make a doc in the list ${list.name}`]);
}
