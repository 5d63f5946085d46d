import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type Simulator, type SiteName } from '../../src/simulator/simulator.ts';
import { RunningSite } from '../../src/simulator/server/site.ts';
import { held, type Fault } from './simulator-samples.ts';
import { specsAreHere, VendorSpec } from './vendor-spec.ts';

if (!specsAreHere)
  process.stdout.write('skipped: the simulator against vendor specifications (../shared/specs is absent)\n');

describe.skipIf(!specsAreHere).each(held)('the simulated $site', ({ site: name, specs: files, samples, ...rest }) => {
  const { undocumented, faults, listsDeclaredAsItems = false } = rest;
  let simulator: Simulator;
  let specs: VendorSpec[];
  const used = new Set<Fault>();

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

  it.each(samples)('answers $route as the vendor describes it', async ({ route, request, body }) => {
    const { method, path } = parts(route);
    const { status, answer } = await ask(site(), name, method, request, body);
    if (status === 410) return; // Described as it was before its removal.
    expect(status).toBe(200);
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

async function ask(site: RunningSite, name: SiteName, method: string, request: string, body: unknown) {
  const mount = name === 'clickup' ? '/api' : '';
  const headers = { authorization: authorization(site, name), accept: 'application/json' };
  const path = request.includes('TASK') ? request.replace('TASK', await someTask(site)) : request;
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(`${site.url}${mount}${path}`, init);
  return { status: response.status, answer: await response.json() };
}

async function someTask(site: RunningSite): Promise<string> {
  const headers = { authorization: site.accounts[0]!.secret };
  const response = await fetch(`${site.url}/api/v2/list/901210000000/task?include_closed=true`, { headers });
  const { tasks } = (await response.json()) as { tasks: { id: string }[] };
  return tasks[0]!.id;
}
