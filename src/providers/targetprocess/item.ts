import type { ApiClient } from '../http/api-client.ts';
import { refuseQuery } from '../refusals.ts';
import type { Item } from '../vocabulary.ts';
import { isOneOf, systemName } from './failures.ts';
import { toItem } from './mapping.ts';
import { asJson, summaryFields } from './requests.ts';
import { entity, parents } from './schemas.ts';
import type { Entity } from './schemas.ts';

const itemFields = `${summaryFields},Description,Owner,Priority,Tags,CreateDate,StartDate,PlannedStartDate,PlannedEndDate`;

export async function getItem(api: ApiClient, baseUrl: string, given: string, signal?: AbortSignal): Promise<Item> {
  const id = idIn(given);
  const found = await readEntity(api, id, signal);
  return await toItem(baseUrl, found, await parentOf(api, found, signal));
}

/** `75470`, `#75470`, or an address: `…/entity/75470-a-story`, `…/RestUI/Board.aspx#page=userstory/75470`. */
function idIn(given: string): string {
  // A board's address may name the board too, and the item only in its pop-up.
  const [, popUp] = /boardPopup=\w+\/(\d+)/i.exec(given) ?? [];
  const fromAddress = popUp ?? /(?:\/entity|page=(?!board\/)\w+)\/(\d+)/i.exec(given)?.[1];
  const id = fromAddress ?? given.trim().replace(/^(#|[a-z]+[#-])/i, '');
  if (/^\d+$/.test(id)) return id;
  throw refuseQuery(systemName, 'Give the number of the item, for example 75470.');
}

/** Work that can be assigned, or else anything that has a number: a release, a test case, a project. */
async function readEntity(api: ApiClient, id: string, signal?: AbortSignal): Promise<Entity> {
  try {
    return await api.get(`/api/v1/Assignables/${id}`, { ...asJson, include: `[${itemFields}]` }, entity, signal);
  } catch (error) {
    if (!isOneOf(error, 'not-found')) throw error;
  }
  // Not all of these have a state or a project, and asking for a field one does not have is an error.
  return await api.get(`/api/v1/Generals/${id}`, asJson, entity, signal);
}

/** Where an entity's parent is found differs by its type; the common view of all types does not have it. */
const parentFields: Readonly<Record<string, readonly [string, string]>> = {
  Task: ['Tasks', 'UserStory[Id]'],
  Bug: ['Bugs', 'UserStory[Id],Feature[Id]'],
  UserStory: ['UserStories', 'Feature[Id]'],
  Feature: ['Features', 'Epic[Id]'],
};

async function parentOf(api: ApiClient, { Id, EntityType }: Entity, signal?: AbortSignal): Promise<string | undefined> {
  const [collection, fields] = parentFields[EntityType?.Name ?? ''] ?? [];
  if (collection === undefined || fields === undefined) return undefined;
  try {
    const query = { ...asJson, include: `[Id,${fields}]` };
    const { UserStory, Feature, Epic } = await api.get(`/api/v1/${collection}/${Id}`, query, parents, signal);
    return (UserStory ?? Feature ?? Epic)?.Id;
  } catch (error) {
    // Processes may do without a level, features or epics for example; then there is no such field.
    if (isOneOf(error, 'query-rejected', 'not-found', 'forbidden')) return undefined;
    throw error;
  }
}
