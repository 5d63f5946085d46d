import { startedServerAt } from '../../clients/server-entry.ts';
import { refusalOf } from '../../profiles/variable-name.ts';
import type { Spot } from '../detect/spot.ts';
import type { Inspected } from '../inspected.ts';
import type { PlaceChange, PlannedPlace } from '../move.ts';

type Choices = Pick<PlannedPlace, 'choices' | 'suggested' | 'advice'>;

/** What can be done at a place, and what is sensible there. `ours`: the key belongs to one of our systems. */
export function choicesAt(file: Inspected, spot: Spot, ours: boolean): Choices {
  if (file.damaged) return { choices: [], advice: damaged };
  switch (file.target.source) {
    case 'client':
    case 'project':
      return spot.server === undefined ? emptied : inEntry(file, spot, ours);
    case 'client-backup':
    case 'own-backup':
      return emptied;
    case 'env-file':
    case 'settings-file':
      return { choices: ['empty'], advice: 'Programs that read this file get no key from it afterwards.' };
    case 'shell-profile':
      return { choices: ['empty'], advice: 'Programs that you start in a terminal get no key from it afterwards.' };
  }
}

const emptied: Choices = { choices: ['empty'], suggested: 'empty' };
const damaged =
  'This file cannot be read by its owner either, so MCP Keyring leaves it alone. Correct it, or delete it if it is an old copy.';

function inEntry(file: Inspected, spot: Spot, ours: boolean): Choices {
  const run: readonly PlaceChange[] = canRun(file, spot) ? ['run'] : [];
  const shared = file.target.source === 'project';
  if (ours) {
    const own: readonly PlaceChange[] = shared ? ['remove'] : ['replace', 'remove'];
    return {
      choices: [...own, ...run],
      suggested: shared ? 'remove' : 'replace',
      ...(shared && { advice: sharedFile }),
    };
  }
  if (run.length > 0) return { choices: [...run, 'remove'], suggested: 'run', ...(shared && { advice: sharedFile }) };
  return { choices: ['remove'], advice: adviceFor(spot) };
}

const sharedFile = 'This file belongs to a project: others who use it are affected, too.';

/** Only what a server gets in its environment can come from the keychain instead. */
function canRun({ target, text }: Inspected, { server, field, name, value, secret }: Spot): boolean {
  if (field !== 'env' || server === undefined || name === undefined || target.client === undefined) return false;
  if (value.trim() !== secret || refusalOf(name) !== undefined) return false;
  return startedServerAt(target.client, text, server) !== undefined;
}

function adviceFor({ field }: Spot): string {
  switch (field) {
    case 'args':
      return 'The server gets the key as an argument, where every program on this computer can read it. See whether the server also takes it from a variable; MCP Keyring can then keep it. Otherwise replace the key now and then.';
    case 'headers':
    case 'address':
      return 'The client sends the key to a remote server itself, so it has to stand in the file. See whether the client can sign in another way (OAuth, or a variable); otherwise replace the key now and then.';
    case 'env':
    case 'value':
    case 'text':
      return 'The client reads the key from this place, so it cannot come from the keychain. Remove the entry if you do not need it, or replace the key now and then.';
  }
}
