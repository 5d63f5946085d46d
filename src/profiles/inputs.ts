import { z } from 'zod';
import { secretReference } from '../secrets/secret-reference.ts';
import { profileId, profileName } from './profile.ts';
import { variableName } from './variable-name.ts';

/** What the window sends. Keys go inward only: no answer has one of these shapes. */

/** Far above the longest token a system gives out; what is longer was copied by mistake. */
const secret = z.string().trim().min(1, 'Paste the key.').max(8192, 'This is too long for a key.');

/** The key itself, or where it is read from. */
const keySource = z.union([z.object({ secret }), z.object({ reference: secretReference })], 'Paste the key.');

const newVariable = z.object({ name: variableName, source: keySource });

export const newProfile = z.object({
  name: profileName,
  variables: z
    .array(newVariable)
    .min(1, 'Add at least one variable.')
    .max(100)
    .refine(
      (variables) => new Set(variables.map(({ name }) => name)).size === variables.length,
      'Each variable can be there once.',
    ),
});

export const byProfile = z.object({ id: profileId });
export const profileRename = byProfile.extend({ name: profileName });
export const profileVariable = byProfile.extend({ name: variableName });
export const profileKey = profileVariable.extend({ source: keySource });
