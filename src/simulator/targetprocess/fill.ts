import { toHtml } from '../rich-text/html.ts';
import { addPeople } from './people.ts';
import { addProcesses } from './process.ts';
import { Store, type Row, type Value } from './store.ts';
import { priorityNames, states, typeNames } from './world.ts';
import type { Person } from '../company/people.ts';
import type { Project, WorkItem } from '../company/work-item.ts';

const dayMs = 86_400_000;
const ms = (date: Date | undefined): number | null => date?.getTime() ?? null;
/** Midnight in the zone of the account. */
const day = (text: string | undefined): number | null =>
  text === undefined ? null : Date.parse(`${text}T00:00+02:00`);

function addProject(store: Store, project: Project, index: number): Row {
  const process = store.of('Process')[index === 2 ? 1 : 0] ?? null;
  return store.add(
    'Project',
    {
      Name: project.name,
      Description: toHtml(project.about),
      StartDate: ms(project.items[0]?.createdAt),
      CreateDate: ms(project.items[0]?.createdAt),
      ModifyDate: ms(project.items.at(-1)?.updatedAt),
      Tags: '',
      NumericPriority: 201 + index,
      EntityVersion: 48_759_000,
      EntityType: store.named('EntityType', 'Project') ?? null,
      Owner: store.of('User')[0] ?? null,
      IsActive: true,
      Abbreviation: project.name.replaceAll(/[^A-Z]/g, ''),
      Process: process,
    },
    201 + index,
  );
}

/** The state of that name in the workflow that all teams of the project share. */
function stateOf(store: Store, project: Row, type: string, name: string): Row | undefined {
  return store
    .of('EntityState')
    .find(
      (row) =>
        row.ref('Process') === project.ref('Process') &&
        row.ref('EntityType')?.text('Name') === type &&
        row.fields['Name'] === name &&
        row.ref('ParentEntityState') === undefined,
    );
}

function priorityOf(store: Store, type: string, name: string): Row | undefined {
  return store
    .of('Priority')
    .find((row) => row.fields['Name'] === name && row.ref('EntityType')?.text('Name') === type);
}

function workFields(store: Store, project: Row, item: WorkItem, id: number): Record<string, Value> {
  const type = typeNames[item.kind];
  const author = store.find('User', item.author.number) ?? null;
  const isDone = item.stage === 'done';
  const effort = item.kind === 'epic' ? 0 : item.priority * 2;
  return {
    Name: item.title,
    Description: `<!--markdown-->${item.description}`,
    StartDate: day(item.startOn),
    EndDate: isDone ? ms(item.updatedAt) : null,
    CreateDate: ms(item.createdAt),
    ModifyDate: ms(item.updatedAt),
    LastCommentDate: ms(item.remarks.at(-1)?.at),
    Tags: item.labels.join(', '),
    NumericPriority: id + 0.5,
    EntityVersion: 48_759_000 + id,
    EntityType: store.named('EntityType', type) ?? null,
    LastEditor: author,
    Owner: author,
    Creator: author,
    Project: project,
    Effort: effort,
    EffortCompleted: isDone ? effort : 0,
    EffortToDo: isDone ? 0 : effort,
    Progress: isDone ? 1 : 0,
    TimeSpent: 0,
    TimeRemain: 0,
    LastStateChangeDate: ms(item.updatedAt),
    PlannedEndDate: day(item.dueOn),
    Units: 'h',
    Priority: priorityOf(store, type, priorityNames[item.priority]) ?? null,
    EntityState: stateOf(store, project, type, states[item.stage].name) ?? null,
    ...(item.kind === 'task' ? {} : { InitialEstimate: 0 }),
  };
}

type Placed = { readonly item: WorkItem; readonly row: Row };

/** Features hold stories and bugs; a task belongs to the last story before it, or the first one. */
function placeOf(item: WorkItem, placed: readonly Placed[]): Record<string, Value> {
  const feature = placed.find((each) => each.item.number === item.parent)?.row ?? null;
  const stories = placed.filter((each) => each.item.kind === 'story');
  const story = stories.findLast((each) => each.item.number < item.number) ?? stories[0];
  if (item.kind === 'task') return { UserStory: story?.row ?? null };
  return item.kind === 'epic' ? {} : { Feature: feature };
}

function addWork(store: Store, project: Row, items: readonly WorkItem[], firstId: number): void {
  const placed = items.map((item, index): Placed => {
    const id = firstId + index;
    const row = store.add(typeNames[item.kind], workFields(store, project, item, id), id);
    return { item, row };
  });
  for (const { item, row } of placed) {
    Object.assign(row.fields, placeOf(item, placed));
    addWhatHangsOn(store, item, row);
  }
}

