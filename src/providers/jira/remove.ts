import { AppError } from '../../lib/app-error.ts';
import type { Prepared } from '../writes.ts';
import { readIssue } from './get-item.ts';
import { issuePath, type JiraSite } from './site.ts';

const mostNamed = 10;

/** Sub-tasks would go with their parent, so an issue that has some stays. */
export async function prepareDelete(site: JiraSite, id: string, signal?: AbortSignal): Promise<Prepared> {
  const { key, fields } = await readIssue(site, id, [], signal);
  const title = fields.summary ?? '';
  const subtasks = fields.subtasks ?? [];
  if (subtasks.length > 0) {
    const names = subtasks.slice(0, mostNamed).map((each) => each.key);
    throw new AppError(
      'change-rejected',
      `${key} has ${String(subtasks.length)} sub-task${subtasks.length === 1 ? '' : 's'} (${names.join(', ')}), which would be deleted with it.`,
      'Delete or move the sub-tasks first.',
    );
  }
  const changes = [{ field: 'issue', before: `${key} ${title}`.trim() }];
  return {
    kind: 'delete',
    target: `${key} ${title}`.trim(),
    projects: fields.project?.id === undefined ? [] : [fields.project.id],
    changes,
    apply: async (again) => {
      await site.api.request({ method: 'DELETE', path: issuePath(site, key), signal: again });
      return { id: key, title, changes };
    },
  };
}
