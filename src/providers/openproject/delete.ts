import { someOf } from '../some-of.ts';
import type { Prepared } from '../writes.ts';
import { sendDelete } from './attachments.ts';
import { readAll } from './collections.ts';
import type { Context } from './context.ts';
import { idIn } from './hrefs.ts';
import { readWork } from './work.ts';
import { workPackage, type WorkPackage } from './schemas.ts';

const deepest = 10;
const mostNamed = 20;

/** OpenProject deletes what lies below a work package with it, so that is part of what is shown. */
export async function prepareDelete(context: Context, id: string, signal?: AbortSignal): Promise<Prepared> {
  const found = await readWork(context, id, signal);
  const below = await everythingBelow(context, found, signal);
  const all = [found, ...(below ?? [])];
  const projects = all.map(({ _links }) => idIn(_links.project?.href));
  const canBeTold = below !== undefined && projects.every((project) => project !== undefined);
  const target = `#${found.id} ${found.subject}`;
  const children = childrenText(below);
  const changes = [
    { field: 'work package', before: target },
    ...(children === undefined ? [] : [{ field: 'children, deleted with it', before: children }]),
  ];
  return {
    kind: 'delete',
    target,
    projects: canBeTold ? [...new Set(projects)] : [],
    changes,
    apply: async (applied) => {
      await sendDelete(context, `/api/v3/work_packages/${encodeURIComponent(found.id)}`, applied);
      return { id: found.id, title: found.subject, changes };
    },
  };
}

/** `undefined` when it goes deeper than can be looked through. */
async function everythingBelow(context: Context, found: WorkPackage, signal?: AbortSignal) {
  const all: WorkPackage[] = [];
  let level: readonly WorkPackage[] = [found];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === deepest) return undefined;
    const filters = JSON.stringify([{ parent: { operator: '=', values: level.map(({ id }) => id) } }]);
    level = await readAll(context.api, '/api/v3/work_packages', { filters }, workPackage, signal);
    all.push(...level);
  }
  return all;
}

function childrenText(below: readonly WorkPackage[] | undefined): string | undefined {
  if (below === undefined) return 'more than could be counted';
  if (below.length === 0) return undefined;
  return someOf(
    below.map(({ id, subject }) => `#${id} ${subject}`),
    mostNamed,
  );
}
