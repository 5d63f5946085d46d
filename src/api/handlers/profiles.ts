import type { EntryMoves } from '../../profiles/entry-moves.ts';
import type { Profile } from '../../profiles/profile.ts';
import type { Profiles, VariableSource } from '../../profiles/profiles.ts';
import { startThrough, type RunHost } from '../../profiles/wrap.ts';
import type { SecretReference } from '../../secrets/secret-reference.ts';
import type { CallsOf } from './calls-of.ts';

/** What answers the calls of src/api/calls/profiles.ts. */
export type ProfileServices = {
  readonly profiles: Profiles;
  readonly entryMoves: EntryMoves;
  readonly runHost: RunHost;
};

type Source = { readonly secret: string } | { readonly reference: SecretReference };

export function profileHandlers({ profiles, entryMoves, runHost }: ProfileServices): CallsOf<'profiles'> {
  const shown = (profile: Profile) => {
    const { command, args } = startThrough(profile.id, runHost);
    return { ...profile, start: { command, args: [...args] } };
  };
  return {
    'profiles.list': async () => (await profiles.list()).map(shown),
    'profiles.entries': () => entryMoves.overview(),
    'profiles.create': ({ name, variables }) => {
      const sources = variables.map((each) => [each.name, sourceOf(each.source)] as const);
      return profiles.create({ name, variables: Object.fromEntries(sources) }).then(shown);
    },
    'profiles.rename': ({ id, name }) => profiles.rename(id, name).then(shown),
    'profiles.setVariable': ({ id, name, source }) => profiles.setVariable(id, name, sourceOf(source)).then(shown),
    'profiles.removeVariable': ({ id, name }) => profiles.removeVariable(id, name).then(shown),
    'profiles.remove': ({ id }) => entryMoves.removeProfile(id).then(() => ({})),
    'profiles.moveEntry': (move) => entryMoves.moveEntry(move),
    'profiles.putBack': (place) => entryMoves.putBack(place),
  };
}

const sourceOf = (source: Source): VariableSource => ('secret' in source ? source.secret : source.reference);
