import { MantineProvider, useMantineColorScheme } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiContext, type Api } from './api/api-context.ts';
import { useRead } from './api/queries.ts';
import { useEvents } from './api/use-events.ts';
import { useWake } from './api/use-wake.ts';
import { ClaudeScreen } from './claude-desktop/claude-screen.tsx';
import { ClientsScreen } from './clients/clients-screen.tsx';
import { ConnectionsScreen } from './connections/connections-screen.tsx';
import { HuntScreen } from './hunt/hunt-screen.tsx';
import { KeysScreen } from './keys/keys-screen.tsx';
import { ProfilesScreen } from './profiles/profiles-screen.tsx';
import { useNotices } from './reminders/use-notices.tsx';
import { ServerScreen } from './server/server-screen.tsx';
import { SettingsScreen } from './settings/settings-screen.tsx';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import { useRoute, type Route } from './ui/route.ts';
import { Shell } from './ui/shell.tsx';
import { SignedOut } from './ui/signed-out.tsx';
import { cssVariables, theme } from './ui/theme.ts';
import { useLink } from './ui/use-link.ts';

function CurrentScreen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'connections':
      return <ConnectionsScreen selectedId={route.id} />;
    case 'keys':
      return <KeysScreen id={route.id} action={route.action} />;
    case 'hunt':
      return <HuntScreen />;
    case 'clients':
      return <ClientsScreen />;
    case 'profiles':
      return <ProfilesScreen />;
    case 'server':
      return <ServerScreen />;
    case 'claude-desktop':
      return <ClaudeScreen section={route.id} />;
    case 'settings':
      return <SettingsScreen section={route.id} />;
  }
}

/** The host keeps the appearance; Mantine keeps a copy, so that the next start begins in the right colours. */
function useAppearance(): void {
  const preferences = useRead('preferences.get', {});
  const { setColorScheme } = useMantineColorScheme();
  const appearance = preferences.data?.appearance;
  useEffect(() => {
    if (appearance !== undefined) setColorScheme(appearance);
  }, [appearance, setColorScheme]);
}

function Window() {
  useEvents();
  useWake();
  useNotices();
  useAppearance();
  const route = useRoute();
  const link = useLink();
  if (link === 'signed-out') return <SignedOut />;
  return (
    <Shell current={route.screen}>
      <CurrentScreen route={route} />
    </Shell>
  );
}

type AppProps = { readonly api: Api; readonly queries: QueryClient; readonly env?: 'default' | 'test' };

export function App({ api, queries, env = 'default' }: AppProps) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" env={env}>
      {/* Not below: there they would cover the buttons of dialogs. */}
      <Notifications position="top-center" limit={4} containerWidth={400} />
      <ApiContext value={api}>
        <QueryClientProvider client={queries}>
          <ErrorBoundary>
            <Window />
          </ErrorBoundary>
        </QueryClientProvider>
      </ApiContext>
    </MantineProvider>
  );
}
