import { newConnection, type NewConnection } from '../connections/inputs.ts';
import { AppError, toProblem } from '../lib/app-error.ts';
import type { HeldCandidate } from './held.ts';
import type { ImportsParts } from './parts.ts';
import type { ImportChoice, ImportOutcome } from './preview.ts';

/** Tested and saved as a connection that is added by hand. A failure is a result: the others go on. */
export async function importOne(
  found: HeldCandidate | undefined,
  choice: ImportChoice,
  parts: Pick<ImportsParts, 'connections' | 'keys' | 'descriptors'>,
): Promise<ImportOutcome['outcome']> {
  try {
    return await add(found ?? unknown(), choice, parts);
  } catch (error) {
    return { ok: false, problem: toProblem(error) };
  }
}

async function add(
  found: HeldCandidate,
  choice: ImportChoice,
  parts: Pick<ImportsParts, 'connections' | 'keys' | 'descriptors'>,
): Promise<ImportOutcome['outcome']> {
  const { connections, keys } = parts;
  const toAdd = toBeAdded(found, choice, parts);
  const { id, name } = await connections.add(toAdd);
  const stillIn = toAdd.reference === undefined ? [...found.places] : [];
  if (found.keyFile === undefined) await keys.setExposed(id, exposedIn(found.places));
  if (!found.inUse) await connections.setActive(id, false);
  return { ok: true, connectionId: id, name, paused: !found.inUse, stillIn };
}

/** What was found, with what the user changed. AppError `invalid-input` where it is not complete or not known any more. */
export function toBeAdded(
  found: HeldCandidate | undefined,
  choice: ImportChoice,
  { descriptors }: Pick<ImportsParts, 'descriptors'>,
): NewConnection {
  const { provider, method, workspaceId, secret, keyFile } = found ?? unknown();
  const fixed = descriptors.find(({ id }) => id === provider)?.fixedAddress;
  const staysInFile = choice.keepInFile && keyFile !== undefined;
  return checked({
    ...{ provider, method, workspaceId, name: choice.name },
    address: fixed ?? choice.address,
    account: choice.account === '' ? undefined : choice.account,
    ...(staysInFile ? { reference: { kind: 'file', path: keyFile } } : { secret }),
  });
}

/** What came from a file is checked as what is typed. */
function checked(input: unknown): NewConnection {
  const parsed = newConnection.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? '');
  const message = field === 'address' ? 'The address is missing.' : 'Something about this connection is not complete.';
  throw new AppError('invalid-input', message, issue?.message ?? 'Complete it and import it again.');
}

const exposedIn = (places: readonly string[]): string => places.join('; ').slice(0, 200);

function unknown(): never {
  throw new AppError('invalid-input', 'This was already imported, or is not known any more.', 'Look again.');
}
