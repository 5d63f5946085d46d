import { workTypes } from './schema.ts';
import { priorityNames, states, typeIds } from './world.ts';
import type { Row, Store } from './store.ts';
import type { Stage } from '../company/work-item.ts';

const stages = Object.keys(states) as Stage[];

/** Number of a state: every process has states of its own for every type, with the same names. */
const stateId = (processIndex: number, type: string, stage: Stage): number =>
  (typeIds[type] ?? 0) * 10 + states[stage].offset + 38 + processIndex * 600;

function addRoles(store: Store): void {
  for (const [id, Name] of [
    [7, 'Product Owner'],
    [10, 'Developer'],
    [11, 'QA Engineer'],
  ] as const) {
    store.add('Role', { Name, HasEffort: id !== 7 }, id);
  }
}

function addWorkflow(store: Store, process: Row, processIndex: number, type: string): Row {
  const EntityType = store.named('EntityType', type) ?? null;
  const workflow = store.add(
    'Workflow',
    { Name: 'Project workflow', Process: process, EntityType },
    202 + processIndex * 100 + (typeIds[type] ?? 0),
  );
  const roles = { todo: 'Product Owner', doing: 'Developer', review: 'QA Engineer', done: undefined } as const;
  const rows = stages.map((stage) => {
    const { name: Name, isInitial: IsInitial, isFinal: IsFinal } = states[stage];
    const id = stateId(processIndex, type, stage);
    const Role = store.named('Role', roles[stage] ?? '') ?? null;
    return store.add(
      'EntityState',
      { Name, IsInitial, IsFinal, NumericPriority: id, Workflow: workflow, EntityType, Process: process, Role },
      id,
    );
  });
  const [todo, doing, review, done] = rows as [Row, Row, Row, Row];
  store.nextStates.set(todo, [doing, done]);
  store.nextStates.set(doing, [todo, review, done]);
  store.nextStates.set(review, [doing, done]);
  store.nextStates.set(done, [doing]);
  return workflow;
}

/** The way a team splits "In Progress" for itself. */
function addTeamWorkflow(store: Store, process: Row, parent: Row): void {
  const EntityType = parent.ref('EntityType') ?? null;
  const fields = { Name: 'Checkout workflow', Process: process, EntityType, ParentWorkflow: parent };
  const workflow = store.add('Workflow', fields, 290);
  const whole = store.where('EntityState', 'Workflow', parent)[1] ?? null;
  for (const [index, Name] of ['Coding', 'Code Review'].entries()) {
    const rest = { EntityType, Process: process, ParentEntityState: whole, NumericPriority: 900 + index };
    store.add('EntityState', { Name, Workflow: workflow, ...rest }, 900 + index);
  }
}

function addPriorities(store: Store, type: string, typeIndex: number): void {
  for (const [importance, Name] of Object.entries(priorityNames)) {
    const EntityType = store.named('EntityType', type) ?? null;
    const fields = { Name, Importance: Number(importance), IsDefault: importance === '3', EntityType };
    store.add('Priority', fields, Number(importance) + 4 + typeIndex * 10);
  }
}

const customFields = [
  { Name: 'Origin', FieldType: 'DropDown', Value: 'Customer\nSupport\nInternal', of: ['UserStory', 'Bug'] },
  { Name: 'Cost Center', FieldType: 'Number', Value: '', of: ['UserStory', 'Feature'] },
  { Name: 'Needs Training', FieldType: 'CheckBox', Value: '', of: ['UserStory'] },
  { Name: 'Go Live', FieldType: 'Date', Value: '', of: ['UserStory', 'Feature'] },
  { Name: 'Channels', FieldType: 'MultipleSelectionList', Value: 'Shop\nApp\nStore', of: ['UserStory'] },
  { Name: 'Found In', FieldType: 'Text', Value: '', of: ['Bug'], Required: true },
] as const;

function addCustomFields(store: Store, process: Row): void {
  for (const { of, ...fields } of customFields) {
    for (const type of of) {
      const EntityType = store.named('EntityType', type) ?? null;
      store.add('CustomField', { ...fields, EntityFieldName: fields.Name, EntityType, Process: process });
    }
  }
}

/** Two processes with the same state names and other numbers, so that a state of the wrong one is noticed. */
export function addProcesses(store: Store): void {
  for (const [name, id] of Object.entries(typeIds)) store.add('EntityType', { Name: name }, id);
  addRoles(store);
  for (const [index, type] of workTypes.entries()) addPriorities(store, type, index);
  for (const [id, Name] of ['Blocking', 'Normal', 'Small'].entries()) store.add('Severity', { Name }, id + 1);
  for (const [id, Name] of ['Dependency', 'Blocker', 'Relation', 'Link', 'Duplicate'].entries()) {
    store.add('RelationType', { Name }, id + 1);
  }
  for (const [index, Name] of ['Scrum', 'Kanban'].entries()) {
    const process = store.add('Process', { Name, IsDefault: index === 0 }, 2 + index);
    const workflows = workTypes.map((type) => addWorkflow(store, process, index, type));
    const ofStories = workflows[workTypes.indexOf('UserStory')];
    if (index === 0 && ofStories !== undefined) {
      addTeamWorkflow(store, process, ofStories);
      addCustomFields(store, process);
    }
  }
}
