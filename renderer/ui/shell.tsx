import { AppShell, Badge, Box, Burger, Group, NavLink, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useDidUpdate, useDisclosure } from '@mantine/hooks';
import {
  IconApps,
  IconCalendarDue,
  IconKey,
  IconMessageChatbot,
  IconPlugConnected,
  IconServerBolt,
  IconSettings,
  IconZoomScan,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useRead } from '../api/queries.ts';
import { HuntBadge } from '../hunt/hunt-badge.tsx';
import { useOpenReminders } from '../reminders/use-reminders.ts';
import { Banners } from './banners.tsx';
import { focusHeading } from './page.tsx';
import { hrefOf, type Screen } from './route.ts';

const entries: readonly { readonly screen: Screen; readonly label: string; readonly icon: Icon }[] = [
  { screen: 'connections', label: 'Connections', icon: IconKey },
  { screen: 'keys', label: 'Keys', icon: IconCalendarDue },
  { screen: 'hunt', label: 'Plain-text keys', icon: IconZoomScan },
  { screen: 'claude-desktop', label: 'Claude Desktop', icon: IconMessageChatbot },
  { screen: 'clients', label: 'Clients', icon: IconApps },
  { screen: 'profiles', label: 'Other servers', icon: IconServerBolt },
  { screen: 'server', label: 'MCP server', icon: IconPlugConnected },
  { screen: 'settings', label: 'Settings', icon: IconSettings },
];

function Brand() {
  return (
    <Group gap="sm" wrap="nowrap">
      <img src="./icon.svg" width={28} height={28} alt="" />
      <Text fw={650} size="md" style={{ letterSpacing: '-0.01em' }}>
        MCP Keyring
      </Text>
    </Group>
  );
}

function DemoNote() {
  const info = useRead('app.info', {});
  if (info.data?.demo !== true) return null;
  return (
    <Stack gap={6} p="lg" align="flex-start">
      <Badge variant="light" color="grape">
        Demo
      </Badge>
      <Text size="xs" c="dimmed">
        These are examples on a simulator, and nothing is kept.
      </Text>
    </Stack>
  );
}

/** How many reminders are open; nothing while there are none. */
function RemindersBadge() {
  const count = useOpenReminders().open.length;
  if (count === 0) return null;
  return (
    <>
      <Badge size="sm" circle={count < 10} variant="filled" color="orange" aria-hidden>
        {count}
      </Badge>
      <VisuallyHidden>{count === 1 ? '1 thing to do' : `${count} things to do`}</VisuallyHidden>
    </>
  );
}

const badges: Partial<Record<Screen, ReactNode>> = { keys: <RemindersBadge />, hunt: <HuntBadge /> };

function Navigation({ current, onChoose }: { current: Screen; onChoose: () => void }) {
  return (
    <Stack gap={4} p="md" pt="lg">
      <Box px="xs" mb="lg" visibleFrom="sm">
        <Brand />
      </Box>
      {entries.map(({ screen, label, icon: EntryIcon }) => (
        <NavLink
          key={screen}
          href={hrefOf({ screen })}
          label={label}
          leftSection={<EntryIcon size={20} stroke={1.7} />}
          rightSection={badges[screen]}
          active={screen === current}
          aria-current={screen === current ? 'page' : undefined}
          onClick={onChoose}
          style={{ borderRadius: 'var(--mantine-radius-md)' }}
        />
      ))}
    </Stack>
  );
}

/** Navigation at the side, the screen beside it. On a narrow window the navigation opens from the top. */
export function Shell({ current, children }: { current: Screen; children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  useDidUpdate(() => {
    focusHeading();
  }, [current]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: { sm: 220, md: 232 }, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      transitionDuration={0}
    >
      <AppShell.Header hiddenFrom="sm" px="md" bg="var(--keyring-navigation)">
        <Group h="100%" gap="sm">
          <Burger opened={opened} onClick={toggle} size="sm" aria-label="Navigation" aria-expanded={opened} />
          <Brand />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar bg="var(--keyring-navigation)" aria-label="Main" pt={{ base: 56, sm: 0 }}>
        <AppShell.Section grow>
          <Navigation current={current} onChoose={close} />
        </AppShell.Section>
        <DemoNote />
      </AppShell.Navbar>
      <AppShell.Main bg="var(--keyring-page)">
        <Banners />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
