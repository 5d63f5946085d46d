import { abilitiesOf, type Ability } from '../abilities.ts';
import type { Workspace } from './schemas.ts';
import type { ClickUp } from './workspaces.ts';

const owner = 1;
const administrator = 2;
const member = 3;

/**
 * By the role in the workspace, the best one where there are several. What a guest may do differs from thing to thing, and
 * a role of the workspace's own may be anything: of those only reading is known.
 */
export async function readAbilities({ surroundings }: ClickUp, signal?: AbortSignal): Promise<readonly Ability[]> {
  const [me, workspaces] = await Promise.all([surroundings.me(signal), surroundings.workspaces(signal)]);
  const roles = workspaces.flatMap((workspace) => rolesIn(workspace, me.id));
  if (roles.length === 0) return abilitiesOf({ read: true });
  const administer = roles.some(({ role }) => role === owner || role === administrator);
  const isMember = administer || roles.some(({ role, custom_role: own }) => role === member && own === undefined);
  const can = isMember || undefined;
  const work = { create: can, edit: can, delete: can, comment: can, 'log-time': can, attach: can };
  return abilitiesOf({ read: true, ...work, administer });
}

function rolesIn({ members }: Workspace, id: string) {
  return (members ?? []).flatMap(({ user }) => (user.id === id && user.role !== undefined ? [user] : []));
}
