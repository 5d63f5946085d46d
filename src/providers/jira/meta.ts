import { isSameName } from '../name-match.ts';
import { refuseUnknown } from './refusals.ts';
import { issuePath, type JiraSite } from './site.ts';
import { createFields, createTypes, editFields, type FieldMeta, type IssueType } from './wire-fields.ts';

const pageSize = 200;

/** The types that can be made in a project, and the fields they are made with. */
export const typesOf = ({ api, root }: JiraSite, projectId: string, signal?: AbortSignal): Promise<IssueType[]> =>
  api.get(
    `${root}/issue/createmeta/${encodeURIComponent(projectId)}/issuetypes`,
    { maxResults: pageSize },
    createTypes,
    signal,
  );

export async function fieldsToCreate(
  { api, root }: JiraSite,
  projectId: string,
  typeId: string,
  signal?: AbortSignal,
): Promise<readonly FieldMeta[]> {
  const path = `${root}/issue/createmeta/${encodeURIComponent(projectId)}/issuetypes/${encodeURIComponent(typeId)}`;
  const first = await api.get(path, { maxResults: pageSize }, createFields, signal);
  // Data Center may cut the page smaller than asked.
  const isAll = first.total === undefined || first.fields.length >= first.total || first.fields.length === 0;
  if (isAll) return first.fields;
  const rest = await api.get(path, { startAt: first.fields.length, maxResults: pageSize }, createFields, signal);
  return [...first.fields, ...rest.fields];
}

export const fieldsToEdit = (site: JiraSite, id: string, signal?: AbortSignal): Promise<readonly FieldMeta[]> =>
  site.api.get(issuePath(site, id, '/editmeta'), undefined, editFields, signal);

export function typeNamed(types: readonly IssueType[], wanted: string): IssueType {
  const found = types.find(({ id, name }) => id === wanted || isSameName(name, wanted));
  if (found === undefined)
    throw refuseUnknown(
      'type',
      wanted,
      types.map(({ name }) => name),
    );
  return found;
}
