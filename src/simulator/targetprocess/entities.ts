import { toHtml } from '../rich-text/html.ts';
import { priorityNames, stateId, states, typeIds, typeNames, type TargetprocessWorld } from './world.ts';
import type { Kind, Project, Stage, WorkItem } from '../company/work-item.ts';
import type { Person } from '../company/people.ts';

/** A whole entity as the API writes it; `where` and `include` look into it. */
export type Entity = Readonly<Record<string, unknown>>;

/** The instance's zone is only for display: the number is UTC. */
const time = (date: Date | undefined): string | null => (date === undefined ? null : `/Date(${date.getTime()}+0200)/`);
const dayTime = (day: string | undefined): string | null => time(day === undefined ? undefined : new Date(day));

const generalUser = (person: Person): Entity => ({
  ResourceType: 'GeneralUser',
  Id: person.number,
  FirstName: person.firstName,
  LastName: person.lastName,
  Login: person.login,
  FullName: person.name,
});

const role = { ResourceType: 'Role', Id: 10, Name: 'Developer' };
const founded = new Date('2024-02-01T08:00:00Z');

export const userEntity = (person: Person): Entity => ({
  ResourceType: 'User',
  Id: person.number,
  FirstName: person.firstName,
  LastName: person.lastName,
  Email: person.email,
  Login: person.login,
  FullName: person.name,
  CreateDate: time(founded),
  ModifyDate: time(founded),
  DeleteDate: null,
  IsActive: true,
  IsAdministrator: person.number === 1,
  Locale: null,
  Kind: 'User',
  GlobalId: `g-${person.number}`,
  IsIntegration: false,
  AccessStartDate: null,
  AccessEndDate: null,
  FrontdoorUserId: `f-${person.number}`,
  FrontdoorUserRoles: person.number === 1 ? 'Admin' : 'User',
  PasswordHashAlgorithm: 'IdentityV3',
  EntityVersion: 49_537_000 + person.number,
  LastLoginDate: time(founded),
  WeeklyAvailableHours: 37.5,
  CurrentAllocation: 100,
  CurrentAvailableHours: 0,
  AvailableFrom: null,
  AvailableFutureAllocation: 0,
  AvailableFutureHours: 0,
  IsObserver: false,
  IsContributor: false,
  LegacySkills: null,
  ActiveDirectoryName: null,
  RichEditor: 'Markdown',
  Role: role,
  CustomFields: [],
});

const reference = (type: string, id: number, name: string): Entity => ({ ResourceType: type, Id: id, Name: name });
const entityType = (name: string): Entity => ({
  ...reference('EntityType', typeIds[name] ?? 0, name),
  IsUnitInHourOnly: false,
});

const stateReference = (kind: Kind, stage: Stage): Entity => ({
  ...reference('EntityState', stateId(kind, stage), states[stage].name),
  NumericPriority: stateId(kind, stage),
});

/** A state with what it means; lists show less of it unless asked. */
const state = (kind: Kind, stage: Stage): Entity => ({
  ...stateReference(kind, stage),
  IsInitial: states[stage].isInitial,
  IsFinal: states[stage].isFinal,
  IsPlanned: false,
});

export function projectEntity(world: TargetprocessWorld, project: Project): Entity {
  const owner = world.people[0];
  return {
    ...reference('Project', world.projectId(project.key), project.name),
    Description: toHtml(project.about),
    StartDate: time(project.items[0]?.createdAt),
    EndDate: null,
    CreateDate: time(project.items[0]?.createdAt),
    ModifyDate: time(project.items.at(-1)?.updatedAt),
    LastCommentDate: null,
    Tags: '',
    NumericPriority: world.projectId(project.key),
    EntityVersion: 48_759_000,
    EntityType: entityType('Project'),
    Owner: owner === undefined ? null : generalUser(owner),
    IsActive: true,
    IsProduct: false,
    Abbreviation: project.name.replaceAll(/[^A-Z]/g, ''),
    MailReplyAddress: null,
    Color: null,
    IsPrivate: false,
    Process: { ResourceType: 'Process', Id: 2, Name: 'Scrum' },
    Program: null,
    Company: null,
    CustomFields: [],
  };
}

