import { expect } from 'vitest';
import type { Connection } from '../../../src/connections/connection.ts';
import type { ConnectionDraft } from '../../../src/connections/inputs.ts';
import { createDiagnoses } from '../../../src/diagnosis/diagnoses.ts';
import type { DiagnosisReport, DiagnosisStep, DiagnosisStepId } from '../../../src/diagnosis/report.ts';
import { createHostFetch } from '../../../src/host/network.ts';
import { createNetworkProbe } from '../../../src/host/network-probe.ts';
import { systemClock } from '../../../src/lib/system-clock.ts';
import type { Clock } from '../../../src/lib/clock.ts';
import { createProviders } from '../../../src/providers/catalog.ts';
import type { NetworkWay, Provider, ProviderId } from '../../../src/providers/provider.ts';
import { createRedactor } from '../../../src/secrets/redaction.ts';
import type { ReferenceReader } from '../../../src/secrets/reference-reader.ts';
import { createSecretReader } from '../../../src/secrets/secret-cache.ts';
import type { Site } from '../../../src/simulator/simulator.ts';
import { InMemorySecretStore } from '../../fakes/secrets/in-memory-secret-store.ts';
import { noReferences } from '../../fakes/secrets/no-references.ts';

const home = '/home/mia';
const nowhere = 'http://127.0.0.1:1';

type Setting = {
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: NetworkWay;
  readonly gateway?: string;
  readonly clock?: Pick<Clock, 'now'>;
  readonly references?: ReferenceReader;
  /** Changes one system, e.g. to one that tells what a key may do. */
  readonly change?: (providers: Record<ProviderId, Provider>) => Record<ProviderId, Provider>;
};

export type Diagnosed = {
  readonly report: DiagnosisReport;
  readonly told: readonly DiagnosisStep[];
  readonly step: (id: DiagnosisStepId) => DiagnosisStep;
};

/** Diagnoses over real sockets; whatever is found, the key must not be in it. */
export function diagnosing(setting: Setting = {}) {
  const { env = {}, settings = {}, gateway = nowhere, clock = systemClock, references = noReferences } = setting;
  const keychain = new InMemorySecretStore();
  const read = (): Promise<NetworkWay> => Promise.resolve(settings);
  const redactor = createRedactor();
  const providers = createProviders({
    fetch: createHostFetch(env, read),
    wait: () => Promise.resolve(),
    now: () => clock.now(),
    atlassianGateway: gateway,
    clickUpAddress: nowhere,
  });
  const file = { connections: [] as Connection[], removed: [], leftovers: [], rotations: [] };
  const diagnoses = createDiagnoses({
    file: { read: () => Promise.resolve(file) },
    secrets: { reader: createSecretReader(() => keychain, references), learn: redactor.learn },
    providers: setting.change?.(providers) ?? providers,
    probe: createNetworkProbe(env, read),
    clock,
    redact: redactor.redact,
    ...{ version: '1.2.3', platform: 'linux', home },
  });
  const run = async (subject: { id: string } | { draft: ConnectionDraft }, secret: string): Promise<Diagnosed> => {
    const told: DiagnosisStep[] = [];
    const report = await diagnoses.run(subject, (step) => told.push(step));
    expectNoKey({ report, told }, secret);
    const step = (id: DiagnosisStepId): DiagnosisStep => report.steps.find((each) => each.id === id)!;
    return { report, told, step };
  };
  return {
    keychain,
    saved: (connection: Connection, secret: string) => {
      file.connections = [connection];
      if (secret !== '') keychain.items.set(`${connection.id}/${connection.credential.field}/1`, secret);
      return run({ id: connection.id }, secret);
    },
    draft: (draft: ConnectionDraft) => run({ draft }, draft.secret ?? ''),
  };
}

/** In no form in which keys travel. */
function expectNoKey(found: unknown, secret: string): void {
  if (secret.length < 6) return;
  const text = JSON.stringify(found);
  for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')])
    expect(text).not.toContain(form);
}

export function connectionTo(site: Pick<Site, 'url' | 'accounts'>, edits: Partial<Connection> = {}): Connection {
  const [account] = site.accounts;
  const at = '2026-01-01T00:00:00.000Z';
  const auth = { method: account!.method, ...(account!.account === undefined ? {} : { account: account!.account }) };
  return {
    id: 'a6a8ee3c-4b1f-4c52-9a35-0d8f7c6b5a41',
    name: 'Team board',
    provider: 'jira',
    endpoint: { baseUrl: site.url, deployment: 'data-center' },
    auth: auth as Connection['auth'],
    options: { timeoutMs: 5000, retries: 3, maxParallel: 4 },
    policy: { access: 'read-only', allowDelete: false, groupsOff: [] },
    credential: { field: account!.method, home: 'keychain', hint: '…9f3a', version: 1, createdAt: at },
    rotation: { automatic: false },
    owner: { id: 'mia', name: 'Mia Krystof' },
    active: true,
    createdAt: at,
    updatedAt: at,
    ...edits,
  };
}
