import { fieldChange } from '../../field-change.ts';
import type { CommentChange, Prepared, Written } from '../../writes.ts';
import { isOneOf } from '../failures.ts';
import { commentsOf } from '../item-parts.ts';
import { webLink } from '../mapping.ts';
import { asJson } from '../requests.ts';
import { fromMarkdown, toMarkdown } from '../rich-texts.ts';
import { tpComment, written, type Entity, type TpComment } from '../schemas.ts';
import { mailsFor } from './mentions.ts';
import { ownerOf, projectsOf, readHanging } from './hanging.ts';
import type { WriteSite } from './snapshot.ts';

export async function prepareComment(site: WriteSite, change: CommentChange, signal?: AbortSignal): Promise<Prepared> {
  const owner = await ownerOf(site, change.on, signal);
  if (change.kind === 'add') return await prepareAdd(site, owner, change, signal);
  const comment = await readComment(site, owner.Id, change.comment, signal);
  return change.kind === 'edit'
    ? await prepareEdit(site, owner, comment, change.text)
    : await prepareRemoval(site, owner, comment);
}

const readComment = (site: WriteSite, owner: string, id: string, signal?: AbortSignal): Promise<TpComment> =>
  readHanging(
    site,
    { what: 'Comment', collection: 'Comments', id, include: commentsOf(owner).include, row: tpComment },
    { id: owner, of: ({ General }) => General },
    signal,
  );

const about = (owner: Entity, kind: Prepared['kind'], changes: Prepared['changes']) => ({
  kind,
  target: `Comment on ${owner.Id} ${owner.Name}`,
  projects: projectsOf(owner),
  changes,
});

async function prepareAdd(
  site: WriteSite,
  owner: Entity,
  change: Extract<CommentChange, { kind: 'add' }>,
  signal?: AbortSignal,
): Promise<Prepared> {
  const { text, replyTo, internal } = change;
  if (replyTo !== undefined) await readComment(site, owner.Id, replyTo, signal);
  const stored = await fromMarkdown(text, owner.Description, await mailsFor(site, text, signal));
  const body = {
    Description: stored,
    General: { Id: Number(owner.Id) },
    ...(replyTo === undefined ? {} : { ParentId: Number(replyTo) }),
    ...(internal === true ? { IsPrivate: true } : {}),
  };
  return {
    ...about(owner, 'create', [
      { field: 'comment', after: text },
      ...(replyTo === undefined ? [] : [{ field: 'reply to', after: replyTo }]),
      ...(internal === true ? [{ field: 'internal', after: 'yes' }] : []),
    ]),
    apply: async (during) => {
      const request = { method: 'POST', path: '/api/v1/Comments', query: asJson, body, signal: during } as const;
      const { Id } = await site.api.send(request, written);
      return await conclude(site, owner, { id: Id, before: undefined, sent: stored, internal }, during);
    },
  };
}

async function prepareEdit(site: WriteSite, owner: Entity, comment: TpComment, text: string): Promise<Prepared> {
  const before = await toMarkdown(comment.Description, site.baseUrl);
  const stored = await fromMarkdown(text, comment.Description, await mailsFor(site, text));
  return {
    ...about(owner, 'update', fieldChange('comment', before, text)),
    apply: async (during) => {
      if (before === text) return { id: comment.Id, changes: [] };
      const path = `/api/v1/Comments/${comment.Id}`;
      const body = { Description: stored };
      await site.api.send({ method: 'POST', path, query: asJson, body, signal: during }, written);
      return await conclude(site, owner, { id: comment.Id, before, sent: stored }, during);
    },
  };
}

async function prepareRemoval(site: WriteSite, owner: Entity, comment: TpComment): Promise<Prepared> {
  const changes = fieldChange('comment', await toMarkdown(comment.Description, site.baseUrl), undefined);
  return {
    ...about(owner, 'delete', changes),
    apply: async (during) => {
      const path = `/api/v1/Comments/${comment.Id}`;
      await site.api.send({ method: 'DELETE', path, query: asJson, signal: during }, written);
      return { id: comment.Id, changes };
    },
  };
}

type Sent = {
  readonly id: string;
  readonly before: string | undefined;
  readonly sent: string;
  readonly internal?: boolean | undefined;
};

async function conclude(site: WriteSite, owner: Entity, done: Sent, signal?: AbortSignal): Promise<Written> {
  const { id, before, sent, internal } = done;
  const url = webLink(site.baseUrl, owner.Id);
  const planned = await toMarkdown(sent, site.baseUrl);
  try {
    const row = await readComment(site, owner.Id, id, signal);
    const now = await toMarkdown(row.Description, site.baseUrl);
    const isOpen = internal === true && row.IsPrivate !== true;
    const problems = [
      ...(now === before ? ['Targetprocess took the request but the comment reads as before.'] : []),
      ...(isOpen ? ['The comment is not internal: everybody who sees the item can read it.'] : []),
    ];
    return {
      id,
      url,
      changes: fieldChange('comment', before, now),
      problems: problems.length === 0 ? undefined : problems,
    };
  } catch (error) {
    if (!isOneOf(error, 'not-found', 'forbidden', 'server-error', 'timeout', 'network-failure')) throw error;
    const doubt = 'It was written but could not be read again to check it.';
    return { id, url, changes: fieldChange('comment', before, planned), problems: [doubt] };
  }
}
