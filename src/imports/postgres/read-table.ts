import type { Client } from 'pg';
import type { Database } from './connection-string.ts';
import { databaseProblem, lacksTls, tableMissing } from './problems.ts';

export type TableRow = Readonly<Record<string, unknown>>;

const answerWithinMs = 10_000;
const most = 1000;

/** All rows of the table, read in a transaction that can change nothing. AppError for whatever goes wrong. */
export async function readTable(database: Database): Promise<readonly TableRow[]> {
  const [first = 'as-written', second] = database.attempts;
  try {
    return await readOnce(database, first).catch((error: unknown) => {
      if (second === undefined || !lacksTls(error)) throw error;
      return readOnce(database, second);
    });
  } catch (error) {
    throw databaseProblem(error);
  }
}

async function readOnce(database: Database, attempt: Database['attempts'][number]): Promise<readonly TableRow[]> {
  const client = await clientFor(database, attempt);
  // Without a listener an error between two queries would end the program.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await rowsOf(client, database);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The driver is loaded when it is needed: most users have no PM MCP Server. */
async function clientFor({ connectionString }: Database, attempt: Database['attempts'][number]): Promise<Client> {
  const { default: pg } = await import('pg');
  return new pg.Client({
    connectionString: attempt === 'as-written' ? connectionString : withTls(connectionString, attempt === 'with-tls'),
    application_name: 'mcp-keyring',
    connectionTimeoutMillis: answerWithinMs,
    query_timeout: answerWithinMs,
    statement_timeout: answerWithinMs,
  });
}

function withTls(connectionString: string, tls: boolean): string {
  const [address = '', query = ''] = connectionString.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('sslmode', tls ? 'require' : 'disable');
  return `${address}?${parameters.toString()}`;
}

async function rowsOf(client: Client, { shown }: Database): Promise<readonly TableRow[]> {
  await client.query('BEGIN TRANSACTION READ ONLY');
  const { rows: schemas } = await client.query<{ name: string }>(
    `SELECT quote_ident(n.nspname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = 'pm_provider_connections' AND c.relkind IN ('r', 'v', 'm', 'p', 'f')`,
  );
  if (schemas.length === 0) throw tableMissing(shown);
  const found: TableRow[] = [];
  for (const { name } of schemas) {
    const { rows } = await client.query<TableRow>(`SELECT * FROM ${name}.pm_provider_connections LIMIT ${most}`);
    found.push(...rows);
  }
  await client.query('ROLLBACK');
  return found;
}
