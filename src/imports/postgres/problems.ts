import { AppError, type ErrorCode } from '../../lib/app-error.ts';

type Told = readonly [code: ErrorCode, message: string, next: string];

/** What the driver or the server reported, in our words alone: theirs may hold the account, the address or the password. */
export function databaseProblem(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const [code, message, next] = told(marksOf(error), error instanceof Error ? error.message : '');
  return new AppError(code, message, next);
}

function told({ code, syscall }: Marks, text: string): Told {
  // A file named in the connection string: a certificate or its authority.
  if (syscall === 'open') return badTls;
  const known = byCode[code] ?? byClass[code.slice(0, 2)];
  if (known !== undefined) return known;
  // The driver's own errors have no code.
  if (/does not support SSL/.test(text)) return noTls;
  if (/timeout|timed out/i.test(text)) return tooSlow;
  if (/password must be a string|no password/i.test(text)) return refused;
  if (/sslrootcert|SSL|certificate|self.signed|ENOENT/i.test(code + text)) return badTls;
  if (/terminated unexpectedly/.test(text)) return unreachable;
  return [
    'unexpected-answer',
    'The database answered something unexpected.',
    'Check that it is the database of PM MCP Server.',
  ];
}

/** Whether TLS is what went wrong, so that a connection that only prefers it goes on without. */
export const lacksTls = (error: unknown): boolean =>
  error instanceof Error && /does not support SSL/.test(error.message);

const refused: Told = [
  'bad-credentials',
  'The database did not accept the user name or the password.',
  'Check both in the connection string. Signs such as @ and / in the password are written as %40 and %2F.',
];
const noTls: Told = [
  'tls-failure',
  'The database offers no encrypted connection, but the connection string asks for one.',
  'Ask its administrator for TLS. On the same computer sslmode=disable does no harm.',
];
const badTls: Told = [
  'tls-failure',
  'The encrypted connection to the database failed: its certificate is not trusted, or does not belong to its address.',
  'Name its certificate authority with sslrootcert=/path/to/ca.pem in the connection string.',
];
const tooSlow: Told = [
  'timeout',
  'The database did not answer in time.',
  'Check the address and the port, then try again.',
];
const unreachable: Told = [
  'connection-refused',
  'Nothing answers at the address of the database.',
  'Check the address and the port in the connection string, and that PostgreSQL is running.',
];
const unknownName: Told = [
  'name-not-resolved',
  'The address of the database is not known.',
  'Check the host in the connection string for typing errors. Inside Docker the name differs from outside.',
];
const notAllowed: Told = [
  'forbidden',
  'This user may not read the table pm_provider_connections.',
  'Use the user of PM MCP Server, or let this one read the table.',
];
const busy: Told = ['server-error', 'The database takes no connections at the moment.', 'Try again in a minute.'];

const byCode: Readonly<Record<string, Told>> = {
  '28P01': refused,
  '3D000': [
    'not-found',
    'The server has no database of this name.',
    'Check the name after the last / of the connection string.',
  ],
  '42501': notAllowed,
  '57014': tooSlow,
  '57P03': busy,
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENOENT: unreachable,
  EACCES: unreachable,
  ETIMEDOUT: tooSlow,
  ENOTFOUND: unknownName,
  EAI_AGAIN: unknownName,
  DEPTH_ZERO_SELF_SIGNED_CERT: badTls,
  SELF_SIGNED_CERT_IN_CHAIN: badTls,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: badTls,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: badTls,
  CERT_HAS_EXPIRED: badTls,
  ERR_TLS_CERT_ALTNAME_INVALID: badTls,
};

/** The first two signs of PostgreSQL's codes (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const byClass: Readonly<Record<string, Told>> = { '28': refused, '53': busy };

type Marks = { readonly code: string; readonly syscall: string };

function marksOf(error: unknown): Marks {
  const { code, syscall } = (error instanceof Error ? error : {}) as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { code: text(code), syscall: text(syscall) };
}

export const tableMissing = (database: string): AppError =>
  new AppError(
    'not-found',
    `There is no table pm_provider_connections in ${database}.`,
    'Name the database of PM MCP Server: its DATABASE_URL stands in the server’s .env file or entry.',
  );
