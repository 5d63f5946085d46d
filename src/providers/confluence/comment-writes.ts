import { AppError } from '../../lib/app-error.ts';
import { excerpt, fieldChange } from '../field-change.ts';
import { markdownToStorage } from '../rich-text/storage-format.ts';
import type { CommentChange, Prepared } from '../writes.ts';
import { commentText } from './comments.ts';
import { commentOn, type Found } from './comment-lookup.ts';
import { readForChange, type Content } from './content.ts';
import { pageId } from './page-address.ts';
import { countInPage } from './page-words.ts';
import { readBack } from './read-back.ts';
import { hasCode, invalid, v2, type Site } from './site.ts';
import { written } from './wire-parts.ts';

type Page = Content & { readonly spaceKey: string };
type Adding = Extract<CommentChange, { kind: 'add' }>;

export async function prepareComment(site: Site, wanted: CommentChange, signal?: AbortSignal): Promise<Prepared> {
  const page = await readForChange(site, await pageId(site, wanted.on, signal), signal);
  if (wanted.kind === 'add') return prepareAdd(site, page, wanted, signal);
  const comment = await commentOn(site, page, wanted.comment, signal);
  return wanted.kind === 'edit'
    ? prepareEdit(site, page, comment, wanted.text, signal)
    : prepareRemove(site, page, comment);
}

const onPage = (page: Page) => ({ target: `Comment on page “${page.title}”`, projects: [page.spaceKey] });

function toStorage(site: Site, text: string): Promise<string> {
  if (text.trim() === '') throw invalid('field text: required for a comment.', 'Write what the comment is to say.');
  return markdownToStorage(text, { deployment: site.isCloud ? 'cloud' : 'data-center' });
}

async function prepareAdd(site: Site, page: Page, wanted: Adding, signal?: AbortSignal): Promise<Prepared> {
  const { text, replyTo, quote, internal } = wanted;
  if (internal === true)
    throw invalid(
      'Confluence has no internal comments.',
      'Leave internal out; everybody who sees the page will see the comment.',
    );
  if (replyTo !== undefined && quote !== undefined)
    throw invalid('A reply stands where the comment stands that it answers.', 'Leave the quote out.');
  const storage = await toStorage(site, text);
  const parent = replyTo === undefined ? undefined : await commentOn(site, page, replyTo, signal);
  const selection = quote === undefined ? undefined : select(site, page, quote);
  const fresh = { page, storage, parent, selection };
  return {
    kind: 'create',
    ...onPage(page),
    changes: [
      ...fieldChange('answer to', undefined, parent?.text),
      ...fieldChange('beside', undefined, quote),
      ...fieldChange('comment', undefined, text),
    ],
    apply: async (applying) => {
      const { id } = site.isCloud ? await addOnCloud(site, fresh, applying) : await addOnServer(site, fresh, applying);
      const sent = { id, url: page.url, changes: fieldChange('comment', undefined, text) };
      return readBack(sent, async () => {
        const after = await commentOn(site, page, id, applying);
        return { ...sent, changes: fieldChange('comment', undefined, after.text) };
      });
    },
  };
}

type Selection = {
  readonly textSelection: string;
  readonly textSelectionMatchCount: number;
  readonly textSelectionMatchIndex: number;
};
type Fresh = {
  readonly page: Page;
  readonly storage: string;
  readonly parent: Found | undefined;
  readonly selection: Selection | undefined;
};

function select(site: Site, page: Page, quote: string): Selection {
  if (!site.isCloud) {
    throw new AppError(
      'unsupported',
      'Confluence Data Center lets only its own editor put comments beside words.',
      'Leave the quote out: the comment then stands below the page.',
    );
  }
  const count = countInPage(page.body, quote);
  if (count > 0) return { textSelection: quote, textSelectionMatchCount: count, textSelectionMatchIndex: 0 };
  throw invalid(
    `field quote: “${excerpt(quote)}” does not stand in the page “${page.title}”.`,
    'Quote words exactly as the page shows them, within one paragraph.',
  );
}

function addOnCloud(site: Site, { page, storage, parent, selection }: Fresh, signal?: AbortSignal) {
  const place = parent?.place ?? (selection === undefined ? 'footer' : 'inline');
  const container = page.kind === 'page' ? { pageId: page.id } : { blogPostId: page.id };
  const body = {
    ...(parent === undefined ? container : { parentCommentId: parent.id }),
    body: { representation: 'storage', value: storage },
    ...(selection === undefined ? {} : { inlineCommentProperties: selection }),
  };
  return site.api.send({ method: 'POST', path: `${v2}/${place}-comments`, body, signal }, written);
}

function addOnServer(site: Site, { page, storage, parent }: Fresh, signal?: AbortSignal) {
  const body = {
    type: 'comment',
    container: { id: page.id, type: page.kind },
    ...(parent === undefined ? {} : { ancestors: [{ id: parent.id }] }),
    body: { storage: { value: storage, representation: 'storage' } },
  };
  return site.api.send({ method: 'POST', path: `${site.v1}/content`, body, signal }, written);
}

async function prepareEdit(
  site: Site,
  page: Page,
  comment: Found,
  text: string,
  signal?: AbortSignal,
): Promise<Prepared> {
  const storage = await toStorage(site, text);
  const changesTo = (fresh: string) => fieldChange('comment', comment.text, fresh);
  const changes = changesTo(await commentText(site, storage, signal));
  return {
    kind: 'update',
    ...onPage(page),
    changes,
    apply: async (applying) => {
      const sent = { id: comment.id, url: page.url, changes };
      if (changes.length === 0) return sent;
      await edit(site, page, comment, storage, applying);
      return readBack(sent, async () => {
        const after = await commentOn(site, page, comment.id, applying);
        return { ...sent, changes: changesTo(after.text) };
      });
    },
  };
}

async function edit(site: Site, page: Page, comment: Found, storage: string, signal?: AbortSignal): Promise<void> {
  const send = (number: number): Promise<unknown> => {
    const body = { representation: 'storage', value: storage };
    const version = { number: number + 1 };
    return site.isCloud
      ? site.api.request({ method: 'PUT', path: comment.path, body: { version, body }, signal })
      : site.api.request({
          method: 'PUT',
          path: comment.path,
          body: { type: 'comment', version, body: { storage: body } },
          signal,
        });
  };
  try {
    await send(comment.version);
  } catch (error) {
    if (!hasCode(error, ['conflict'])) throw error;
    const now = await commentOn(site, page, comment.id, signal);
    if (now.text !== comment.text || now.version === comment.version) throw error;
    await send(now.version);
  }
}

function prepareRemove(site: Site, page: Page, comment: Found): Prepared {
  const changes = fieldChange('comment', comment.text, undefined);
  return {
    kind: 'delete',
    ...onPage(page),
    changes,
    apply: async (signal) => {
      await site.api.request({ method: 'DELETE', path: comment.path, signal });
      return { id: comment.id, url: page.url, changes };
    },
  };
}
