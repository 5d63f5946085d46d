import type { Account } from '../vocabulary.ts';
import type { ClickUpUser, Member } from './schemas.ts';

/** Guests who never chose a name have an e-mail address only. */
export const nameOf = ({ id, username, email }: Member): string => username ?? email ?? `user ${id}`;

export function toAccount(user: ClickUpUser): Account {
  return { id: user.id, name: nameOf(user), email: user.email };
}
