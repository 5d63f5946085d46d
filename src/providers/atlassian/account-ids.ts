import { matchingName } from '../name-match.ts';
import { refuseName } from '../refusals.ts';

export type NamedAccount = { readonly accountId: string; readonly names: readonly string[] };

const mostPeople = 20;

/** `5b10ac8d82e05b22cc7d4ef5`, `557058:295fe89c-10c2-4b0c-ba84-a40dd14ea7b9` */
const isAccountId = (text: string): boolean => /^[0-9a-f]{24}$|^[a-z0-9]+:[\w-]{8,}$/i.test(text);

/**
 * Atlassian's cloud knows people by account id alone, the user knows names. `undefined` where nothing is to be looked
 * up; several when the name fits several; `query-rejected` when it fits nobody.
 */
export async function accountIds(
  systemName: string,
  wanted: string | undefined,
  search: (name: string) => Promise<readonly NamedAccount[]>,
): Promise<readonly string[] | undefined> {
  const name = wanted?.trim() ?? '';
  if (name === '' || name.toLowerCase() === 'me') return undefined;
  if (isAccountId(name)) return [name];
  const found = await search(name);
  // Mail addresses are often hidden in the answer, although they were searched.
  const fitting = name.includes('@') ? found : matchingName(found, name, ({ names }) => names);
  if (fitting.length === 0)
    throw refuseName(
      systemName,
      'user',
      name,
      found.flatMap(({ names }) => names),
    );
  return fitting.slice(0, mostPeople).map(({ accountId }) => accountId);
}
