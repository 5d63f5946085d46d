import type { HandlerOutput } from '../../../src/api/contract.ts';
import type { HandlersOf } from './handlers-of.ts';

type Profile = HandlerOutput<'profiles.list'>[number];

const cursorFile = '/Users/anna/.cursor/mcp.json';
const inCursor = {
  client: 'cursor',
  clientName: 'Cursor',
  path: cursorFile,
  reload: 'Restart Cursor.',
} as const;

const start = (id: string): Profile['start'] => ({
  command: '/Applications/MCP Keyring.app/Contents/Resources/keyring-host',
  args: ['run', id, '--'],
});

const exampleProfiles: readonly Profile[] = [
  {
    id: 'github',
    name: 'GitHub',
    variables: [
      { name: 'GITHUB_TOKEN', home: 'keychain', hint: '…9f3a', version: 1, createdAt: '2026-09-01T09:00:00.000Z' },
    ],
    createdAt: '2026-09-01T09:00:00.000Z',
    start: start('github'),
  },
];

/** Profiles that tests may change, and what clients hold. */
export type FakeProfiles = {
  list: readonly Profile[];
  entries: HandlerOutput<'profiles.entries'>;
  readonly handlers: HandlersOf<'profiles'>;
};

export function createProfileHandlers(): FakeProfiles {
  const fake: FakeProfiles = {
    list: exampleProfiles,
    entries: {
      uses: [{ ...inCursor, server: 'github', profileId: 'github' }],
      movable: [
        {
          ...inCursor,
          server: 'slack',
          variables: [
            { name: 'SLACK_BOT_TOKEN', likely: true },
            { name: 'LOG_LEVEL', likely: false },
          ],
        },
      ],
    },
    handlers: {
      'profiles.list': () => [...fake.list],
      'profiles.entries': () => fake.entries,
      'profiles.create': ({ name, variables }) => {
        const id = name.toLowerCase();
        const made: Profile = {
          id,
          name,
          variables: variables.map((each, at) => variableOf(each.name, at + 1)),
          createdAt: new Date().toISOString(),
          start: start(id),
        };
        fake.list = [...fake.list, made];
        return made;
      },
      'profiles.rename': ({ id, name }) => change(fake, id, (profile) => ({ ...profile, name })),
      'profiles.setVariable': ({ id, name }) =>
        change(fake, id, (profile) => ({
          ...profile,
          variables: [...profile.variables.filter((each) => each.name !== name), variableOf(name, 9)],
        })),
      'profiles.removeVariable': ({ id, name }) =>
        change(fake, id, (profile) => ({
          ...profile,
          variables: profile.variables.filter((each) => each.name !== name),
        })),
      'profiles.remove': ({ id }) => {
        fake.list = fake.list.filter((each) => each.id !== id);
        return {};
      },
      'profiles.moveEntry': ({ server, path, client, variables }) => {
        const moved = fake.entries.movable.find((each) => each.server === server && each.path === path);
        if (moved === undefined) throw new Error(`There is no ${server} in ${client}`);
        fake.list = [
          ...fake.list,
          {
            id: server,
            name: server,
            variables: variables.map((name, at) => variableOf(name, at + 1)),
            createdAt: new Date().toISOString(),
            start: start(server),
          },
        ];
        const place = { client, clientName: moved.clientName, path, server, reload: moved.reload };
        fake.entries = {
          uses: [...fake.entries.uses, { ...place, profileId: server }],
          movable: fake.entries.movable.filter((each) => each !== moved),
        };
        return { profileId: server, path, reload: moved.reload };
      },
      'profiles.putBack': ({ server, path }) => {
        const use = fake.entries.uses.find((each) => each.server === server && each.path === path);
        if (use === undefined) throw new Error(`${server} is not moved`);
        const { profileId, ...place } = use;
        fake.entries = {
          uses: fake.entries.uses.filter((each) => each !== use),
          movable: [...fake.entries.movable, { ...place, variables: [{ name: 'GITHUB_TOKEN', likely: true }] }],
        };
        return { profileId, path, reload: use.reload };
      },
    },
  };
  return fake;
}

const variableOf = (name: string, version: number): Profile['variables'][number] => ({
  name,
  home: 'keychain',
  hint: '…cdef',
  version,
  createdAt: new Date().toISOString(),
});

function change(fake: FakeProfiles, id: string, edit: (profile: Profile) => Profile): Profile {
  const found = fake.list.find((each) => each.id === id);
  if (found === undefined) throw new Error(`There is no profile ${id}`);
  const changed = edit(found);
  fake.list = fake.list.map((each) => (each.id === id ? changed : each));
  return changed;
}
