import { z } from 'zod';
import { AppError } from '../../lib/app-error.ts';
import { abilitiesOf, type Ability, type AbilityId } from '../abilities.ts';
import { isOutOfScope } from '../atlassian/scopes.ts';
import { optionalField } from '../vendor-fields.ts';
import type { JiraSite } from './site.ts';

/** The permission's key; old servers have others. https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/ */
const keys: Readonly<Record<AbilityId, readonly [string, ...string[]]>> = {
  read: ['BROWSE_PROJECTS', 'BROWSE'],
  create: ['CREATE_ISSUES', 'CREATE_ISSUE'],
  edit: ['EDIT_ISSUES', 'EDIT_ISSUE'],
  delete: ['DELETE_ISSUES', 'DELETE_ISSUE'],
  comment: ['ADD_COMMENTS', 'COMMENT_ISSUE'],
  'log-time': ['WORK_ON_ISSUES', 'WORK_ISSUE'],
  attach: ['CREATE_ATTACHMENTS', 'CREATE_ATTACHMENT'],
  administer: ['ADMINISTER'],
};

const answer = z.object({
  permissions: z.record(z.string(), z.object({ havePermission: optionalField(z.boolean()) })),
});

type Known = Partial<Record<AbilityId, boolean | undefined>>;

/** Asked of no project, Jira tells what is allowed in at least one. `scoped`: the calls go through the gateway. */
export async function readAbilities(
  site: JiraSite,
  { scoped }: { readonly scoped: boolean },
  signal?: AbortSignal,
): Promise<readonly Ability[]> {
  if (!scoped) return abilitiesOf(await readPermissions(site, signal));
  try {
    return abilitiesOf(await withinScopes(site, await readPermissions(site, signal), signal));
  } catch (error) {
    if (error instanceof AppError && error.code === 'insufficient-scope') return abilitiesOf({ read: false });
    throw error;
  }
}

async function readPermissions({ api, root, isCloud }: JiraSite, signal?: AbortSignal): Promise<Known> {
  const wanted = Object.values(keys).map(([key]) => key);
  // Cloud wants them named; Data Center tells all, and has no such parameter.
  const query = isCloud ? { permissions: wanted.join(',') } : undefined;
  const { permissions } = await api.get(`${root}/mypermissions`, query, answer, signal);
  const has = (names: readonly string[]) => names.map((name) => permissions[name]?.havePermission).find(isTold);
  return Object.fromEntries(Object.entries(keys).map(([id, names]) => [id, has(names)]));
}

const isTold = (value: boolean | undefined): value is boolean => value !== undefined;

/** Permissions are the account's; a scoped token may have less. Of deleting and administering nothing can be found out without doing it. */
async function withinScopes({ api, root }: JiraSite, known: Known, signal?: AbortSignal): Promise<Known> {
  const none = `${root}/issue/0`;
  const allowed = async (id: AbilityId, method: 'POST' | 'PUT', path: string) =>
    known[id] === true ? !(await isOutOfScope(api, { method, path, body: {}, signal })) : known[id];
  const [create, edit, comment, logTime] = await Promise.all([
    allowed('create', 'POST', `${root}/issue`),
    allowed('edit', 'PUT', none),
    allowed('comment', 'POST', `${none}/comment`),
    allowed('log-time', 'POST', `${none}/worklog`),
  ]);
  const { read, delete: remove, attach } = known;
  const ifWriting = (can: boolean | undefined) => (can === true && edit !== true ? edit : can);
  return { read, create, edit, comment, 'log-time': logTime, delete: ifWriting(remove), attach: ifWriting(attach) };
}
