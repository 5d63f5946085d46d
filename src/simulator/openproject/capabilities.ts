import { Refusal, type Answer } from '../server/answer.ts';
import type { Call } from '../server/call.ts';
import { mayWrite } from './access.ts';
import { collection } from './collection.ts';
import { invalidQuery } from './errors.ts';
import { readFilters } from './filters.ts';
import { link } from './render.ts';
import { userId, type OpenProjectWorld } from './world.ts';

const reading = ['activities/read', 'time_entries/read', 'work_packages/read'];
const writing = [
  ...['time_entries/create', 'work_package_attachments/create'],
  ...['work_packages/create', 'work_packages/move', 'work_packages/update'],
];
const actions = [...reading, ...writing].sort();

type Capability = { readonly action: string; readonly project: number; readonly name: string; readonly user: number };

/** What the caller may do in the projects it sees. An action that this version does not know makes the question invalid. */
export function listCapabilities(world: OpenProjectWorld, call: Call): Answer {
  const { identity } = call;
  const filters = readFilters(call.query.get('filters')) ?? [];
  const valuesOf = (name: string) => filters.find((filter) => filter.name === name)?.values;
  const wanted = valuesOf('action') ?? actions;
  if (wanted.some((action) => !actions.includes(action)))
    throw new Refusal(invalidQuery('Filters Action filter has invalid values.'));
  const user = identity.kind === 'known' ? userId(identity.person) : 0;
  const isAboutCaller = valuesOf('principal')?.includes(String(user)) ?? true;
  const granted = mayWrite(call) ? actions : reading;
  const all = isAboutCaller
    ? granted
        .filter((action) => wanted.includes(action))
        .flatMap((action) =>
          world
            .visibleProjects(identity)
            .map(({ key, name }): Capability => ({ action, project: world.projectId(key), name, user })),
        )
    : [];
  return collection(call, { type: 'Collection', all, draw });
}

function draw({ action, project, name, user }: Capability): Record<string, unknown> {
  const id = `${action}/p${String(project)}-${String(user)}`;
  return {
    ...{ _type: 'Capability', id },
    _links: {
      self: link(`/capabilities/${id}`),
      action: link(`/actions/${action}`),
      context: link(`/projects/${String(project)}`, name),
      principal: link(`/users/${String(user)}`),
    },
  };
}
