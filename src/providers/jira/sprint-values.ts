import { z } from 'zod';
import { vendorId } from '../vendor-fields.ts';

type SprintValue = { readonly id: string; readonly name: string; readonly state: string };

const cloudSprint = z.object({ id: vendorId, name: z.string(), state: z.string().catch('') });

/**
 * The sprints an issue is or was in, as its field holds them: objects on Cloud, the text of Java objects on Data
 * Center. https://jira.atlassian.com/browse/JSWSERVER-12108
 */
export function sprintsIn(value: unknown): readonly SprintValue[] {
  if (!Array.isArray(value)) return [];
  return (value as unknown[]).flatMap((each) => {
    if (typeof each === 'string') return javaSprint(each);
    const parsed = cloudSprint.safeParse(each);
    return parsed.success ? [{ ...parsed.data, state: parsed.data.state.toLowerCase() }] : [];
  });
}

/** `...Sprint@1f[id=37,rapidViewId=5,state=ACTIVE,name=Sprint 3,startDate=...]`; a name may hold commas. */
function javaSprint(text: string): SprintValue[] {
  const id = /[[,]id=(\d+)/.exec(text)?.[1];
  const name = /[[,]name=(.*?),(?:startDate|goal|endDate)=/.exec(text)?.[1];
  const state = /[[,]state=(\w+)/.exec(text)?.[1];
  return id === undefined || name === undefined ? [] : [{ id, name, state: (state ?? '').toLowerCase() }];
}

/** The one it is in now; a finished one where it is in none. */
export function currentSprint(value: unknown): SprintValue | undefined {
  const all = sprintsIn(value);
  return all.find(({ state }) => state === 'active') ?? all.find(({ state }) => state === 'future') ?? all.at(-1);
}
