import { abilitiesOf, type Ability } from '../abilities.ts';
import type { ApiClient } from '../http/api-client.ts';
import { isOneOf } from './failures.ts';
import { asJson, whoAmIPath } from './requests.ts';
import { context, tpUser, type TpUser } from './schemas.ts';

/** What a role allows cannot be asked: known is who may do everything, and who may only look. */
export async function readAbilities(api: ApiClient, signal?: AbortSignal): Promise<readonly Ability[]> {
  const { IsAdministrator: isAdministrator, IsObserver: isObserver } = await readMe(api, signal);
  const can = isAdministrator === true ? true : isObserver === true ? false : undefined;
  const work = { create: can, edit: can, delete: can, 'log-time': can, attach: can };
  // Observers may comment.
  const comment = isAdministrator === true || undefined;
  return abilitiesOf({ read: true, ...work, comment, administer: isAdministrator });
}

async function readMe(api: ApiClient, signal?: AbortSignal): Promise<TpUser> {
  try {
    return await api.get(whoAmIPath, asJson, tpUser, signal);
  } catch (error) {
    if (!isOneOf(error, 'forbidden', 'not-found')) throw error;
  }
  return (await api.get('/api/v1/Context', asJson, context, signal)).LoggedUser;
}
