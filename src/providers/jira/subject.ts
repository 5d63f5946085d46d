import { AppError } from '../../lib/app-error.ts';
import type { ItemChange } from '../writes.ts';
import { readIssue } from './get-item.ts';
import { isWeb, readExtras } from './links.ts';
import { issuePath, type JiraSite } from './site.ts';
import { differences, snapshotOf, type Snapshot } from './snapshot.ts';
import type { Step } from './steps.ts';
import type { Issue } from './wire.ts';
import type { FieldMeta } from './wire-fields.ts';

/** What a part of a change comes to: the steps, and what will stand in the issue afterwards (absent: nothing). */
export type Plan = {
  readonly steps: readonly Step[];
  readonly after: ReadonlyMap<string, string | undefined>;
  readonly metas: readonly FieldMeta[];
  readonly projects: readonly string[];
};

export type Subject = { readonly issue: Issue; readonly before: Snapshot };

export type Extras = { readonly watchers: boolean; readonly webLinks: boolean };

export function extrasOf({ add, remove }: ItemChange): Extras {
  const links = [...(add?.links ?? []), ...(remove?.links ?? [])];
  return { watchers: add?.watchers !== undefined || remove?.watchers !== undefined, webLinks: links.some(isWeb) };
}

export async function look(site: JiraSite, id: string, wanted: Extras, signal?: AbortSignal): Promise<Subject> {
  const issue = await readIssue(site, id, [], signal);
  const extras = await readExtras(site, issue.key, wanted, signal);
  return { issue, before: await snapshotOf(site, issue, extras) };
}

/** PUT, and once more after a conflict, unless what is to change was changed by somebody else meanwhile. */
export function editStep(
  site: JiraSite,
  body: Readonly<Record<string, unknown>>,
  { before }: Subject,
  names: readonly string[],
): Step {
  const send = (key: string, signal?: AbortSignal) =>
    site.api.request({ method: 'PUT', path: issuePath(site, key), body, signal });
  return {
    field: names.join(', '),
    run: async (key, signal) => {
      try {
        await send(key, signal);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'conflict')) throw error;
        const now = await look(site, key, { watchers: false, webLinks: false }, signal);
        if (differences(names, before, now.before).length > 0) throw error;
        await send(key, signal);
      }
    },
  };
}
