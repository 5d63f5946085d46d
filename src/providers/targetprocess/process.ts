import type { ApiClient } from '../http/api-client.ts';
import { isSameType } from './entity-types.ts';
import { isOneOf } from './failures.ts';
import { readAll } from './read-all.ts';
import {
  entityState,
  named,
  tpCustomField,
  tpPriority,
  tpWorkflow,
  type EntityState,
  type Named,
  type TpCustomField,
} from './schemas.ts';
import { quoted } from './where.ts';

/** What a process defines. All of it is asked for by process and checked, because filters may be ignored without a word. */

const inProcess = (id: string) => ({
  clause: `Process.Id eq ${id}`,
  holds: ({ Process }: { readonly Process?: { readonly Id: string } | undefined }) =>
    Process?.Id === undefined || Process.Id === id,
});

/** The types a process has a workflow for. */
export async function typesOf(api: ApiClient, processId: string, signal?: AbortSignal): Promise<readonly string[]> {
  const rows = await readAll(
    api,
    {
      collection: 'Workflows',
      row: tpWorkflow,
      include: '[Id,Process[Id],EntityType[Id,Name],ParentWorkflow[Id]]',
      conditions: [inProcess(processId)],
    },
    signal,
  );
  const names = rows.flatMap(({ EntityType, ParentWorkflow }) =>
    ParentWorkflow === undefined ? (EntityType?.Name ?? []) : [],
  );
  return [...new Set(names)];
}

/** All states of a process, those of its teams' own workflows too, in the order of the board. */
export async function statesOf(
  api: ApiClient,
  processId: string,
  type: string | undefined,
  signal?: AbortSignal,
): Promise<readonly EntityState[]> {
  const ofProcess = {
    clause: `Workflow.Process.Id eq ${processId}`,
    holds: ({ Workflow }: EntityState) => Workflow?.Process?.Id === undefined || Workflow.Process.Id === processId,
  };
  const ofType = (name: string) => ({
    clause: `Workflow.EntityType.Name eq ${quoted(name)}`,
    holds: (row: EntityState) => typeOf(row) === undefined || isSameType(typeOf(row) ?? '', name),
  });
  const rows = await readAll(
    api,
    {
      collection: 'EntityStates',
      row: entityState,
      include:
        '[Id,Name,IsInitial,IsFinal,NumericPriority,Role[Id,Name],ParentEntityState[Id,Name],NextStates[Id,Name],Workflow[Id,Process[Id],EntityType[Name],ParentWorkflow[Id]]]',
      conditions: [ofProcess, ...(type === undefined ? [] : [ofType(type)])],
    },
    signal,
  );
  return rows.toSorted((a, b) => (a.NumericPriority ?? 0) - (b.NumericPriority ?? 0));
}

export const typeOf = ({ Workflow, EntityType }: EntityState): string | undefined =>
  Workflow?.EntityType?.Name ?? EntityType?.Name;

/** Whether it belongs to the workflow all teams share, and not to that of one team. */
export const isShared = ({ Workflow, ParentEntityState }: EntityState): boolean =>
  Workflow?.ParentWorkflow === undefined && ParentEntityState === undefined;

export async function prioritiesOf(
  api: ApiClient,
  type: string | undefined,
  signal?: AbortSignal,
): Promise<readonly (Named & { readonly Name: string })[]> {
  const rows = await readAll(
    api,
    {
      collection: 'Priorities',
      row: tpPriority,
      include: '[Id,Name,Importance,EntityType[Id,Name]]',
      conditions:
        type === undefined
          ? []
          : [
              {
                clause: `EntityType.Name eq ${quoted(type)}`,
                holds: ({ EntityType }) => EntityType?.Name === undefined || isSameType(EntityType.Name, type),
              },
            ],
    },
    signal,
  );
  return rows.toSorted((a, b) => (a.Importance ?? 0) - (b.Importance ?? 0));
}

export async function customFieldsOf(
  api: ApiClient,
  processId: string,
  type: string,
  signal?: AbortSignal,
): Promise<readonly TpCustomField[]> {
  return await readAll(
    api,
    {
      collection: 'CustomFields',
      row: tpCustomField,
      include: '[Id,Name,FieldType,Value,Required,EntityType[Id,Name],Process[Id]]',
      conditions: [
        inProcess(processId),
        {
          clause: `EntityType.Name eq ${quoted(type)}`,
          holds: ({ EntityType }) => EntityType?.Name === undefined || isSameType(EntityType.Name, type),
        },
      ],
    },
    signal,
  );
}

/** The values of a list, a line each. */
export const optionsOf = ({ Value }: TpCustomField): string[] =>
  (Value ?? '').split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** Names of a collection that an account may do without: severities, tags, roles. */
export async function namesIn(
  api: ApiClient,
  collection: string,
  signal?: AbortSignal,
): Promise<readonly (Named & { readonly Name: string })[]> {
  try {
    const rows = await readAll(api, { collection, row: named, include: '[Id,Name]' }, signal);
    return rows.flatMap(({ Id, Name }) => (Name === undefined ? [] : [{ Id, Name }]));
  } catch (error) {
    if (isOneOf(error, 'forbidden', 'not-found', 'query-rejected')) return [];
    throw error;
  }
}
