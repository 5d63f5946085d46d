import type { ApiClient } from '../../http/api-client.ts';
import type { Account } from '../../vocabulary.ts';
import { collectionOf, parentFields } from '../entity-types.ts';
import { isOneOf } from '../failures.ts';
import { idIn, readEntity } from '../item.ts';
import { readFollowers, readRelations } from '../item-parts.ts';
import { nameOf } from '../mapping.ts';
import { linkName } from '../relation-names.ts';
import { asJson, changeFields } from '../requests.ts';
import { toMarkdown } from '../rich-texts.ts';
import { typedEntity, type Entity, type TpRelation, type TypedEntity } from '../schemas.ts';

export type WriteSite = {
  readonly api: ApiClient;
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly me: (signal?: AbortSignal) => Promise<Account>;
};

/** What of an item a change may touch, as it is at one moment. */
export type Snapshot = {
  readonly row: Entity;
  readonly type: string;
  /** What only its own type has: the parent, the severity. */
  readonly typed: TypedEntity | undefined;
  /** Markdown. */
  readonly description: string | undefined;
  readonly relations: readonly TpRelation[];
  readonly followers: readonly { readonly id: string; readonly userId: string; readonly name: string }[];
};

export type Needs = { readonly links: boolean; readonly watchers: boolean };

export async function takeSnapshot(
  { api, baseUrl }: WriteSite,
  given: string,
  needs: Needs,
  signal?: AbortSignal,
): Promise<Snapshot> {
  const id = idIn(given);
  const row = await readEntity(api, id, { columns: changeFields }, signal);
  const type = row.EntityType?.Name ?? 'Assignable';
  const [typed, relations, followers] = await Promise.all([
    readTyped(api, id, type, signal),
    needs.links ? readRelations(api, id, signal) : [],
    needs.watchers ? readFollowers(api, id, signal) : [],
  ]);
  return {
    row,
    type,
    typed,
    description: await toMarkdown(row.Description, baseUrl),
    relations,
    followers: followers.flatMap(({ Id, User }) =>
      User === undefined ? [] : [{ id: Id, userId: User.Id, name: nameOf(User) }],
    ),
  };
}

async function readTyped(
  api: ApiClient,
  id: string,
  type: string,
  signal?: AbortSignal,
): Promise<TypedEntity | undefined> {
  const fields = [...(parentFields[type] ?? []), ...(type === 'Bug' ? ['Severity'] : [])];
  if (fields.length === 0) return undefined;
  const include = `[Id,${fields.map((name) => `${name}[Id,Name]`).join(',')}]`;
  try {
    return await api.get(`/api/v1/${collectionOf(type)}/${id}`, { ...asJson, include }, typedEntity, signal);
  } catch (error) {
    // Processes may do without a level; then there is no such field.
    if (isOneOf(error, 'query-rejected', 'not-found', 'forbidden')) return undefined;
    throw error;
  }
}

/** A reference as people read it, and can tell from others of the same name. */
export const shownRef = (ref: { readonly Id: string; readonly Name?: string | undefined } | undefined) =>
  ref === undefined ? undefined : ref.Name === undefined ? ref.Id : `${ref.Name} (${ref.Id})`;

export function shownParent({ typed }: Snapshot): string | undefined {
  return shownRef(typed?.UserStory ?? typed?.Feature ?? typed?.Epic ?? typed?.PortfolioEpic);
}

export function shownAssignees({ row }: Snapshot): string | undefined {
  const users = row.Assignments?.Items.flatMap(({ GeneralUser }) => GeneralUser ?? []) ?? row.AssignedUser?.Items ?? [];
  return joined(users.map(nameOf));
}

/** In one order, so that two lists with the same members are the same text. */
export function joined(names: readonly string[]): string | undefined {
  const unique = [...new Set(names)].sort((a, b) => a.localeCompare(b));
  return unique.length === 0 ? undefined : unique.join(', ');
}

export function linkTexts({ relations, row }: Snapshot): string[] {
  return relations.map(({ RelationType, Master, Slave }) => {
    const isMaster = Master?.Id === row.Id;
    return linkText(linkName(RelationType?.Name ?? '', isMaster), (isMaster ? Slave : Master)?.Id ?? '');
  });
}

export const linkText = (type: string, to: string): string => `${type} ${to}`;