function addWhatHangsOn(store: Store, item: WorkItem, row: Row): void {
  const assignee = item.assignee === undefined ? undefined : store.find('User', item.assignee.number);
  if (assignee !== undefined) {
    store.add('Assignment', { Assignable: row, GeneralUser: assignee, Role: assignee.ref('Role') ?? null });
  }
  const date = ms(item.updatedAt);
  const Modifier = store.find('User', item.author.number) ?? null;
  const EntityState = row.ref('EntityState') ?? null;
  store.add(`${row.type}History`, { Date: date, EntityState, Modifier, [row.type]: row });
  for (const [index, remark] of item.remarks.entries()) {
    const at = ms(remark.at);
    const Owner = store.find('User', remark.author.number) ?? null;
    const fields = { Description: toHtml(remark.text), CreateDate: at, DescriptionModifyDate: at, General: row, Owner };
    store.add('Comment', { ...fields, EntityVersion: 48_888_000 }, row.id * 10 + index);
  }
}

function addTeams(store: Store): void {
  for (const [index, Name] of ['Checkout', 'Stores'].entries()) {
    const team = store.add('Team', { Name, IsActive: true, Abbreviation: Name.slice(0, 2).toUpperCase() }, 51 + index);
    const projects = store.of('Project').filter((_, place) => (index === 0 ? place < 2 : place === 2));
    for (const project of projects) store.add('TeamProject', { Team: team, Project: project });
  }
  for (const project of store.of('Project')) {
    for (const user of store.of('User').slice(0, 8)) {
      store.add('ProjectMember', {
        IsActive: true,
        Allocation: 100,
        Project: project,
        User: user,
        Role: user.ref('Role') ?? null,
      });
    }
  }
}

/** One that is over, the current one and the next, from a Monday each. */
function addSprints(store: Store, now: Date): void {
  const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00+02:00`);
  const spans = [-21, -7, 7].map((from, index) => ({ start: today + from * dayMs, index }));
  const dates = (start: number, days: number, index: number) => ({
    StartDate: start,
    EndDate: start + days * dayMs,
    CreateDate: start,
    ModifyDate: start,
    IsCurrent: index === 1,
  });
  const type = (name: string) => ({ EntityType: store.named('EntityType', name) ?? null, Tags: '' });
  for (const { start, index } of spans) {
    for (const team of store.of('Team')) {
      const Name = `${team.text('Name')} #${String(index + 1)}`;
      store.add('TeamIteration', { Name, Team: team, ...dates(start, 13, index), ...type('TeamIteration') });
    }
  }
  for (const project of store.of('Project')) {
    for (const { start, index } of spans) {
      const Name = `${project.text('Abbreviation')} ${String(index + 1)}.0`;
      const fields = { ...dates(start - 7 * dayMs, 28, index), ...type('Release') };
      store.add('Release', { Name, Project: project, ...fields });
    }
  }
}

/** Enough of everything else that each kind of thing is seen once. */
function addExtras(store: Store, now: Date): void {
  const stories = store.of('UserStory');
  const [first, second, third] = stories;
  if (first === undefined || second === undefined || third === undefined) return;
  const RelationType = store.named('RelationType', 'Blocker') ?? null;
  store.add('Relation', { RelationType, Master: second, Slave: third });
  const User = store.of('User')[0] ?? null;
  store.add('GeneralFollower', { General: second, User });
  const Role = store.named('Role', 'Developer') ?? null;
  const spent = { Project: first.ref('Project') ?? null, User, Role, Assignable: second, Remain: 0 };
  const at = now.getTime() - 3 * dayMs;
  store.add('Time', { ...spent, Description: 'Talked to the bank', Spent: 1.5, Date: at, CreateDate: at });
  second.fields['TimeSpent'] = 1.5;
  const Team = store.of('Team')[0] ?? null;
  for (const story of stories.filter((row) => row.ref('Project') === first.ref('Project'))) {
    store.add('TeamAssignment', { Assignable: story, Team, EntityState: story.ref('EntityState') ?? null });
  }
  const sprint = store.of('TeamIteration').find((row) => row.fields['IsCurrent'] === true) ?? null;
  second.fields['TeamIteration'] = sprint;
}

/** What one Targetprocess account holds. */
export function fillStore(projects: readonly Project[], people: readonly Person[], now: Date): Store {
  const store = new Store();
  addProcesses(store);
  addPeople(store, people);
  let firstId = 12_001;
  for (const [index, project] of projects.entries()) {
    const row = addProject(store, project, index);
    addWork(store, row, project.items, firstId);
    firstId += project.items.length;
  }
  addTeams(store);
  addSprints(store, now);
  addExtras(store, now);
  for (const label of new Set(projects.flatMap(({ items }) => items.flatMap(({ labels }) => labels)))) {
    store.add('Tag', { Name: label });
  }
  return store;
}
