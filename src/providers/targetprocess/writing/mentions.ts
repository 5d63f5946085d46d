import { isSameName } from '../../name-match.ts';
import { activeUsers } from '../people.ts';
import { mentionsIn, type Mails } from '../rich-texts.ts';
import type { WriteSite } from './snapshot.ts';

/** Targetprocess mentions people by e-mail address; a text without mentions costs no request. */
export async function mailsFor({ api }: WriteSite, markdown: string, signal?: AbortSignal): Promise<Mails> {
  const named = mentionsIn(markdown);
  if (named.length === 0) return new Map();
  const users = await activeUsers(api, signal);
  return new Map(
    named.flatMap((who) => {
      const user = users.find(({ Id, Login, Email }) => [Id, Login, Email].some((one) => isSameName(one, who)));
      return user?.Email === undefined ? [] : [[who, user.Email] as const];
    }),
  );
}
