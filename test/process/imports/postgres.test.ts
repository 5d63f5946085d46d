import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostgres } from '../../../scripts/tools/postgres.ts';
import { readTable } from '../../../src/imports/postgres/read-table.ts';
import { findInPostgres } from '../../../src/imports/sources/postgres.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { owner, startCluster, type Cluster } from '../../fakes/postgres/cluster.ts';

const programs = findPostgres();
const tls = resolve(import.meta.dirname, '../../fixtures/tls');
const cloudKey = 'ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz=1A2B3C4D';
const openProjectKey = 'opapi-0123456789abcdef0123456789abcdef';
const clickUpKey = 'pk_81000001_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** As PM MCP Server makes it. */
const table = `CREATE TABLE pm_provider_connections (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name varchar(255) NOT NULL, provider_type varchar(50) NOT NULL,
  base_url varchar(500) NOT NULL, api_key varchar(500), api_token varchar(500), username varchar(255),
  organization_id varchar(255), project_key varchar(255), workspace_id varchar(255), additional_config jsonb,
  is_active boolean DEFAULT true, created_by uuid, created_at timestamp DEFAULT now(), updated_at timestamp DEFAULT now(),
  last_sync_at timestamp, backend_provider_id uuid UNIQUE)`;

const rows = `INSERT INTO pm_provider_connections (name, provider_type, base_url, api_key, api_token, username, organization_id, workspace_id, is_active) VALUES
  ('Jira of Ada', 'jira', 'https://acme.atlassian.net', NULL, '${cloudKey}', 'ada@acme.example', NULL, NULL, true),
  ('Projects', 'openproject_v13', 'https://op.acme.example', '${openProjectKey}', '', '', NULL, NULL, NULL),
  ('Tasks', 'ClickUp', 'https://api.clickup.com', '${clickUpKey}', NULL, NULL, '9001', NULL, false),
  ('Own', 'mock', 'http://localhost', NULL, NULL, NULL, NULL, NULL, true),
  ('Empty', 'jira', 'https://acme.atlassian.net', NULL, '  ', 'ada@acme.example', NULL, NULL, true),
  ('Sealed', 'openproject', 'https://op.acme.example', 'gAAAAABmZmZmZmZmZmZmZmZm', NULL, NULL, NULL, NULL, true)`;

if (programs === undefined) process.stdout.write('skipped: the import from PostgreSQL (there is no PostgreSQL here)\n');

