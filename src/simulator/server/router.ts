import type { Route } from './call.ts';

export type Match = { readonly route: Route; readonly params: ReadonlyMap<string, string> };
export type Router = (method: string, path: string) => Match | undefined;

const quote = (literal: string): string => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function compile(path: string): { pattern: RegExp; names: string[] } {
  const names: string[] = [];
  const source = path.split(/(\{[^}]+\})/).map((part) => {
    if (!part.startsWith('{')) return quote(part);
    names.push(part.slice(1, -1));
    return '([^/]+)';
  });
  return { pattern: new RegExp(`^${source.join('')}/?$`, 'i'), names };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A stray percent sign: servers take it literally.
  }
}

/** Paths without parameters win over paths with them, whatever the order. */
export function createRouter(routes: readonly Route[]): Router {
  const compiled = routes
    .map((route) => ({ route, ...compile(route.path) }))
    .sort((a, b) => a.names.length - b.names.length);
  return (method, path) => {
    for (const { route, pattern, names } of compiled) {
      const found = route.method === method ? pattern.exec(path) : null;
      if (found === null) continue;
      return { route, params: new Map(names.map((name, index) => [name, decode(found[index + 1] ?? '')])) };
    }
    return undefined;
  };
}
