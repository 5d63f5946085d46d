import { AppShell, Badge, Burger, Group, NavLink, Stack, Text, Tooltip } from '@mantine/core';
import { useDidUpdate, useDisclosure } from '@mantine/hooks';
import { IconKey, IconMessageChatbot, IconPlugConnected, IconSettings, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useRead } from '../api/queries.ts';
import { Banners } from './banners.tsx';
import { hrefOf, type Screen } from './route.ts';

const entries: readonly { readonly screen: Screen; readonly label: string; readonly icon: Icon }[] = [
  { screen: 'connections', label: 'Connections', icon: IconKey },
  { screen: 'server', label: 'MCP server', icon: IconPlugConnected },
  { screen: 'claude-desktop', label: 'Claude Desktop', icon: IconMessageChatbot },
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

function DemoBadge() {
  const info = useRead('app.info', {});
  if (info.data?.demo !== true) return null;
  return (
    <Tooltip label="Everything you see is an example; nothing reaches a real system." multiline w={220}>
      <Badge variant="light" color="grape" tabIndex={0}>
        Demo
      </Badge>
    </Tooltip>
  );
}

function Navigation({ current, onChoose }: { current: Screen; onChoose: () => void }) {
  return (
    <Stack gap={4} p="md" pt="lg">
      <Group justify="space-between" px="xs" mb="lg" mih={28} visibleFrom="sm">
        <Brand />
        <DemoBadge />
      </Group>
      {entries.map(({ screen, label, icon: EntryIcon }) => (
        <NavLink
          key={screen}
          href={hrefOf({ screen })}
          label={label}
          leftSection={<EntryIcon size={20} stroke={1.7} />}
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
    document.querySelector<HTMLElement>('main h1')?.focus();
  }, [current]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: { sm: 204, md: 232 }, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      transitionDuration={0}
    >
      <AppShell.Header hiddenFrom="sm" px="md" bg="var(--keyring-navigation)">
        <Group h="100%" gap="sm">
          <Burger opened={opened} onClick={toggle} size="sm" aria-label="Navigation" aria-expanded={opened} />
          <Brand />
          <DemoBadge />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar bg="var(--keyring-navigation)" aria-label="Main" pt={{ base: 56, sm: 0 }}>
        <Navigation current={current} onChoose={close} />
      </AppShell.Navbar>
      <AppShell.Main bg="var(--keyring-page)">
        <Banners />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
