import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../src/connections/connection.ts';
import type { DiagnosisReport } from '../../../src/diagnosis/report.ts';
import { people } from '../../../src/simulator/company/people.ts';
import { startSimulator, type Simulator, type SwitchName } from '../../../src/simulator/simulator.ts';
import { connectionTo, diagnosing, type Diagnosed } from './harness.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
afterEach(() => {
  for (const site of Object.values(simulator.sites)) site.switch('none');
});

const jira = () => simulator.sites.jiraDataCenter;
const cloud = () => simulator.sites.jiraCloud;
const keyOf = (site: { accounts: readonly { secret: string }[] }): string => site.accounts[0]!.secret;

const diagnoseJira = (edits: Partial<Connection> = {}, secret = keyOf(jira())): Promise<Diagnosed> =>
  diagnosing().saved(connectionTo(jira(), edits), secret);

const diagnoseCloud = (edits: Partial<Connection> = {}, secret = keyOf(cloud())): Promise<Diagnosed> => {
  const endpoint = { baseUrl: cloud().url, deployment: 'cloud' as const };
  return diagnosing({ gateway: simulator.gateway.url }).saved(connectionTo(cloud(), { endpoint, ...edits }), secret);
};

const causeOf = ({ report }: Diagnosed): Pick<DiagnosisReport, 'works' | 'action'> & { code: string | undefined } => ({
  works: report.works,
  code: report.problem?.code,
  action: report.action,
});

const replaceKey = { do: 'replace-key' };
const runAgain = { do: 'run-again' };

describe('the cause at the system', () => {
  it('is a refused key, to be replaced', async () => {
    const found = await diagnoseJira({}, 'MTIzNDU2Nzg5MDEyOm5vLXN1Y2gtdG9rZW4tYXQtYWxsLi4=');
    expect(causeOf(found)).toEqual({ works: false, code: 'bad-credentials', action: replaceKey });
    expect(found.step('permission')).toMatchObject({
      state: 'skipped',
      detail: 'Not looked at, because of “Sign-in”.',
    });
  });

  it('is a key that expired on a known day', async () => {
    jira().switch('expired-key');
    const { credential } = connectionTo(jira());
    const found = await diagnoseJira({ credential: { ...credential, expiresAt: '2026-03-03' } });
    expect(causeOf(found)).toEqual({ works: false, code: 'bad-credentials', action: replaceKey });
    expect(found.report.problem?.message).toContain('It expired on 3 March 2026.');
  });

  it('is a CAPTCHA, after one attempt and no more', async () => {
    jira().switch('captcha');
    const before = jira().requests.length;
    const found = await diagnoseJira();
    expect(causeOf(found)).toMatchObject({ code: 'captcha', action: { do: 'open-link', label: 'Open Jira' } });
    expect(
      jira()
        .requests.slice(before)
        .filter(({ credentialsSent }) => credentialsSent),
    ).toHaveLength(1);
  });

  it('is answering as to a visitor', async () => {
    const site = simulator.sites.openproject;
    site.switch('anonymous');
    const endpoint = { baseUrl: site.url, deployment: 'data-center' as const };
    const found = await diagnosing().saved(connectionTo(site, { provider: 'openproject', endpoint }), keyOf(site));
    expect(causeOf(found)).toEqual({ works: false, code: 'anonymous', action: replaceKey });
  });

  it('is a login page, to be seen in the browser', async () => {
    jira().switch('redirect-to-login');
    const found = await diagnoseJira();
    expect(causeOf(found)).toEqual({
      works: false,
      code: 'login-page',
      action: { do: 'open-link', label: 'Open Jira', link: jira().url },
    });
    expect(found.step('system').state).toBe('failed');
    expect(found.step('sign-in').state).toBe('skipped');
  });

  it.each<[SwitchName, string, object]>([
    ['rate-limited', 'rate-limited', runAgain],
    ['unavailable', 'server-error', runAgain],
    ['not-this-system', 'wrong-address', { do: 'edit-connection' }],
    ['ip-blocked', 'address-blocked', runAgain],
    ['forbidden', 'forbidden', { do: 'open-link' }],
  ])('is told for %s', async (trouble, code, action) => {
    jira().switch(trouble);
    const found = await diagnoseJira();
    expect(causeOf(found)).toMatchObject({ works: false, code, action });
  });

  it('is an IP allow-list in Atlassian’s own words', async () => {
    cloud().switch('ip-blocked');
    expect(causeOf(await diagnoseCloud())).toEqual({ works: false, code: 'address-blocked', action: runAgain });
  });

  it('is a slow server, which is not waited for without end', async () => {
    jira().switch('slow', { delayMs: 3000 });
    const found = await diagnoseJira({ options: { timeoutMs: 300, retries: 3, maxParallel: 4 } });
    expect(causeOf(found)).toEqual({ works: false, code: 'timeout', action: runAgain });
  });

  it('is another system at the address', async () => {
    const endpoint = { baseUrl: simulator.sites.openproject.url, deployment: 'data-center' as const };
    expect(causeOf(await diagnoseJira({ endpoint }))).toMatchObject({ works: false, code: 'wrong-address' });
  });

  it('is a system that moved to the cloud', async () => {
    const found = await diagnoseJira({ endpoint: { baseUrl: cloud().url, deployment: 'data-center' } });
    expect(causeOf(found)).toMatchObject({ works: false, code: 'wrong-kind-of-key' });
    expect(found.step('deployment').state).toBe('failed');
    expect(found.report.problem?.message).toContain('is cloud, but this connection was made for Data Center');
  });

  it('is a token with scopes at the site itself', async () => {
    const secret = cloud().issueKey({ scoped: true });
    const found = await diagnoseCloud({}, secret);
    expect(causeOf(found)).toEqual({ works: false, code: 'wrong-kind-of-key', action: replaceKey });
    expect(found.report.problem?.message).toContain('gateway');
  });

  it('is a token whose scopes are too few', async () => {
    const secret = cloud().issueKey({ scopes: ['read:jira-work'] });
    const apiBaseUrl = `${simulator.gateway.url}/ex/jira/${simulator.gateway.cloudId}`;
    const found = await diagnoseCloud({ endpoint: { baseUrl: cloud().url, apiBaseUrl, deployment: 'cloud' } }, secret);
    expect(causeOf(found)).toEqual({ works: false, code: 'insufficient-scope', action: replaceKey });
  });

  it('is a server’s clock that differs, as a warning while all else works', async () => {
    jira().switch('clock-skew', { clockAheadMs: 3_600_000 });
    const found = await diagnoseJira();
    expect(causeOf(found)).toEqual({ works: true, code: 'clock-skew', action: runAgain });
    expect(found.step('clock')).toMatchObject({
      state: 'warning',
      detail: expect.stringMatching(/clock is 1 hour behind|clock is 60 minutes behind/) as string,
    });
  });

  it('is the clock when signing in fails as well', async () => {
    jira().switch('clock-skew', { clockAheadMs: -7_200_000 });
    const found = await diagnoseJira({}, 'MTIzNDU2Nzg5MDEyOm5vLXN1Y2gtdG9rZW4tYXQtYWxsLi4=');
    expect(causeOf(found)).toEqual({ works: false, code: 'clock-skew', action: runAgain });
    expect(found.step('clock').state).toBe('failed');
    expect(found.told.filter(({ id }) => id === 'clock').map(({ state }) => state)).toEqual([
      'running',
      'warning',
      'failed',
    ]);
  });

  it('is a permission the account lacks for what Claude is let do, as a warning', async () => {
    const onlooker = people.at(-1)!;
    const secret = jira().issueKey({ account: onlooker.login });
    const found = await diagnoseJira({ policy: { access: 'read-write', allowDelete: true, groupsOff: [] } }, secret);
    expect(causeOf(found)).toEqual({ works: true, code: 'permission-missing', action: { do: 'change-access' } });
    expect(found.report.problem?.message).toMatch(/may not create, edit/);
  });

  it('is nothing but that it is paused', async () => {
    const found = await diagnoseJira({ active: false });
    expect(causeOf(found)).toEqual({ works: true, code: 'connection-paused', action: { do: 'resume-connection' } });
  });
});

