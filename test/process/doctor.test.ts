import { mkdtemp, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/connections/connection.ts';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { connectionTo } from '../unit/diagnosis/harness.ts';
import { builtHost, startHost } from './built-host.ts';

let host = '';
let simulator: Simulator;
let key = '';
beforeAll(async () => {
  [host, simulator] = await Promise.all([builtHost(['mcp-session', 'doctor']), startSimulator()]);
  key = simulator.sites.jiraDataCenter.accounts[0]!.secret;
}, 60_000);
afterAll(() => simulator.close());

const fromVariable = (name: string): Connection['credential'] => ({
  ...connectionTo(simulator.sites.jiraDataCenter).credential,
  home: { kind: 'env', name },
});
const good = (edits: Partial<Connection> = {}): Connection =>
  connectionTo(simulator.sites.jiraDataCenter, { credential: fromVariable('GOOD_KEY'), ...edits });
const bad = (): Connection => good({ id: crypto.randomUUID(), name: 'Old board', credential: fromVariable('BAD_KEY') });
const behindVault = (): Connection => {
  const { credential } = connectionTo(simulator.sites.jiraDataCenter);
  return good({ id: crypto.randomUUID(), name: 'In the vault', credential: { ...credential, home: 'vault' } });
};

async function homeWith(connections: readonly Connection[]): Promise<string> {
  const home = join(await mkdtemp(join(tmpdir(), 'keyring-doctor-')), 'data');
  await mkdir(home);
  await writeFile(join(home, 'connections.json'), JSON.stringify({ version: 1, connections }));
  return home;
}

async function doctor(home: string, ...args: string[]) {
  const env = { HOME: '/home/mia', GOOD_KEY: key, BAD_KEY: 'MTIzNDU2Nzg5MDEyOm5vLXN1Y2gtdG9rZW4tYXQtYWxsLi4=' };
  const { exited, output, child } = startHost([process.execPath, host, 'doctor', '--home', home, ...args], env);
  const closed = new Promise((done) => child.once('close', done));
  const { code } = await exited;
  await closed;
  expect(output.stdout + output.stderr).not.toContain(key);
  return { code, ...output };
}

describe('keyring-host doctor', () => {
  it('ends with 0 where all work, in plain lines', async () => {
    const { code, stdout, stderr } = await doctor(await homeWith([good()]));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Team board \(jira, .*\)$/m);
    expect(stdout).toMatch(/^ {2}✓ Sign-in .*belongs to Mia Larsen\.$/m);
    expect(stdout).toContain('It works.');
    expect(stdout).not.toMatch(/\u001B/);
  });

  it('ends with 1 where one does not work, and says why and what to do', async () => {
    const { code, stdout } = await doctor(await homeWith([good(), bad()]));
    expect(code).toBe(1);
    expect(stdout).toContain('It does not work: Jira did not accept the personal access token. (bad-credentials)');
    expect(stdout).toMatch(/^ {2}Next: /m);
  });

  it('looks at the one that is named only, and gives one document', async () => {
    const paused = good({ active: false });
    const { code, stdout } = await doctor(await homeWith([paused, bad()]), 'team BOARD', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+/) as string,
      reports: [{ id: paused.id, connection: 'Team board', works: true, problem: { code: 'connection-paused' } }],
    });
  });

  it('ends with 2 for a name that nothing has, and names what there is', async () => {
    const { code, stderr } = await doctor(await homeWith([good()]), 'Nowhere');
    expect(code).toBe(2);
    expect(stderr).toContain('There are: Team board.');
  });

  it('ends with 2 when it is used wrongly', async () => {
    expect((await doctor(await homeWith([]), 'one', 'two')).code).toBe(2);
  });

  it('ends with 3 where the vault is locked, so that nothing is known', async () => {
    const { code, stdout } = await doctor(await homeWith([good(), behindVault()]));
    expect(code).toBe(3);
    expect(stdout).toMatch(/\(vault-(locked|absent)\)/);
  });

  it('ends with 3 where the list of connections is damaged', async () => {
    const home = await homeWith([]);
    await writeFile(join(home, 'connections.json'), '{');
    const { code, stdout, stderr } = await doctor(home, '--json');
    expect(code).toBe(3);
    expect(stderr).toContain('is damaged');
    expect(JSON.parse(stdout)).toMatchObject({ reports: [], problem: { code: 'data-file-damaged' } });
  });
});
