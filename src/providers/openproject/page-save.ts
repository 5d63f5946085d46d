import { AppError } from '../../lib/app-error.ts';
import { excerpt } from '../field-change.ts';
import type { PageDraft } from '../pages.ts';
import { editMarkdownSection } from '../rich-text/markdown-section.ts';
import type { FieldChange, Prepared } from '../writes.ts';
import type { Context } from './context.ts';
import { violationsOf } from './failures.ts';
import { refuseFields } from './field-errors.ts';
import { fromOpenProject, toOpenProject } from './mentions.ts';
import { pageId, readPageAt, type ReadPage } from './page-address.ts';
import { opPage, type OpPage } from './schemas.ts';

/** Title and text of a document; the API makes no new ones and writes no wiki pages. */
export async function prepareSave(context: Context, draft: PageDraft, signal?: AbortSignal): Promise<Prepared> {
  if (draft.id === undefined)
    throw unsupported(
      'create documents or wiki pages',
      'Create the page in the browser; a document can then be filled from here.',
    );
  const page = await readPageAt(context, draft.id, signal);
  refuseOther(page, draft);
  const before = textOf(page.found);
  const title = draft.title === undefined || draft.title === page.title ? undefined : draft.title;
  const text = draft.body === undefined ? undefined : newText(before, draft.body, draft);
  const body = {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined || text === before ? {} : { description: { raw: toOpenProject(text) } }),
  };
  const changes = changesBetween(page.found, { title: title ?? page.title, text: text ?? before });
  return {
    kind: 'update',
    target: `Page "${page.title}"`,
    projects: page.projectId === undefined ? [] : [page.projectId],
    changes,
    apply: async (applied) => {
      const saved = changes.length === 0 ? page.found : await save(context, page, body, applied);
      const done = changesBetween(page.found, { title: saved.title, text: textOf(saved) });
      const url = `${context.baseUrl}/documents/${page.id}`;
      return { id: pageId(page.kind, page.id), title: saved.title, url, changes: done };
    },
  };
}

const textOf = ({ description }: OpPage): string => fromOpenProject(description?.raw ?? '');

function newText(before: string, body: string, { mode = 'replace', section }: PageDraft): string {
  if (section !== undefined) return editMarkdownSection(before, section, mode, body);
  if (mode === 'replace' || before.trim() === '') return body;
  return mode === 'append' ? `${before.trimEnd()}\n\n${body}` : `${body}\n\n${before.trimStart()}`;
}

function changesBetween(before: OpPage, after: { readonly title: string; readonly text: string }): FieldChange[] {
  const old = textOf(before);
  return [
    ...(before.title === after.title ? [] : [{ field: 'title', before: before.title, after: after.title }]),
    ...(old === after.text ? [] : [{ field: 'body', before: shown(old), after: shown(after.text) }]),
  ];
}

const shown = (text: string): string | undefined => (text === '' ? undefined : excerpt(text));

async function save({ api }: Context, { id }: ReadPage, body: object, signal?: AbortSignal): Promise<OpPage> {
  try {
    return await api.send({ method: 'PATCH', path: `/api/v3/documents/${id}`, body, signal }, opPage);
  } catch (error) {
    const violations = error instanceof AppError ? violationsOf(error) : [];
    if (violations.length === 0) throw error;
    throw refuseFields(violations.map(({ attribute, message }) => `field ${attribute}: ${message}`));
  }
}

function refuseOther({ kind }: ReadPage, { space, parent, addLabels, removeLabels, version }: PageDraft): void {
  if (kind === 'wiki_pages')
    throw unsupported(
      'write wiki pages',
      'Edit the page in the browser. A document (document:<number>) can be written from here.',
    );
  if (space !== undefined || parent !== undefined)
    throw unsupported('move documents', 'Leave out space and parent, or move the document in the browser.');
  if ((addLabels ?? []).length > 0 || (removeLabels ?? []).length > 0)
    throw unsupported('label documents', 'Leave out the labels.');
  if (version !== undefined)
    throw unsupported(
      'count versions of documents',
      'Leave out the version and read the document once more before saving.',
    );
}

function unsupported(what: string, next: string): AppError {
  return new AppError('unsupported', `OpenProject’s API cannot ${what}.`, next);
}