describe('a draft', () => {
  it('is looked at before it is saved, with the key as typed', async () => {
    const site = simulator.sites.targetprocess;
    const { report, step } = await diagnosing().draft({
      provider: 'targetprocess',
      address: site.url,
      method: 'access-token',
      secret: keyOf(site),
    });
    expect(report).toMatchObject({ works: true });
    expect(report.connection).toBeUndefined();
    expect(step('key').detail).toBe('As entered.');
    expect(step('permission').state).toBe('skipped');
  });

  it('finds the gateway for a token with scopes by itself', async () => {
    const { report } = await diagnosing({ gateway: simulator.gateway.url }).draft({
      provider: 'jira',
      address: cloud().url,
      method: 'api-token',
      account: cloud().accounts[0]!.account,
      secret: cloud().issueKey({ scoped: true }),
    });
    expect(report.works).toBe(true);
  });

  it('with an address that is none ends there', async () => {
    const { report, step } = await diagnosing().draft({
      provider: 'openproject',
      address: 'ftp://nowhere',
      method: 'api-key',
      secret: 'opapi-0123456789',
    });
    expect(report).toMatchObject({
      works: false,
      problem: { code: 'wrong-address' },
      action: { do: 'edit-connection' },
    });
    expect(step('proxy').state).toBe('skipped');
  });

  it('without the account it needs says so', async () => {
    const { report } = await diagnosing().draft({
      provider: 'jira',
      address: cloud().url,
      method: 'api-token',
      secret: keyOf(cloud()),
    });
    expect(report).toMatchObject({
      works: false,
      problem: { code: 'invalid-input' },
      action: { do: 'edit-connection' },
    });
  });
});
