import { json, type Answer } from '../server/answer.ts';
import { validationErrors, type Violation } from './errors.ts';
import { formatted, OpenProjectRenderer } from './render.ts';
import { schemaOf } from './schema.ts';
import type { OpenProjectWorld } from './world.ts';
import type { Work } from './work.ts';

const written = [
  ...['type', 'status', 'priority', 'project', 'parent', 'version', 'sprint', 'category', 'assignee', 'responsible'],
  'customField1',
];

/** What would be sent on committing. */
function payloadOf(world: OpenProjectWorld, work: Work): Record<string, unknown> {
  const { lockVersion, subject, description, startDate, dueDate, estimatedTime, percentageDone, reference } = work;
  const drawn = new OpenProjectRenderer(world).workPackage(work, false)['_links'] as Record<string, unknown>;
  return {
    ...{ lockVersion, subject, description: formatted(description), percentageDone },
    startDate: startDate ?? null,
    dueDate: dueDate ?? null,
    estimatedTime: estimatedTime ?? null,
    customField2: reference === '' ? null : reference,
    _links: Object.fromEntries(Object.entries(drawn).filter(([name]) => written.includes(name))),
  };
}

export type FormParts = {
  readonly draft: Work;
  readonly before: Work | undefined;
  readonly violations: readonly Violation[];
  /** The form's own address and where it is committed. */
  readonly self: string;
  readonly commit: string;
};

/** A form answers 200 whatever is wrong; what is wrong is in it. */
export function workForm(world: OpenProjectWorld, parts: FormParts): Answer {
  const { draft, before, violations, self, commit } = parts;
  const method = before === undefined ? 'post' : 'patch';
  return json({
    _type: 'Form',
    _embedded: {
      payload: payloadOf(world, draft),
      schema: schemaOf(world, draft, before),
      validationErrors: validationErrors(violations),
    },
    _links: {
      self: { href: self, method: 'post' },
      validate: { href: self, method: 'post' },
      ...(violations.length === 0 ? { commit: { href: commit, method } } : {}),
    },
  });
}
