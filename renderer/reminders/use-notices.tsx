import { useEffect, useRef } from 'react';
import type { EventPayload } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { useDialogOpen } from '../ui/dialog-open.ts';
import { hideReminders, showReminder } from '../ui/notices.tsx';
import { goTo, useRoute, type Route } from '../ui/route.ts';
import { browserNotifications } from './browser-notifications.ts';
import { useAtHand } from './use-at-hand.ts';
import { doing } from './todo-section.tsx';

type Notice = EventPayload<'reminders.notice'>;

function targetOf(notice: Notice): { readonly label: string; readonly route: Route } {
  if (notice.kind === 'claude-desktop') return { label: 'Open', route: { screen: 'claude-desktop' } };
  const { kind, connectionId, bundles } = notice;
  // What they ask for is done in the list.
  if (bundles !== undefined || kind === 'expiry-unknown' || kind === 'revoke')
    return { label: 'Open', route: { screen: 'keys' } };
  const { label, action } = doing[kind];
  return { label, route: { screen: 'keys', id: connectionId, action } };
}

function showInWindow(notice: Notice): void {
  const { label, route } = targetOf(notice);
  showReminder(notice, label, () => {
    goTo(route);
  });
}

function showOutside(notice: Notice): void {
  browserNotifications.show(notice, () => {
    window.focus();
    goTo(targetOf(notice).route);
  });
}

/** Reminders in the window: never over a dialog, where they wait until it is closed. */
function useMessages() {
  const dialogOpen = useDialogOpen();
  const { screen, id } = useRoute();
  const isAtHand = useAtHand(id);
  const waiting = useRef<Notice[]>([]);
  const onList = screen === 'keys' && id === undefined;
  useEffect(() => {
    if (dialogOpen || onList) hideReminders();
    if (dialogOpen) return;
    for (const notice of waiting.current.splice(0)) showInWindow(notice);
  }, [dialogOpen, onList]);
  return (notice: Notice) => {
    // Who is at it need not be told.
    if (
      notice.kind === 'claude-desktop'
        ? screen === notice.kind
        : isAtHand(notice.connectionId) && notice.bundles === undefined
    )
      return;
    if (dialogOpen) waiting.current.push(notice);
    else showInWindow(notice);
  };
}

/** In the browser nobody else announces reminders; the desktop app does it with the system's notifications. */
export function useNotices(): void {
  const api = useApi();
  const shell = useRead('app.info', {}).data?.shell;
  const outside = useRead('preferences.get', {}).data?.notifications ?? false;
  const show = useRef<(notice: Notice) => void>(undefined);
  const showMessage = useMessages();
  useEffect(() => {
    show.current = (notice) => {
      showMessage(notice);
      if (outside) showOutside(notice);
    };
  });
  useEffect(() => {
    if (shell !== 'web') return undefined;
    return api.on('reminders.notice', (notice) => show.current?.(notice));
  }, [api, shell]);
}
