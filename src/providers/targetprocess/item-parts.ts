import pLimit from 'p-limit';
import type { ApiClient } from '../http/api-client.ts';
import type { Attachment, Comment, HistoryEntry, Link, TimeEntry } from '../item-parts.ts';
import type { ItemInclude } from '../provider.ts';
import type { Item, ItemSummary } from '../vocabulary.ts';
import { dayIn } from './dates.ts';
import { childCollections } from './entity-types.ts';
import { isOneOf } from './failures.ts';
import { nameOf, timeOf, toSummary } from './mapping.ts';
import { readRows, type Condition } from './paging.ts';
import { readAll, refersTo } from './read-all.ts';
import { linkName } from './relation-names.ts';
import { asJson, personFields, summaryFields } from './requests.ts';
import { toMarkdown } from './rich-texts.ts';
import {
  entity,
  entityState,
  tpAttachment,
  tpComment,
  tpFollower,
  tpHistory,
  tpRelation,
  tpTime,
  type Entity,
  type TpAttachment,
  type TpFollower,
  type TpComment,
  type TpRelation,
  type TpTime,
} from './schemas.ts';

type Site = { readonly api: ApiClient; readonly baseUrl: string };
type Parts = Pick<Item, 'comments' | 'history' | 'links' | 'children' | 'attachments' | 'time' | 'watchers' | 'moves'>;
type Cut = { readonly note?: string | undefined };

const mostShown = 100;
// Some parts ask twice at once, and four requests are the most at one moment.
const atOnce = 2;

/** What hangs on an item. A part that cannot be read is left out with a note; the item itself is here already. */
export async function partsOf(
  site: Site,
  found: Entity,
  wanted: readonly ItemInclude[],
  signal?: AbortSignal,
): Promise<Parts & { readonly notes: string[] }> {
  const limit = pLimit(atOnce);
  const readers = wanted.flatMap((name) => {
    const read = partReaders[name];
    return read === undefined ? [] : [{ name, read }];
  });
  const answers = await Promise.all(
    readers.map(({ name, read }) => limit(() => tolerant(name, () => read(site, found, signal)))),
  );
  const notes = answers.flatMap(({ note }) => note ?? []);
  return { ...Object.assign({}, ...answers.map(({ part }) => part)), notes } as Parts & { notes: string[] };
}

async function tolerant(name: ItemInclude, read: () => Promise<Parts & Cut>): Promise<{ part: Parts } & Cut> {
  try {
    const { note, ...part } = await read();
    return { part, note };
  } catch (error) {
    if (!isOneOf(error, 'query-rejected', 'not-found', 'forbidden')) throw error;
    return { part: {}, note: `Targetprocess does not show the ${name} of this item to this account.` };
  }
}

const partReaders: Partial<
  Record<ItemInclude, (site: Site, found: Entity, signal?: AbortSignal) => Promise<Parts & Cut>>
> = {
  comments: async ({ api, baseUrl }, { Id }, signal) => {
    const { rows, note } = await newest(api, commentsOf(Id), 'comments', signal);
    return { comments: await Promise.all(rows.map((row) => toComment(baseUrl, row))), note };
  },
  time: async ({ api }, { Id }, signal) => {
    const { rows, note } = await newest(api, timesOf(Id), 'time entries', signal);
    return { time: rows.map(toTimeEntry), note };
  },
  attachments: async ({ api }, { Id }, signal) => ({ attachments: await readAttachments(api, Id, signal) }),
  links: async ({ api }, { Id }, signal) => {
    const both = await readRelations(api, Id, signal);
    return { links: both.map((row) => toLink(row, Id)) };
  },
  watchers: async ({ api }, { Id }, signal) => {
    const rows = await readFollowers(api, Id, signal);
    return { watchers: rows.flatMap(({ User }) => (User === undefined ? [] : [nameOf(User)])) };
  },
  history: readHistory,
  children: readChildren,
  moves: async ({ api }, { EntityState }, signal) => {
    if (EntityState?.Id === undefined) return {};
    const query = { ...asJson, include: '[Id,Name,NextStates[Id,Name]]' };
    const { NextStates } = await api.get(`/api/v1/EntityStates/${EntityState.Id}`, query, entityState, signal);
    return { moves: NextStates?.Items.flatMap(({ Name }) => Name ?? []) };
  },
};

type Hanging<T> = Parameters<typeof readAll<T>>[1];

/** The newest, the oldest of them first. */
async function newest<T>(api: ApiClient, request: Hanging<T>, what: string, signal?: AbortSignal) {
  const { conditions = [], order = {} } = request;
  const page = await readRows(api, { ...request, conditions, order, limit: mostShown, signal });
  const isCut = page.nextCursor !== undefined;
  const note = isCut ? `Only the newest ${String(mostShown)} ${what} are shown.` : undefined;
  return { rows: page.items.toReversed(), note };
}

export const commentsOf = (id: string, only: readonly Condition<TpComment>[] = []): Hanging<TpComment> => ({
  collection: 'Comments',
  row: tpComment,
  include: `[Id,Description,ParentId,CreateDate,DescriptionModifyDate,IsPrivate,Owner${personFields},General[Id]]`,
  conditions: [refersTo('General', id, ({ General }) => General), ...only],
  order: { orderByDesc: 'CreateDate' },
});

