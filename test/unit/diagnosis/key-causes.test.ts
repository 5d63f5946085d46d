import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/connections/connection.ts';
import type { ConnectionDraft } from '../../../src/connections/inputs.ts';
import { AppError } from '../../../src/lib/app-error.ts';
import { startSimulator, type Simulator } from '../../../src/simulator/simulator.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';
import { connectionTo, diagnosing } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const site = () => simulator.sites.jiraDataCenter;
const secret = (): string => site().accounts[0]!.secret;

const keys = {
  cloud: 'ATATT3xFfGF0abcdefghijklmnopqrstuvwxyz',
  dataCenter: Buffer.from('123456789012:abcdefghijklmnopqrs').toString('base64'),
  clickUp: 'pk_81000001_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
  openProject: 'opapi-0123456789abcdef0123456789abcdef',
  gitHub: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
};

const draft = (edits: Partial<ConnectionDraft>): ConnectionDraft => ({
  provider: 'jira',
  address: site().url,
  method: 'personal-access-token',
  secret: keys.dataCenter,
  ...edits,
});

describe('a key that cannot be read', () => {
  it('because the vault is locked leads to the settings, while the way there is looked at all the same', async () => {
    const run = diagnosing();
    run.keychain.failWith = new AppError('vault-locked', 'The vault is locked.', 'Unlock it.');
    const { report, step } = await run.saved(connectionTo(site()), secret());
    expect(report).toMatchObject({
      works: false,
      problem: { code: 'vault-locked' },
      action: { do: 'open-settings', section: 'secrets' },
    });
    expect(step('system').state).toBe('good');
    expect(step('sign-in')).toMatchObject({ state: 'skipped', detail: 'Not looked at, because of “Key”.' });
  });

  it('because it is gone is to be entered again', async () => {
    const { report } = await diagnosing().saved(connectionTo(site()), '');
    expect(report).toMatchObject({ problem: { code: 'secret-missing' }, action: { do: 'replace-key' } });
  });

  it('because its source fails leads to the connection’s form', async () => {
    const { credential } = connectionTo(site());
    const elsewhere: Partial<Connection> = { credential: { ...credential, home: { kind: 'env', name: 'JIRA_KEY' } } };
    const { report } = await diagnosing().saved(connectionTo(site(), elsewhere), '');
    expect(report).toMatchObject({ problem: { code: 'secret-source-failed' }, action: { do: 'edit-connection' } });
  });
});

describe('a key that is read from elsewhere', () => {
  const references = {
    ...noReferences,
    read: () => Promise.resolve(secret()),
    readAnew: () => Promise.resolve(secret()),
    forget: () => undefined,
  };

  it('is told with its place, without the home folder and a command’s arguments', async () => {
    const { credential } = connectionTo(site());
    const at = (home: Connection['credential']['home']) =>
      diagnosing({ references }).saved(connectionTo(site(), { credential: { ...credential, home } }), secret());
    const file = await at({ kind: 'file', path: '/home/mia/keys/jira' });
    expect(file.step('key').detail).toBe('Read from the file ~/keys/jira.');
    const command = await at({ kind: 'command', command: ['op', 'read', 'op://team/jira'] });
    expect(command.step('key').detail).toBe('Read from what the command op prints.');
    expect(command.report.works).toBe(true);
  });

  it('works in a form, too', async () => {
    const reference = { kind: 'env', name: 'JIRA_KEY' } as const;
    const { report } = await diagnosing({ references }).draft(draft({ secret: undefined, reference }));
    expect(report.works).toBe(true);
  });
});

describe('the wrong kind of key is told before anybody signs in', () => {
  const cloudUrl = (): string => simulator.sites.jiraCloud.url;
  const account = 'mia@example.com';
  const cloudDraft = (key: string) => draft({ address: cloudUrl(), method: 'api-token', account, secret: key });

  it.each([
    [
      'an API token of the cloud for Data Center',
      () => draft({ secret: keys.cloud }),
      'an API token of Atlassian’s cloud',
    ],
    ['a Data Center token for the cloud', () => cloudDraft(keys.dataCenter), 'a personal access token of Jira'],
    ['the way to sign in of the other', () => draft({ address: cloudUrl() }), 'a personal access token'],
    ['a ClickUp token for Jira', () => draft({ secret: keys.clickUp }), 'a ClickUp API token'],
    ['a key of a system we do not know', () => cloudDraft(keys.gitHub), 'a GitHub token'],
    [
      'an OpenProject token for Targetprocess',
      () =>
        draft({
          provider: 'targetprocess',
          method: 'access-token',
          address: simulator.sites.targetprocess.url,
          secret: keys.openProject,
        }),
      'an OpenProject API token',
    ],
    [
      'a login with the key in it',
      () => cloudDraft(Buffer.from(`${account}:${keys.cloud}`).toString('base64')),
      'not the key itself',
    ],
    [
      'a user name in place of the e-mail address',
      () => ({ ...cloudDraft(keys.cloud), account: 'mia' }),
      'e-mail address',
    ],
  ] as const)('%s', async (_, make, words) => {
    const before = site().requests.length;
    const { report, step } = await diagnosing().draft(make());
    expect(report).toMatchObject({
      works: false,
      problem: { code: 'wrong-kind-of-key' },
      action: { do: 'edit-connection' },
    });
    expect(report.problem?.message).toContain(words);
    expect(step('key-kind').state).toBe('failed');
    expect(step('sign-in').state).toBe('skipped');
    expect(
      site()
        .requests.slice(before)
        .some(({ credentialsSent }) => credentialsSent),
    ).toBe(false);
  });

  it('and not for OpenProject’s key in the form of its header, which is understood', async () => {
    const openProject = simulator.sites.openproject;
    const header = Buffer.from(`apikey:${openProject.accounts[0]!.secret}`).toString('base64');
    const { report } = await diagnosing().draft(
      draft({ provider: 'openproject', method: 'api-key', address: openProject.url, secret: header }),
    );
    expect(report.works).toBe(true);
  });

  it('but a token as a password is only suspected: the suspicion counts once it is refused', async () => {
    const { report, step } = await diagnosing().draft(
      draft({ method: 'password', account: 'mia.larsen', secret: keys.dataCenter }),
    );
    expect(step('key-kind').state).toBe('good');
    expect(report).toMatchObject({ works: false, problem: { code: 'wrong-kind-of-key' } });
    expect(step('sign-in').state).toBe('failed');
  });

  it('and an e-mail address where a user name is wanted is told with the refusal', async () => {
    const { report } = await diagnosing().draft(
      draft({ method: 'password', account: 'mia@example.com', secret: 'not-it' }),
    );
    expect(report.problem?.next).toContain('the user name, not the e-mail address');
  });

  it('and a key with a space in it is no key', async () => {
    const { report } = await diagnosing().draft(draft({ secret: 'half a key' }));
    expect(report).toMatchObject({ works: false, problem: { code: 'bad-credentials' } });
  });
});
