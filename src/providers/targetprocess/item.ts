import type { ApiClient } from '../http/api-client.ts';
import type { GetItemOptions } from '../provider.ts';
import { refuseQuery } from '../refusals.ts';
import type { Item } from '../vocabulary.ts';
import { collectionOf, parentFields } from './entity-types.ts';
import { isOneOf, systemName } from './failures.ts';
import { allFieldsOf, fieldsOf, includeFor } from './field-values.ts';
import { partsOf } from './item-parts.ts';
import { toItem } from './mapping.ts';
import { asJson, itemFields } from './requests.ts';
import { entity, typedEntity } from './schemas.ts';
import type { Entity, TypedEntity } from './schemas.ts';

export type ItemSite = { readonly api: ApiClient; readonly baseUrl: string };

export async function getItem(site: ItemSite, given: string, options: GetItemOptions = {}): Promise<Item> {
  const { api, baseUrl } = site;
  const { include = [], fields, signal } = options;
  const id = idIn(given);
  const wantsAll = fields?.includes('*') === true;
  const found = await readEntity(api, id, { fields: wantsAll ? [] : fields, columns: itemFields }, signal);
  const typed = await typedOf(api, found, wantsAll, signal);
  const item = await toItem(baseUrl, found, typed === undefined ? undefined : parentIn(typed));
  const { notes, ...parts } = await partsOf(site, found, include, signal);
  return {
    ...item,
    ...parts,
    fields: wantsAll ? allFieldsOf({ ...found, ...typed, Name: found.Name }) : fieldsOf(found, fields),
    notes: notes.length === 0 ? undefined : notes,
  };
}

/** `75470`, `#75470`, `us#75470`, or an address: `…/entity/75470-a-story`, `…/RestUI/Board.aspx#page=userstory/75470`. */
export function idIn(given: string): string {
  // A board's address may name the board too, and the item only in its pop-up.
  const [, popUp] = /boardPopup=\w+\/(\d+)/i.exec(given) ?? [];
  const fromAddress = popUp ?? /(?:\/entity|page=(?!board\/)\w+)\/(\d+)/i.exec(given)?.[1];
  // `WEB-57` belongs to another system: without its letters it would be somebody else’s item here.
  const id = fromAddress ?? given.trim().replace(/^[a-z]*#/i, '');
  if (/^\d+$/.test(id)) return id;
  throw refuseQuery(systemName, `“${given.trim()}” is no item of Targetprocess. Give its number, for example 75470.`);
}

type Columns = { readonly fields?: readonly string[] | undefined; readonly columns: string };

/** Work that can be assigned, or else anything that has a number: a release, a test case, a project. */
export async function readEntity(
  api: ApiClient,
  id: string,
  { fields, columns }: Columns,
  signal?: AbortSignal,
): Promise<Entity> {
  const known = columns.split(/,(?![^[]*\])/);
  const extra = includeFor(fields).filter((one) => !known.includes(one));
  const include = `[${[columns, ...extra].join(',')}]`;
  try {
    return await api.get(`/api/v1/Assignables/${id}`, { ...asJson, include }, entity, signal);
  } catch (error) {
    if (isOneOf(error, 'query-rejected')) return await readPlain(api, id, signal);
    if (!isOneOf(error, 'not-found')) throw error;
  }
  // Not all of these have a state or a project, and asking for a field one does not have is an error.
  return await api.get(`/api/v1/Generals/${id}`, asJson, entity, signal);
}

/** As it comes without asking for anything, where this Targetprocess does not have every field we know. */
const readPlain = (api: ApiClient, id: string, signal?: AbortSignal): Promise<Entity> =>
  api.get(`/api/v1/Assignables/${id}`, asJson, entity, signal);

/** What only its own type tells: the parent, whose place differs by type; with `whole` every field. */
async function typedOf(
  api: ApiClient,
  { Id, EntityType }: Entity,
  whole: boolean,
  signal?: AbortSignal,
): Promise<TypedEntity | undefined> {
  const type = EntityType?.Name ?? '';
  const fields = parentFields[type];
  if (type === '' || (fields === undefined && !whole)) return undefined;
  const include = `[Id,Name,${(fields ?? []).map((name) => `${name}[Id,Name]`).join(',')}]`;
  try {
    const query = whole ? asJson : { ...asJson, include };
    return await api.get(`/api/v1/${collectionOf(type)}/${Id}`, query, typedEntity, signal);
  } catch (error) {
    // Processes may do without a level, features or epics for example; then there is no such field.
    if (isOneOf(error, 'query-rejected', 'not-found', 'forbidden')) return undefined;
    throw error;
  }
}

function parentIn({ UserStory, Feature, Epic, PortfolioEpic }: TypedEntity): string | undefined {
  return (UserStory ?? Feature ?? Epic ?? PortfolioEpic)?.Id;
}