async function toComment(baseUrl: string, row: TpComment): Promise<Comment> {
  const { Id, Description, ParentId, CreateDate, DescriptionModifyDate, IsPrivate, Owner } = row;
  const isEdited = DescriptionModifyDate !== undefined && DescriptionModifyDate !== CreateDate;
  return {
    id: Id,
    author: Owner === undefined ? undefined : nameOf(Owner),
    createdAt: timeOf(CreateDate),
    updatedAt: isEdited ? timeOf(DescriptionModifyDate) : undefined,
    text: (await toMarkdown(Description, baseUrl)) ?? '',
    replyTo: ParentId === '0' ? undefined : ParentId,
    internal: IsPrivate === true ? true : undefined,
  };
}

export const timesOf = (id: string): Hanging<TpTime> => ({
  collection: 'Times',
  row: tpTime,
  include: `[Id,Description,Spent,Remain,Date,User${personFields},Role[Id,Name],Assignable[Id]]`,
  conditions: [refersTo('Assignable', id, ({ Assignable }) => Assignable)],
  order: { orderByDesc: 'Date' },
});

export function toTimeEntry({ Id, Date, Spent, User, Description, Role }: TpTime): TimeEntry {
  return {
    id: Id,
    date: dayIn(Date),
    hours: Spent ?? 0,
    by: User === undefined ? undefined : nameOf(User),
    comment: Description,
    activity: Role?.Name,
  };
}

export async function readAttachments(api: ApiClient, id: string, signal?: AbortSignal): Promise<Attachment[]> {
  const rows = await readAll(
    api,
    {
      collection: 'Attachments',
      row: tpAttachment,
      include: `[Id,Name,Date,MimeType,Size,Owner${personFields},General[Id]]`,
      conditions: [refersTo('General', id, ({ General }: TpAttachment) => General)],
      order: { orderBy: 'Date' },
    },
    signal,
  );
  return rows.map(toAttachment);
}

function toAttachment({ Id, Name, Date, MimeType, Size, Owner }: TpAttachment): Attachment {
  const author = Owner === undefined ? undefined : nameOf(Owner);
  return { id: Id, name: Name, type: MimeType, size: Size, author, createdAt: timeOf(Date) };
}

/** Relations lie on both sides: an item is the master of some and the slave of others. */
export async function readRelations(api: ApiClient, id: string, signal?: AbortSignal): Promise<readonly TpRelation[]> {
  const ends = ['Master', 'Slave'] as const;
  const sides = await Promise.all(
    ends.map((end) =>
      readAll(
        api,
        {
          collection: 'Relations',
          row: tpRelation,
          include: '[Id,RelationType[Id,Name],Master[Id,Name,Project[Id]],Slave[Id,Name,Project[Id]]]',
          conditions: [refersTo(end, id, (row: TpRelation) => row[end])],
        },
        signal,
      ),
    ),
  );
  return sides.flat();
}

function toLink(row: TpRelation, id: string): Link {
  const isMaster = row.Master?.Id === id;
  const other = isMaster ? row.Slave : row.Master;
  return {
    type: linkName(row.RelationType?.Name ?? 'Relation', isMaster),
    to: other?.Id ?? '',
    title: other?.Name,
    projectId: other?.Project?.Id,
  };
}

export async function readFollowers(api: ApiClient, id: string, signal?: AbortSignal) {
  const include = `[Id,General[Id],User${personFields}]`;
  const conditions = [refersTo('General', id, ({ General }: TpFollower) => General)];
  return await readAll(api, { collection: 'GeneralFollowers', row: tpFollower, include, conditions }, signal);
}

/** Targetprocess keeps a list of the states an item was in, for the types that have a workflow of their own. */
async function readHistory({ api }: Site, { Id, EntityType }: Entity, signal?: AbortSignal): Promise<Parts & Cut> {
  const type = EntityType?.Name ?? '';
  const { rows, note } = await newest(
    api,
    {
      collection: `${/^\w+$/.test(type) ? type : 'UserStory'}Histories`,
      row: tpHistory,
      include: `[Id,Date,EntityState[Id,Name],Modifier${personFields},${type}[Id]]`,
      conditions: [{ clause: `${type}.Id eq ${Id}`, holds: () => true }],
      order: { orderByDesc: 'Date' },
    },
    'changes',
    signal,
  );
  const history = rows.map(({ Date, EntityState, Modifier }, index): HistoryEntry => {
    const from = rows[index - 1]?.EntityState?.Name;
    const by = Modifier === undefined ? undefined : nameOf(Modifier);
    return { at: timeOf(Date) ?? '', by, changes: [{ field: 'state', from, to: EntityState?.Name }] };
  });
  return { history, note: note ?? 'The history shows changes of the state; Targetprocess gives no others.' };
}

async function readChildren({ api, baseUrl }: Site, found: Entity, signal?: AbortSignal): Promise<Parts & Cut> {
  const collections = childCollections[found.EntityType?.Name ?? ''] ?? [];
  const pages = await Promise.all(
    collections.map((collection) =>
      readRows(api, {
        collection,
        row: entity,
        include: `[${collection === 'TestCases' ? 'Id,Name,EntityType[Name],Project[Id,Name]' : summaryFields}]`,
        order: {},
        conditions: [childOf(found)],
        limit: mostShown,
        signal,
      }),
    ),
  );
  const children = pages.flatMap(({ items }) => items).map((one): ItemSummary => toSummary(baseUrl, one));
  const isCut = pages.some(({ nextCursor }) => nextCursor !== undefined);
  return { children, note: isCut ? `Only ${String(mostShown)} children of a type are shown.` : undefined };
}

function childOf({ Id, EntityType }: Entity): Condition<Entity> {
  const field = EntityType?.Name ?? '';
  return { clause: `${field === 'TestPlan' ? 'TestPlans' : field}.Id eq ${Id}`, holds: () => true };
}
