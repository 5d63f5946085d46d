import { useSyncExternalStore } from 'react';

export type Screen = 'connections' | 'server' | 'claude-desktop' | 'settings';
export type Route = { readonly screen: Screen; readonly id?: string };

const screens: readonly Screen[] = ['connections', 'server', 'claude-desktop', 'settings'];

/** `#/connections/<id>`; anything unknown leads to the connections. */
export function parseRoute(hash: string): Route {
  const [name, id] = hash.replace(/^#\/?/, '').split('/');
  const screen = screens.find((each) => each === name) ?? 'connections';
  const decoded = decode(id ?? '');
  return decoded === '' ? { screen } : { screen, id: decoded };
}

/** Empty for what is not percent-encoded text: an address cut off when it was copied. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export function hrefOf(route: Route): string {
  return route.id === undefined ? `#/${route.screen}` : `#/${route.screen}/${encodeURIComponent(route.id)}`;
}

export function goTo(route: Route): void {
  window.location.hash = hrefOf(route);
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(onHashChange, () => window.location.hash));
}
