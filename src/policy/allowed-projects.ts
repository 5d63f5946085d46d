import { AppError } from '../lib/app-error.ts';
import type { ProviderClient } from '../providers/provider.ts';
import type { Project } from '../providers/vocabulary.ts';
import { outside, type Guarded } from './checks.ts';

/** The projects a connection is limited to. Only asked where it is. */
export interface AllowedProjects {
  /** Absent: no limit. */
  readonly ids: readonly string[] | undefined;
  /** As the system describes them now; those it does not know any more, or does not show, are missing. */
  list(text?: string, signal?: AbortSignal): Promise<readonly Project[]>;
  /** The id of one of them by id, key or name; AppError `not-allowed` for any other. */
  idOf(project: string, signal?: AbortSignal): Promise<string>;
}

const perPage = 50;
/** 2000 projects; systems with more are found by `text`. */
const mostPages = 40;

export function createAllowedProjects(
  client: Pick<ProviderClient, 'listProjects'>,
  connection: Guarded,
): AllowedProjects {
  const listed = connection.policy.projects ?? [];
  const ids = connection.policy.projects?.map(({ id }) => id);
  let known: Promise<readonly Project[]> | undefined;

  const list: AllowedProjects['list'] = async (text, signal) => {
    const found = new Map<string, Project>();
    let cursor: string | undefined;
    for (let page = 0; page < mostPages && found.size < listed.length; page += 1) {
      const { items, nextCursor } = await client.listProjects({ text, limit: perPage, cursor, signal });
      for (const project of items) if (ids?.includes(project.id) === true) found.set(project.id, project);
      if (nextCursor === undefined) break;
      cursor = nextCursor;
    }
    return [...found.values()];
  };

  return {
    ids,
    list,
    async idOf(project, signal) {
      const wanted = project.trim().toLowerCase();
      if (ids?.includes(project.trim()) === true) return project.trim();
      known ??= list(undefined, signal);
      const all = await known;
      const words = ({ key, name, path = '' }: Project) => [key, name, `${path} / ${name}`];
      const matches = all.filter((project) => words(project).some((word) => word?.toLowerCase() === wanted));
      const [match, other] = matches;
      if (match === undefined) throw outside(connection, `“${project}”`);
      if (other === undefined) return match.id;
      throw new AppError(
        'invalid-input',
        `Several projects are called “${project}”.`,
        `Use the id: ${matches.map(({ id, path }) => (path === undefined ? id : `${id} (${path})`)).join(', ')}.`,
      );
    },
  };
}
