import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FakeWeb, WebCall } from '../../fakes/providers/fake-web.ts';

/** The vendors' interface descriptions are not ours to publish, so they lie beside the repository, if at all. */
const folder = resolve(import.meta.dirname, '../../../../shared/specs');

type Operation = { readonly parameters?: readonly { readonly name?: string; readonly in?: string }[] };
export type VendorSpec = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

export function hasSpec(name: string): boolean {
  const isThere = existsSync(resolve(folder, name));
  if (!isThere) process.stdout.write(`Skipped: ../shared/specs/${name} is not here.\n`);
  return isThere;
}

export function readSpec(name: string): unknown {
  return JSON.parse(readFileSync(resolve(folder, name), 'utf8'));
}

/** The spec's operation for a call; literal paths win over templates, as in `/users/me` and `/users/{id}`. */
export function operationFor(
  spec: VendorSpec,
  { method, path }: Pick<WebCall, 'method' | 'path'>,
): Operation | undefined {
  const fitting = Object.keys(spec.paths).filter((template) => fits(template, path));
  const [best] = fitting.sort((a, b) => a.split('{').length - b.split('{').length);
  return best === undefined ? undefined : spec.paths[best]?.[method.toLowerCase()];
}

function fits(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith('{') || part === given[index]);
}

/** Each kind of call once, for a readable list of what the spec does not know. */
export function unknownCalls(spec: VendorSpec, web: FakeWeb, prefix = ''): string[] {
  const unknown = web.calls
    .map(({ method, path }) => ({ method, path: path.slice(prefix.length) }))
    .filter((call) => operationFor(spec, call) === undefined);
  return [...new Set(unknown.map(({ method, path }) => `${method} ${path}`))];
}
