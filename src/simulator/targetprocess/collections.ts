import {
  commentEntities,
  itemCollections,
  itemEntity,
  projectEntity,
  stateEntities,
  userEntity,
  type Entity,
} from './entities.ts';
import type { Kind } from '../company/work-item.ts';
import type { TargetprocessWorld } from './world.ts';

export type Collection = {
  /** As error texts name it. */
  readonly type: string;
  /** Whole entities, with nested collections. */
  readonly entities: readonly Entity[];
  /** What is shown only when included: nested collections, and fields of references (`EntityState.IsFinal`). */
  readonly hidden: readonly string[];
};

const nested = [
  'AssignedUser',
  'Assignments',
  ...['IsInitial', 'IsFinal', 'IsPlanned'].map((name) => `EntityState.${name}`),
];

function itemsOf(world: TargetprocessWorld, kinds: readonly Kind[]): Entity[] {
  return world.items
    .filter(({ kind }) => kinds.includes(kind))
    .map((item) => ({ ...itemEntity(world, item), ...itemCollections(item) }));
}

const all: readonly Kind[] = ['epic', 'story', 'task', 'bug'];

function build(world: TargetprocessWorld): Readonly<Record<string, Collection>> {
  const items = (type: string, kinds: readonly Kind[]): Collection => ({
    type,
    entities: itemsOf(world, kinds),
    hidden: nested,
  });
  const plain = (type: string, entities: readonly Entity[]): Collection => ({ type, entities, hidden: [] });
  const withType = (type: string): Collection => {
    const { entities, hidden } = items(type, all);
    return { type, hidden, entities: entities.map((entity) => ({ ...entity, ResourceType: type })) };
  };
  return {
    userstories: items('UserStory', ['story']),
    bugs: items('Bug', ['bug']),
    tasks: items('Task', ['task']),
    features: items('Feature', ['epic']),
    epics: items('Epic', []),
    requests: items('Request', []),
    assignables: withType('Assignable'),
    generals: withType('General'),
    projects: plain(
      'Project',
      world.projects.map((project) => projectEntity(world, project)),
    ),
    users: plain('User', world.people.map(userEntity)),
    comments: plain('Comment', commentEntities(world)),
    entitystates: plain('EntityState', stateEntities()),
  };
}

const singular: Readonly<Record<string, string>> = {
  userstory: 'userstories',
  entitystate: 'entitystates',
};

export type Find = (name: string) => Collection | undefined;

/** Plural and singular, in any case. */
export function createCollections(world: TargetprocessWorld): Find {
  const collections = build(world);
  return (name) => {
    const lower = name.toLowerCase();
    const key = [lower, singular[lower] ?? '', `${lower}s`].find((each) => Object.hasOwn(collections, each));
    return key === undefined ? undefined : collections[key];
  };
}