/** Fields of every assignable; links to its place in the plan differ by kind. */
export function itemEntity(world: TargetprocessWorld, item: WorkItem): Entity {
  const done = item.stage === 'done';
  const effort = item.kind === 'epic' ? 0 : item.priority * 2;
  return {
    ...reference(typeNames[item.kind], world.itemId(item), item.title),
    Description: `<!--markdown-->${item.description}`,
    StartDate: dayTime(item.startOn),
    EndDate: done ? time(item.updatedAt) : null,
    CreateDate: time(item.createdAt),
    ModifyDate: time(item.updatedAt),
    LastCommentDate: time(item.remarks.at(-1)?.at),
    Tags: item.labels.join(', '),
    NumericPriority: world.itemId(item) + 0.5,
    EntityVersion: 48_759_000 + world.itemId(item),
    EntityType: entityType(typeNames[item.kind]),
    LastEditor: generalUser(item.author),
    Owner: generalUser(item.author),
    Creator: generalUser(item.author),
    LastCommentedUser: item.remarks.at(-1) === undefined ? null : generalUser(item.author),
    Project: projectReference(world, item),
    LinkedTestPlan: null,
    Milestone: null,
    Effort: effort,
    EffortCompleted: done ? effort : 0,
    EffortToDo: done ? 0 : effort,
    Progress: done ? 1 : 0,
    TimeSpent: 0,
    TimeRemain: 0,
    LastStateChangeDate: time(item.updatedAt),
    PlannedStartDate: null,
    PlannedEndDate: dayTime(item.dueOn),
    Units: 'h',
    Release: null,
    Iteration: null,
    TeamIteration: null,
    Team: null,
    Priority: { ...reference('Priority', item.priority + 4, priorityNames[item.priority]), Importance: item.priority },
    EntityState: state(item.kind, item.stage),
    ResponsibleTeam: null,
    ...placeOf(world, item),
    CustomFields: [],
  };
}

function projectReference(world: TargetprocessWorld, item: WorkItem): Entity {
  const project = world.projects.find(({ key }) => key === item.project);
  const process = { ResourceType: 'Process', Id: 2 };
  return { ...reference('Project', world.projectId(item.project), project?.name ?? ''), Process: process };
}

function placeOf(world: TargetprocessWorld, item: WorkItem): Entity {
  const link = (type: string, target: WorkItem | undefined): Entity | null =>
    target === undefined ? null : reference(type, world.itemId(target), target.title);
  switch (item.kind) {
    case 'story':
      return { InitialEstimate: 0, Feature: link('Feature', world.featureOf(item)), Build: null };
    case 'bug':
      return { Severity: null, Feature: link('Feature', world.featureOf(item)), UserStory: null, Build: null };
    case 'task':
      return { UserStory: link('UserStory', world.storyOf(item)) };
    case 'epic':
      return { InitialEstimate: 0, Epic: null };
  }
}

/** Nested collections come only when `include` names them. */
export function itemCollections(item: WorkItem): Entity {
  const users = item.assignee === undefined ? [] : [item.assignee];
  return {
    AssignedUser: { Items: users.map(generalUser) },
    Assignments: {
      Items: users.map((person) => ({
        ResourceType: 'Assignment',
        Id: item.number,
        GeneralUser: generalUser(person),
        Role: role,
      })),
    },
  };
}

export function commentEntities(world: TargetprocessWorld): Entity[] {
  return world.items.flatMap((item) =>
    item.remarks.map((remark, index) => ({
      ResourceType: 'Comment',
      Id: world.itemId(item) * 10 + index,
      Description: toHtml(remark.text),
      ParentId: null,
      CreateDate: time(remark.at),
      DescriptionModifyDate: time(remark.at),
      IsPrivate: false,
      IsPinned: false,
      EntityVersion: 48_888_000,
      General: reference('General', world.itemId(item), item.title),
      Owner: generalUser(remark.author),
    })),
  );
}

export function stateEntities(): Entity[] {
  const kinds = Object.keys(typeNames) as Kind[];
  const stages = Object.keys(states) as Stage[];
  const workflow = { ResourceType: 'Workflow', Id: 202, Name: 'Project workflow', ParentWorkflow: null };
  return kinds.flatMap((kind) =>
    stages.map((stage) => ({
      ...state(kind, stage),
      Workflow: workflow,
      ParentEntityState: null,
      Role: role,
      EntityType: reference('EntityType', typeIds[typeNames[kind]] ?? 0, typeNames[kind]),
    })),
  );
}
