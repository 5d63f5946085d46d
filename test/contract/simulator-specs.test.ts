import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator, type SiteName } from '../../src/simulator/simulator.ts';
import { RunningSite } from '../../src/simulator/server/site.ts';
import { held, type Fault } from './simulator-samples.ts';
import type { Sample } from './samples/sample.ts';
import { specsAreHere, VendorSpec } from './vendor-spec.ts';

if (!specsAreHere)
  process.stdout.write('skipped: the simulator against vendor specifications (../shared/specs is absent)\n');

describe.skipIf(!specsAreHere).each(held)('the simulated $site', ({ site: name, specs: files, samples, ...rest }) => {
  const { undocumented, faults, listsDeclaredAsItems = false } = rest;
  let simulator: Simulator;
  let specs: VendorSpec[];
  const used = new Set<Fault>();
  let last = '';

  beforeAll(async () => {
    simulator = await startSimulator();
    specs = files.map(({ file, prefix }) => new VendorSpec(file, prefix));
  }, 60_000);
  afterAll(() => simulator.close());

  const site = (): RunningSite => {
    const found = simulator.sites[name];
    if (!(found instanceof RunningSite)) throw new Error('Not a running site.');
    return found;
  };
  const parts = (route: string) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path };
  };

  it('has no route the vendor does not have', () => {
    const known = new Set(undocumented.map(({ route }) => route));
    const routes = site().system.routes.map(({ method, path }) => `${method} ${path}`);
    const foreign = routes.filter((route) => !specs.some((spec) => spec.has(parts(route))));
    expect(foreign.filter((route) => !known.has(route))).toEqual([]);
    expect([...known].filter((route) => !foreign.includes(route))).toEqual([]);
  });

  it('has an example here for every route the vendor has', () => {
    const left = new Set([...undocumented, ...samples].map(({ route }) => route));
    const routes = site().system.routes.map(({ method, path }) => `${method} ${path}`);
    expect(routes.filter((route) => !left.has(route))).toEqual([]);
  });

  it.each(samples)('answers $route as the vendor describes it', async (sample) => {
    const { route } = sample;
    const { method, path } = parts(route);
    const filled = JSON.parse(JSON.stringify(sample).replaceAll('LAST', last)) as Sample;
    const { status, answer } = await ask(site(), name, method, filled);
    if (status === 410) return; // Described as it was before its removal.
    expect(status).toBe(sample.status ?? 200);
    last = idIn(answer) ?? last;
    const spec = specs.find((each) => each.has({ method, path }));
    const bodies = listsDeclaredAsItems && Array.isArray(answer) ? (answer as unknown[]) : [answer];
    const objections = bodies.flatMap((each) => spec?.objections({ method, path, status }, each) ?? []);
    const serious = objections
      .map(
        ({ instancePath, message, schemaPath, params, data }) =>
          `${route} ${instancePath} ${message ?? ''} ${JSON.stringify(params)} ${schemaPath} ${JSON.stringify(data).slice(0, 80)}`,
      )
      .filter((objection) => !faults.some((fault) => fault.where.test(objection) && used.add(fault)));
    expect(serious.slice(0, 12)).toEqual([]);
  });

  it('needs every excuse made for the specification', () => {
    expect(faults.filter((fault) => !used.has(fault)).map(({ reason }) => reason)).toEqual([]);
  });
});

function authorization(site: RunningSite, name: SiteName): string {
  const { account, secret } = site.accounts[0]!;
  const basic = (user: string) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  if (name === 'clickup') return secret;
  if (name === 'openproject') return basic('apikey');
  return account === undefined ? `Bearer ${secret}` : basic(account);
}

/** The id of what was made last. */
function idIn(answer: unknown): string | undefined {
  const { id } = ((Array.isArray(answer) ? answer[0] : answer) ?? {}) as { id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

function encoded({ body, upload, metadata }: Sample): RequestInit {
  if (upload === undefined) return body === undefined ? {} : { body: JSON.stringify(body) };
  const form = new FormData();
  if (metadata !== undefined) form.append('metadata', JSON.stringify(metadata));
  form.append(upload, new Blob(['Oak first'], { type: 'text/plain' }), 'notes.txt');
  return { body: form };
}

async function ask(site: RunningSite, name: SiteName, method: string, sample: Sample) {
  const mount = name === 'clickup' ? '/api' : '';
  const { request } = sample;
  const headers = {
    authorization: authorization(site, name),
    accept: 'application/json',
    'x-atlassian-token': 'no-check',
    // OpenProject wants to know the type of everything that changes something, and a form tells its own.
    ...(name === 'openproject' && sample.upload === undefined ? { 'content-type': 'application/json' } : {}),
  };
  const path = request.includes('TASK') ? request.replace('TASK', await someTask(site)) : request;
  const response = await fetch(`${site.url}${mount}${path}`, {
    ...{ method, headers, redirect: 'manual' },
    ...encoded(sample),
  });
  const text = await response.text();
  return { status: response.status, answer: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

async function someTask(site: RunningSite): Promise<string> {
  const headers = { authorization: site.accounts[0]!.secret };
  const response = await fetch(`${site.url}/api/v2/list/901210000000/task?include_closed=true`, { headers });
  const { tasks } = (await response.json()) as { tasks: { id: string }[] };
  return tasks[0]!.id;
}