describe.skipIf(programs === undefined)('the database of PM MCP Server', () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster(programs ?? '', { cert: `${tls}/self-signed.pem`, key: `${tls}/own-key.pem` });
    await cluster.sql('CREATE DATABASE pm_agent');
    await cluster.sql(`${table}; ${rows}`, 'pm_agent');
    await cluster.sql("CREATE ROLE stranger LOGIN PASSWORD 'stranger-pw'");
  }, 90_000);
  afterAll(() => cluster.close());

  const learned: string[] = [];
  const look = (connectionString: string) =>
    findInPostgres(connectionString, { readTable, learn: (secret) => learned.push(secret) });
  const problemOf = (connectionString: string) =>
    look(connectionString).then(
      () => undefined,
      (error: unknown) => (error instanceof AppError ? error : undefined),
    );

  it('gives every connection with its key, account, workspace, and whether it is in use', async () => {
    const { connections, left } = await look(cluster.url({ database: 'pm_agent' }));
    expect(connections).toEqual([
      expect.objectContaining({
        ...{ name: 'Jira of Ada', provider: 'jira', method: 'api-token', secret: cloudKey, inUse: true },
        ...{ address: 'https://acme.atlassian.net', account: 'ada@acme.example', keyFile: undefined },
        where: 'pm_agent on 127.0.0.1, row “Jira of Ada”',
      }),
      expect.objectContaining({ name: 'Projects', provider: 'openproject', secret: openProjectKey, inUse: true }),
      expect.objectContaining({
        name: 'Tasks',
        provider: 'clickup',
        secret: clickUpKey,
        workspaceId: '9001',
        inUse: false,
      }),
    ]);
    expect(left.map(({ where, why }) => [where.replace(/^.*row /, ''), why])).toEqual([
      ['“Own”', 'MCP Keyring does not know this kind of system.'],
      ['“Empty”', 'It names Jira, but holds no key for it.'],
      ['“Sealed”', 'Its key is encrypted in the database.'],
    ]);
  });

  it('is found with the scheme of SQLAlchemy, in another schema, with other columns, and over a socket', async () => {
    await cluster.sql('CREATE DATABASE other');
    await cluster.sql(
      `CREATE SCHEMA "PM"; CREATE TABLE "PM".pm_provider_connections (provider_type text, base_url text, api_token text, extra int);
       INSERT INTO "PM".pm_provider_connections VALUES ('openproject', 'https://op.acme.example', '${openProjectKey}', 7)`,
      'other',
    );
    const usual = cluster.url({ database: 'other' });
    const port = new URL(usual).port;
    const login = `${owner.user}:${encodeURIComponent(owner.password)}`;
    for (const each of [
      usual.replace('postgresql://', 'postgresql+psycopg2://'),
      `postgresql://${login}@/other?host=${encodeURIComponent(cluster.socketFolder)}&port=${port}`,
    ]) {
      const { connections } = await look(each);
      expect(connections).toEqual([
        expect.objectContaining({ provider: 'openproject', name: 'OpenProject (op.acme.example)' }),
      ]);
    }
  });

  it('cannot be changed by what reads it', async () => {
    await cluster.sql(
      `CREATE FUNCTION spoil() RETURNS text LANGUAGE plpgsql AS $$ BEGIN DELETE FROM real_connections; RETURN 'x'; END $$;
       ALTER TABLE "PM".pm_provider_connections RENAME TO real_connections;
       CREATE VIEW "PM".pm_provider_connections AS SELECT spoil() AS name`,
      'other',
    );
    expect(await problemOf(cluster.url({ database: 'other' }))).toMatchObject({ code: 'unexpected-answer' });
  });

  it('is reached encrypted where the connection string asks for it, and trusted only with the right authority', async () => {
    const found = await look(cluster.url({ database: 'pm_agent', query: 'sslmode=require' }));
    expect(found.connections).toHaveLength(3);
    expect(await problemOf(cluster.url({ database: 'pm_agent', query: 'sslmode=verify-full' }))).toMatchObject({
      code: 'tls-failure',
    });
    await cluster.sql('ALTER SYSTEM SET ssl = off');
    await cluster.sql('SELECT pg_reload_conf()');
    const refused = () => problemOf(cluster.url({ database: 'pm_agent', query: 'sslmode=require' }));
    await expect.poll(refused, { timeout: 10_000 }).toMatchObject({ code: 'tls-failure' });
    const preferred = await look(cluster.url({ database: 'pm_agent', query: 'sslmode=prefer' }));
    expect(preferred.connections).toHaveLength(3);
  });

  it('says what is wrong without the connection string', async () => {
    const closed = cluster.url().replace(/:\d+\//, ':1/');
    const wrong: readonly (readonly [string, string])[] = [
      [cluster.url({ password: 'wrong-p@ssword-of-the-keeper' }), 'bad-credentials'],
      [cluster.url({ user: 'nobody-known' }), 'bad-credentials'],
      [cluster.url({ database: 'missing' }), 'not-found'],
      [cluster.url(), 'not-found'],
      [cluster.url({ user: 'stranger', password: 'stranger-pw', database: 'pm_agent' }), 'forbidden'],
      [closed, 'connection-refused'],
      [cluster.url().replace('127.0.0.1', 'database.invalid'), 'name-not-resolved'],
      [cluster.url({ query: 'sslmode=verify-ca' }), 'tls-failure'],
      [cluster.url({ query: 'sslmode=verify-full&sslrootcert=/nowhere/ca.pem' }), 'tls-failure'],
      [`mysql://keeper:${owner.password}@127.0.0.1/pm_agent`, 'invalid-input'],
      [`postgresql://keeper:${owner.password}@[nowhere/pm_agent`, 'invalid-input'],
      [`postgresql://keeper:${owner.password}@127.0.0.1/pm_agent`, 'invalid-input'],
      [`host=127.0.0.1 password=${owner.password}`, 'invalid-input'],
    ];
    for (const [connectionString, code] of wrong) {
      const problem = await problemOf(connectionString);
      expect(problem?.code, connectionString.replace(/:[^@]*@/, '@')).toBe(code);
      const told = JSON.stringify([problem?.toProblem(), problem?.stack, String(problem?.cause)]);
      expect(told).not.toMatch(/p@ss|p%40ss|wörd|keeper|stranger-pw/);
    }
  });

  it('gives its password to the masks of the log before it is used', () => {
    expect(learned).toEqual(expect.arrayContaining([owner.password, encodeURIComponent(owner.password)]));
  });
});
