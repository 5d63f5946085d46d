import { readFileSync } from 'node:fs';
import { AppError } from '../../../src/lib/app-error.ts';
import { providerIds, type Provider, type ProviderClient, type ProviderId } from '../../../src/providers/provider.ts';
import type { TokenCalls, TokenInfo } from '../../../src/providers/tokens.ts';
import { writeWhole, type Gate } from './gate.ts';

type State = {
  keys: string[];
  tokens: { id: string; name: string; secret: string }[];
  /** Keys that are refused from the first list of projects on. */
  dying: string[];
  made: number;
};

/** A system whose keys outlive the process: it knows keys, and makes and revokes tokens. */
export function createFileSystem(path: string, gate: Gate) {
  const read = (): State => JSON.parse(readFileSync(path, 'utf8')) as State;
  const write = (state: State): void => {
    writeWhole(path, JSON.stringify(state));
  };
  const knows = (secret: string): boolean => {
    const { keys, tokens } = read();
    return keys.includes(secret) || tokens.some((token) => token.secret === secret);
  };
  const check = (secret: string): Promise<void> =>
    knows(secret)
      ? Promise.resolve()
      : Promise.reject(new AppError('bad-credentials', 'The system did not accept the key.', 'Replace it.'));
  const die = (secret: string): void => {
    const state = read();
    if (state.dying.includes(secret)) write({ ...state, keys: state.keys.filter((key) => key !== secret) });
  };
  const client = (secret: string): ProviderClient => ({
    whoAmI: () => check(secret).then(() => ({ id: 'mia', name: 'Mia Krystof' })),
    listProjects: () => {
      die(secret);
      return check(secret).then(() => ({ items: [] }));
    },
    searchItems: () => Promise.resolve({ items: [] }),
    getItem: (id) => Promise.resolve({ id, title: id }),
    tokens: tokenCalls(secret),
  });
  const infoOf = ({ id, name }: { id: string; name: string }): TokenInfo => ({ id, name });
  const tokenCalls = (secret: string): TokenCalls => ({
    list: () => check(secret).then(() => read().tokens.map(infoOf)),
    create: async ({ name }) => {
      await check(secret);
      const state = read();
      const made = state.made + 1;
      const token = { id: String(made), name, secret: `token-${made}-0123456789abcdef` };
      gate();
      write({ ...state, made, tokens: [...state.tokens, token] });
      gate();
      return { info: infoOf(token), secret: token.secret };
    },
    revoke: async (id) => {
      await check(secret);
      const state = read();
      const tokens = state.tokens.filter((token) => token.id !== id);
      gate();
      write({ ...state, tokens });
      gate();
      return tokens.length < state.tokens.length;
    },
    own: () =>
      check(secret).then(() => {
        const token = read().tokens.find((each) => each.secret === secret);
        return token && infoOf(token);
      }),
  });
  const provider = (id: ProviderId): Provider => ({
    descriptor: {
      ...{ id, name: id, summary: '', addressLabel: 'Address', addressPlaceholder: '', addressHelp: '' },
      authMethods: [{ id: 'api-key', label: 'API key', secretLabel: 'API key', help: '' }],
    },
    readAddress: (typed) => new URL(typed),
    identify: ({ address }) => Promise.resolve({ endpoint: endpointOf(id, address) }),
    locate: ({ address }) => Promise.resolve(endpointOf(id, address)),
    open: ({ credentials }) => client(credentials.secret),
  });
  return {
    providers: Object.fromEntries(providerIds.map((id) => [id, provider(id)])) as Record<ProviderId, Provider>,
    knows,
    tokens: () => read().tokens,
    begin: ({ keys, token }: { keys: string[]; token: string | undefined }) => {
      const tokens = token === undefined ? [] : [{ id: '1', name: 'by hand', secret: token }];
      write({ keys, tokens, dying: [], made: 1 });
    },
    letDie: (key: string) => {
      write({ ...read(), dying: [key] });
    },
  };
}

const endpointOf = (id: ProviderId, baseUrl: string) =>
  ({ baseUrl, deployment: id === 'jira' ? 'data-center' : 'cloud' }) as const;
