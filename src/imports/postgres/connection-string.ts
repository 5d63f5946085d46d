import { AppError } from '../../lib/app-error.ts';

export type Database = {
  /** For the driver, with TLS as libpq understands it. */
  readonly connectionString: string;
  /** Tried one after the other: with TLS first where it is only preferred. */
  readonly attempts: readonly ('as-written' | 'with-tls' | 'without-tls')[];
  /** For people, without account and password: "pm_agent on db.example.com". */
  readonly shown: string;
  /** What must not be seen anywhere. */
  readonly secrets: readonly string[];
};

/** As PM MCP Server's own DATABASE_URL: `postgresql://user:password@host:5432/pm_agent`, also `postgresql+psycopg2://`. */
export function readConnectionString(typed: string): Database {
  const text = typed.trim().replace(/^(["'])(.*)\1$/, '$2');
  const usual = text.replace(/^postgres(ql)?(\+[a-z0-9]+)?:\/\//i, 'postgresql://');
  if (!usual.startsWith('postgresql://')) throw unreadable();
  const url = parse(usual);
  // A / of the password that was not encoded: its rest would be taken for the database's name, and shown.
  if (/[@/]/.test(url.pathname.slice(1))) throw unreadable();
  const host = decoded(url.searchParams.get('host') ?? url.hostname);
  const mode = url.searchParams.get('sslmode');
  if (!url.searchParams.has('uselibpqcompat')) url.searchParams.set('uselibpqcompat', 'true');
  const password = decoded(url.password);
  return {
    connectionString: url.href.replace(`@${dummyHost}`, '@').replace(`//${dummyHost}`, '//'),
    attempts: attemptsFor(mode, host),
    shown: `${decoded(url.pathname.slice(1)) || 'the database'} on ${host === '' || host === dummyHost ? 'this computer' : host}`,
    secrets: [typed, url.password, password, url.searchParams.get('password') ?? ''].filter((each) => each !== ''),
  };
}

/** A URL of this scheme needs a host, which a socket's address lacks: `postgresql:///pm_agent?host=/run/postgresql`. */
const dummyHost = 'socket.invalid';

function parse(text: string): URL {
  const complete = text.replace(/^postgresql:\/\/([^/?#@]*@)?(?=[/?#]|$)/, `postgresql://$1${dummyHost}`);
  if (!URL.canParse(complete)) throw unreadable();
  return new URL(complete);
}

/** libpq prefers TLS and does without where the server has none; on the same computer it is not needed. */
function attemptsFor(mode: string | null, host: string): Database['attempts'] {
  if (mode === 'prefer' || mode === 'allow') return ['with-tls', 'without-tls'];
  if (mode !== null || isHere(host)) return ['as-written'];
  return ['with-tls', 'without-tls'];
}

const isHere = (host: string): boolean =>
  host === dummyHost || host.startsWith('/') || /^(localhost|127(\.\d+){3}|\[?::1\]?)?$/.test(host);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Without what was typed: it may hold the password. */
const unreadable = (): AppError =>
  new AppError(
    'invalid-input',
    'This is not a connection string of PostgreSQL.',
    'It looks like postgresql://user:password@host:5432/pm_agent. Signs such as @ and / in the password are written as %40 and %2F.',
  );
