import { useSyncExternalStore } from 'react';

const screens = ['connections', 'keys', 'hunt', 'claude-desktop', 'clients', 'profiles', 'server', 'settings'] as const;
export type Screen = (typeof screens)[number];
/** What is done with the key a route names: its dialog is open. */
export type KeyAction = 'rotate' | 'diagnose';
export type Route = { readonly screen: Screen; readonly id?: string; readonly action?: KeyAction };

const keyActions: readonly KeyAction[] = ['rotate', 'diagnose'];

/** `#/connections/<id>`, `#/keys/<connection id>/rotate`; anything unknown leads to the connections. */
export function parseRoute(hash: string): Route {
  const [name, id, verb] = hash.replace(/^#\/?/, '').split('/');
  const screen = screens.find((each) => each === name) ?? 'connections';
  const decoded = decode(id ?? '');
  if (decoded === '') return { screen };
  const action = screen === 'keys' ? keyActions.find((each) => each === verb) : undefined;
  return action === undefined ? { screen, id: decoded } : { screen, id: decoded, action };
}

/** Empty for what is not percent-encoded text: an address cut off when it was copied. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export function hrefOf({ screen, id, action }: Route): string {
  const parts = [
    screen,
    ...(id === undefined ? [] : [encodeURIComponent(id)]),
    ...(action === undefined ? [] : [action]),
  ];
  return `#/${parts.join('/')}`;
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
