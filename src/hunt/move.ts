import { z } from 'zod';
import { problem } from '../lib/app-error.ts';
import { authMethodId, providerId } from '../providers/provider.ts';
import { find, findGroup } from './report.ts';

/**
 * What is done at one place. `replace`: our own entry takes the place of the server's. `remove`: the server's entry
 * goes. `run`: the server stays and is started through `keyring-host run`. `empty`: the key is cut out of the text.
 */
const placeChange = z.enum(['replace', 'remove', 'run', 'empty']);
export type PlaceChange = z.infer<typeof placeChange>;

const plannedPlace = z.object({
  find,
  choices: z.array(placeChange),
  /** Absent: nothing is done unless the user says so. */
  suggested: placeChange.optional(),
  /** What the user should know or do himself. */
  advice: z.string().optional(),
});
export type PlannedPlace = z.infer<typeof plannedPlace>;

/** What the place tells of the connection; the user completes it. Never the key. */
const connectionProposal = z.object({
  provider: providerId,
  name: z.string(),
  address: z.string().optional(),
  method: authMethodId.optional(),
  account: z.string().optional(),
  workspaceId: z.string().optional(),
});
export type ConnectionProposal = z.infer<typeof connectionProposal>;

const existingConnection = z.object({
  id: z.uuid(),
  name: z.string(),
  provider: providerId,
  /** False: it is the same account at the same system with another key. */
  sameKey: z.boolean(),
});
export type ExistingConnection = z.infer<typeof existingConnection>;

export const movePlan = z.object({
  group: findGroup,
  proposals: z.array(connectionProposal),
  existing: z.array(existingConnection),
  /** Under what name the key can be given to other servers; absent where no place names a variable. */
  profile: z.object({ name: z.string(), variables: z.array(z.string()) }).optional(),
  places: z.array(plannedPlace),
});
export type MovePlan = z.infer<typeof movePlan>;

const chosenPlaces = z.array(z.object({ findId: z.string(), change: placeChange })).max(1000);

const text = z.string().trim().max(2048);

export const previewRequest = z.object({
  groupId: z.string(),
  changes: chosenPlaces,
  /** Keep it for other servers, under this name. */
  profileName: text.min(1, 'Enter a name.').max(80, 'At most 80 characters.').optional(),
});
export type PreviewRequest = z.infer<typeof previewRequest>;

export const filePreview = z.object({
  path: z.string(),
  /** Unified, everything that may be a key hidden. */
  diff: z.string(),
  fingerprint: z.string(),
});
export type FilePreview = z.infer<typeof filePreview>;

const connectionName = z.string().trim().min(1, 'Give the connection a name.').max(80, 'At most 80 characters.');

export const moveRequest = previewRequest.extend({
  /** To be made, each tested first. */
  connections: z
    .array(
      z.object({
        provider: providerId,
        name: connectionName,
        address: text.min(1, 'Enter the address.'),
        method: authMethodId,
        account: text.optional(),
        workspaceId: text.optional(),
      }),
    )
    .max(5),
  /** Connections that have this key already. */
  existing: z.array(z.uuid()).max(100),
  /** What was shown: refused where a file changed since. */
  fingerprints: z.array(z.object({ path: z.string(), fingerprint: z.string() })),
});
export type MoveRequest = z.output<typeof moveRequest>;

/** `clean`: looked at again, the key is not in it. `left`: where the user left it. `still-there`: it was not changed. */
const movedFile = z.object({
  path: z.string(),
  outcome: z.enum(['clean', 'left', 'still-there']),
  problem: problem.optional(),
});
export type MovedFile = z.infer<typeof movedFile>;

const named = z.object({ id: z.string(), name: z.string() });

export const huntMove = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  what: z.string(),
  hint: z.string(),
  connections: z.array(named),
  profile: named.optional(),
  files: z.array(movedFile),
  /** `under-way`: it was interrupted, or runs now. */
  state: z.enum(['under-way', 'done', 'put-back', 'forgotten']),
});
export type HuntMove = z.infer<typeof huntMove>;

export const moveResult = z.object({
  move: huntMove,
  /** Places that still hold the key. */
  remaining: z.array(find),
});
export type MoveResult = z.infer<typeof moveResult>;

/** What became of putting files back. */
export const putBackResult = z.object({
  files: z.array(z.object({ path: z.string(), problem: problem.optional() })),
});
export type PutBackResult = z.infer<typeof putBackResult>;
