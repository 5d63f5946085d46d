import type { FilePreview, HuntMove, MoveRequest, MoveResult, PreviewRequest } from '../move.ts';
import { assertClaudeQuit } from '../../clients/claude-desktop/running.ts';
import { fingerprintOf } from '../../clients/files/config-file.ts';
import { unifiedDiff } from '../../clients/files/unified-diff.ts';
import { AppError } from '../../lib/app-error.ts';
import { withTilde } from '../../lib/home-path.ts';
import type { Find } from '../report.ts';
import type { FileCopy } from '../sealed.ts';
import type { Target } from '../target.ts';
import { edited, type EditParts } from './edited.ts';
import { keepInConnections, keepInProfile, profileToBe } from './keep-key.ts';
import { masked } from './masked.ts';
import type { MovingParts } from './parts.ts';
import { changesOf, keyOf, type FileChanges, type KeyInFiles } from './planned.ts';
import { writeFiles } from './write-files.ts';

/** The exact changes, with everything that may be a key hidden. */
export async function preview(request: PreviewRequest, parts: MovingParts): Promise<FilePreview[]> {
  const key = keyOf(await parts.inspect(), request.groupId, parts.idOf);
  const literals = literalsOf(key);
  const changes = changesOf(key, request.changes);
  const profile = await profileToBe(key, changes, request.profileName, parts.profiles);
  return changes.map(({ file, chosen }) => {
    const { text, target } = file;
    const after = edited(file, chosen, editParts(parts, profile?.id));
    const [shownBefore, shownAfter] = [masked(text, target, literals), masked(after, target, literals)];
    return {
      path: target.path,
      diff: unifiedDiff(target.path, shownBefore, shownAfter),
      fingerprint: fingerprintOf(text),
    };
  });
}

/**
 * Brings a key to safety, then takes it out of the files: first the connection (tested) or the profile, then the
 * encrypted copies, then one file after the other, each looked at again. Whatever fails in the middle, the key is safe,
 * and the answer says which files still hold it; the same can be done again.
 */
export async function moveKey(request: MoveRequest, parts: MovingParts): Promise<MoveResult> {
  const key = keyOf(await parts.inspect(), request.groupId, parts.idOf);
  const changes = changesOf(key, request.changes);
  assertAsShown(changes, request);
  await assertNoClaude(changes, parts);
  // Fails before anything is made where an edit is impossible.
  copiesOf(changes, editParts(parts, undefined));
  const connections = await keepInConnections(key, request, parts);
  const profile = await keepInProfile(key, changes, request.profileName, parts);
  const where = exposedIn(key.group.finds, parts.surroundings.home);
  for (const { id } of connections) await parts.keys.setExposed(id, where);
  const copies = copiesOf(changes, editParts(parts, profile?.id));
  const move = await begin(key, { connections, profile, copies }, parts);
  if (copies.length > 0) await keepCopies(move.id, copies, parts);
  const files = await writeFiles(copies, literalsOf(key), parts);
  const done = await parts.history.change(move.id, (current) => ({ ...current, files, state: 'done' }));
  const { report } = await parts.inspect();
  return { move: done, remaining: report.groups.find(({ id }) => id === request.groupId)?.finds ?? [] };
}

/** Without them no file is changed, and there is nothing to put back. */
async function keepCopies(id: string, copies: readonly FileCopy[], parts: MovingParts): Promise<void> {
  try {
    await parts.copies.keep(id, copies);
  } catch (error) {
    await parts.history.remove(id);
    throw error;
  }
}

type Kept = {
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly profile: { readonly id: string; readonly name: string } | undefined;
  readonly copies: readonly FileCopy[];
};

/** Written down before the first file is changed: after a crash the history leads to the copies. */
async function begin(
  { group }: KeyInFiles,
  { connections, profile, copies }: Kept,
  parts: MovingParts,
): Promise<HuntMove> {
  const move: HuntMove = {
    id: parts.newId(),
    at: parts.clock.now().toISOString(),
    what: group.what,
    hint: group.hint,
    connections: [...connections],
    ...(profile !== undefined && { profile }),
    files: copies.map(({ path }) => ({ path, outcome: 'still-there' })),
    state: 'under-way',
  };
  await parts.history.add(move);
  return move;
}

function editParts({ ownEntry, runHost, clock }: MovingParts, profileId: string | undefined): EditParts {
  const day = clock.now().toISOString().slice(0, 10);
  return { ownEntry, runHost, profileId, note: `taken out of this file by MCP Keyring on ${day}` };
}

function copiesOf(changes: readonly FileChanges[], parts: EditParts): readonly FileCopy[] {
  return changes.map(({ file, chosen }) => ({
    path: file.target.path,
    before: file.text,
    after: edited(file, chosen, parts),
  }));
}

function assertAsShown(changes: readonly FileChanges[], { fingerprints }: MoveRequest): void {
  for (const { file } of changes) {
    const shown = fingerprints.find(({ path }) => path === file.target.path);
    if (shown?.fingerprint === fingerprintOf(file.text)) continue;
    throw new AppError(
      'file-changed-meanwhile',
      `${file.target.path} was changed by another program in the meantime.`,
      'Quit the program that it belongs to, look at the change again and repeat it.',
    );
  }
}

/** The window advises to quit the other clients, too; of Claude it is known that the key would be back. */
async function assertNoClaude(
  changes: readonly FileChanges[],
  { surroundings, processes }: MovingParts,
): Promise<void> {
  const ofClaude = changes.some(({ file: { target } }) => target.source === 'client' && isClaude(target));
  if (ofClaude) assertClaudeQuit(surroundings.platform, await processes());
}

const isClaude = ({ client }: Target): boolean => client?.id === 'claude-desktop';

/** Both forms: as the key is, and as it stands in a header. */
const literalsOf = ({ places }: KeyInFiles): readonly string[] => [
  ...new Set(places.flatMap(({ spot }) => [spot.secret, spot.literal])),
];

function exposedIn(finds: readonly Find[], home: string): string {
  const paths = [...new Set(finds.map(({ path }) => withTilde(path, home)))];
  const [first = '', ...more] = paths;
  if (more.length === 0) return `In plain text in ${first}`;
  return `In plain text in ${first} and ${more.length} more ${more.length === 1 ? 'file' : 'files'}`;
}
