import { useEffect } from 'react';
import type { EventPayload } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { hideReminders, showReminder } from '../ui/notices.tsx';
import { goTo, useRoute, type Route } from '../ui/route.ts';
import { browserNotifications } from './browser-notifications.ts';
import { doing } from './todo-section.tsx';

type Notice = EventPayload<'reminders.notice'>;

function targetOf({ kind, connectionId }: Notice): { readonly label: string; readonly route: Route } {
  // What they ask for is done in the list.
  if (kind === 'expiry-unknown' || kind === 'revoke') return { label: 'Open', route: { screen: 'keys' } };
  const { label, action } = doing[kind];
  return { label, route: { screen: 'keys', id: connectionId, action } };
}

function announce(notice: Notice, outside: boolean): void {
  const { label, route } = targetOf(notice);
  showReminder(notice, label, () => {
    goTo(route);
  });
  if (!outside) return;
  browserNotifications.show(notice, () => {
    window.focus();
    goTo(route);
  });
}

/** In the browser nobody else announces reminders; the desktop app does it with the system's notifications. */
export function useNotices(): void {
  const api = useApi();
  const shell = useRead('app.info', {}).data?.shell;
  const outside = useRead('preferences.get', {}).data?.notifications ?? false;
  const { action } = useRoute();
  // It would cover the dialog that does what it asks for.
  useEffect(() => {
    if (action !== undefined) hideReminders();
  }, [action]);
  useEffect(() => {
    if (shell !== 'web') return undefined;
    return api.on('reminders.notice', (notice) => {
      announce(notice, outside);
    });
  }, [api, shell, outside]);
}
