import { readParts } from '../../../src/simulator/server/multipart.ts';
import { held, type Fault } from '../simulator-samples.ts';
import { specsAreHere, VendorSpec } from '../vendor-spec.ts';
import type { SiteName } from '../../../src/simulator/simulator.ts';
import type { Sent } from './sent-requests.ts';

/** Whether requests can be held against the vendors' files; says so once for each file of tests when they cannot. */
export function canDescribeRequests(): boolean {
  if (!specsAreHere)
    process.stdout.write('skipped: requests against vendor specifications (../shared/specs is absent)\n');
  return specsAreHere;
}

export type Described = {
  /** `POST /rest/api/3/issue/{issueIdOrKey}/comment`, each once, sorted. */
  readonly operations: readonly string[];
  /** What the vendor's files object to: calls and query names they do not have, bodies of another shape. */
  readonly objections: readonly string[];
};

/** Holds requests to a site against the vendor's files. `faults` are the files' own mistakes about bodies. */
export async function describeRequests(
  site: SiteName,
  base: string,
  requests: readonly Sent[],
  faults: readonly Fault[],
): Promise<Described> {
  const about = held.find((each) => each.site === site);
  if (about === undefined) throw new Error(`No files are known for ${site}.`);
  const specs = about.specs.map(({ file, prefix }) => new VendorSpec(file, prefix));
  const undocumented = new Set(about.undocumented.map(({ route }) => route));
  const operations = new Set<string>();
  const objections = new Set<string>();
  for (const request of requests) {
    const path = pathBelow(base, request.url);
    if (path === undefined || [...undocumented].some((route) => fitsRoute(route, request.method, path))) continue;
    const { method } = request;
    const [known] = specs.flatMap((spec) => {
      const template = spec.pathFor({ method, path });
      return template === undefined ? [] : [{ spec, template }];
    });
    if (known === undefined) {
      objections.add(`${method} ${path}`);
      continue;
    }
    operations.add(`${method} ${known.template}`);
    const found = await objectionsTo(known.spec, known.template, request);
    for (const each of found.filter((words) => !faults.some(({ where }) => where.test(words)))) objections.add(each);
  }
  return { operations: [...operations].sort(), objections: [...objections] };
}

function pathBelow(base: string, url: URL): string | undefined {
  const { origin, pathname } = new URL(base);
  const mount = pathname.replace(/\/$/, '');
  return url.origin === origin && url.pathname.startsWith(`${mount}/`) ? url.pathname.slice(mount.length) : undefined;
}

function fitsRoute(route: string, method: string, path: string): boolean {
  const pattern = route.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(`${method} ${path}`);
}

async function objectionsTo(spec: VendorSpec, template: string, { method, url, headers, body }: Sent) {
  const operation = { method, path: template };
  const shown = `${method} ${template}`;
  const names = spec.queryNames(operation);
  const foreign = [...url.searchParams.keys()].filter((name) => !names.has(name)).map((name) => `${shown} ?${name}`);
  const types = spec.bodyTypes(operation);
  if (body === undefined) return foreign;
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (!types.includes(type)) return [...foreign, `${shown} sends ${type}, may be ${types.join(', ') || 'nothing'}`];
  if (type === 'multipart/form-data') return [...foreign, ...(await objectionsToForm(shown, headers, body))];
  const wrong = spec.bodyObjections(operation, JSON.parse(String(body)));
  return [
    ...foreign,
    ...wrong.map(
      ({ instancePath, message, params, data }) =>
        `${shown} ${instancePath} ${message ?? ''} ${JSON.stringify(params)} ${JSON.stringify(data).slice(0, 80)}`,
    ),
  ];
}

/** The files say little about forms; the text beside them wants a part `file`, and this header against forgeries. */
async function objectionsToForm(shown: string, headers: Headers, body: string | Uint8Array): Promise<string[]> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const found = await readParts(headers.get('content-type') ?? undefined, bytes);
  const parts = found.map(({ field, fileName }) => `${field}: ${fileName === undefined ? 'text' : 'file'}`);
  const wrong = parts.filter((part) => part !== 'file: file').map((part) => `${shown} has a part ${part}`);
  const missing = parts.length > 0 ? [] : [`${shown} has no parts`];
  const all = [...missing, ...wrong];
  return headers.get('x-atlassian-token') === 'no-check' ? all : [...all, `${shown} lacks X-Atlassian-Token`];
}
