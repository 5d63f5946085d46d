import { z } from 'zod';
import { providerIds, type ProviderId } from '../../providers/provider.ts';
import type { NamedValue } from '../../recognition/recognition.ts';
import { together, type Found } from '../found.ts';
import { connectionsIn } from '../from-values.ts';
import { readConnectionString, type Database } from '../postgres/connection-string.ts';
import type { TableRow } from '../postgres/read-table.ts';

type PostgresParts = {
  readonly readTable: (database: Database) => Promise<readonly TableRow[]>;
  readonly learn: (secret: string) => void;
};

/** The connections in PM MCP Server's database. */
export async function findInPostgres(connectionString: string, { readTable, learn }: PostgresParts): Promise<Found> {
  const database = readConnectionString(connectionString);
  for (const secret of database.secrets) learn(secret);
  const rows = await readTable(database);
  return together(await Promise.all(rows.map((each) => inRow(each, database.shown))));
}

/** Text as it is; what is missing, empty or of another type counts as not told. Columns that are not named do not matter. */
const text = z.string().trim().min(1).max(8192).optional().catch(undefined);
const row = z.object({
  name: text,
  provider_type: text,
  base_url: text,
  api_key: text,
  api_token: text,
  username: text,
  organization_id: text,
  workspace_id: text,
  is_active: z.boolean().catch(true),
});
type Row = z.output<typeof row>;

async function inRow(raw: TableRow, database: string): Promise<Found> {
  const found = row.parse(raw);
  const where = `${database}, row “${found.name ?? 'without a name'}”`;
  const provider = providerOf(found);
  if (provider === undefined) return { connections: [], left: [{ where, why: notOurs(found) }] };
  if (isEncrypted(found)) return { connections: [], left: [{ where, why: 'Its key is encrypted in the database.' }] };
  const set = { values: valuesOf(found, provider), around: {}, where, inUse: () => found.is_active, name: found.name };
  return connectionsIn(set, () => Promise.reject(new Error('A row names no files')));
}

/** `openproject_v13` is OpenProject. */
function providerOf({ provider_type }: Row): ProviderId | undefined {
  const [word] = (provider_type ?? '').toLowerCase().split(/[\s_-]/);
  return providerIds.find((id) => id === word);
}

const notOurs = ({ provider_type }: Row): string =>
  provider_type === undefined ? 'It names no system.' : 'MCP Keyring does not know this kind of system.';

/** What Python's `cryptography` makes begins so: it opens nothing without the server's own key. */
const isEncrypted = ({ api_key, api_token }: Row): boolean => /^gAAAAA/.test(api_token ?? api_key ?? '');

function valuesOf(found: Row, provider: ProviderId): readonly NamedValue[] {
  const prefix = provider.toUpperCase();
  const named = {
    [`${prefix}_URL`]: found.base_url,
    [`${prefix}_API_TOKEN`]: found.api_token ?? found.api_key,
    [`${prefix}_USERNAME`]: found.username,
    [`${prefix}_WORKSPACE_ID`]: found.workspace_id ?? found.organization_id,
  };
  return Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}
