import { generalTypes, isWork, workTypes } from './schema.ts';
import type { Row, Store } from './store.ts';

/** A collection inside an entity: `Comments`, `Tasks`, `AssignedUser`. */
type Nested = { readonly type: string; readonly rows: (store: Store, row: Row) => readonly Row[] };

const by = (type: string, field: string): Nested => ({ type, rows: (store, row) => store.where(type, field, row) });

const ofGeneral: Readonly<Record<string, Nested>> = {
  Comments: by('Comment', 'General'),
  Attachments: by('Attachment', 'General'),
  MasterRelations: by('Relation', 'Slave'),
  SlaveRelations: by('Relation', 'Master'),
};

const ofAssignable: Readonly<Record<string, Nested>> = {
  ...ofGeneral,
  AssignedUser: {
    type: 'GeneralUser',
    rows: (store, row) => store.where('Assignment', 'Assignable', row).flatMap((one) => one.ref('GeneralUser') ?? []),
  },
  Assignments: by('Assignment', 'Assignable'),
  AssignedTeams: by('TeamAssignment', 'Assignable'),
  Times: by('Time', 'Assignable'),
};

const own: Readonly<Record<string, Readonly<Record<string, Nested>>>> = {
  Epic: { Features: by('Feature', 'Epic') },
  Feature: { UserStories: by('UserStory', 'Feature'), Bugs: by('Bug', 'Feature') },
  UserStory: { Tasks: by('Task', 'UserStory'), Bugs: by('Bug', 'UserStory') },
  Project: Object.fromEntries([...workTypes].map((type) => [`${type}s`.replace(/ys$/, 'ies'), by(type, 'Project')])),
  EntityState: { NextStates: { type: 'EntityState', rows: (store, row) => store.nextStates.get(row) ?? [] } },
  Team: { TeamProjects: by('TeamProject', 'Team') },
  Workflow: { EntityStates: by('EntityState', 'Workflow') },
};

/** The collections inside an entity seen as `type`, which may be a base type. */
export function nestedOf(type: string): Readonly<Record<string, Nested>> {
  const isAssignable = type === 'Assignable' || isWork(type);
  const shared = isAssignable ? ofAssignable : type === 'General' || generalTypes.includes(type) ? ofGeneral : {};
  return { ...shared, ...own[type] };
}
