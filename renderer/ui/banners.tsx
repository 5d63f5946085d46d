import { Alert, Box, Button, Group, Loader, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock, IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { CreateVaultDialog, UnlockVaultDialog } from '../settings/vault-dialogs.tsx';
import { hrefOf } from './route.ts';
import { useLink } from './use-link.ts';

type BannerProps = {
  readonly color: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

function Banner({ color, icon, children, action }: BannerProps) {
  return (
    <Alert color={color} variant="light" radius={0} icon={icon} role="status" py="sm">
      <Group justify="space-between" gap="md" wrap="nowrap">
        <Text size="sm">{children}</Text>
        <Box style={{ flexShrink: 0 }}>{action}</Box>
      </Group>
    </Alert>
  );
}

function VaultLockedBanner() {
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Banner
        color="yellow"
        icon={<IconLock />}
        action={
          <Button size="xs" onClick={open}>
            Unlock
          </Button>
        }
      >
        The vault is locked. Until you unlock it, its keys can be used neither here nor by Claude.
      </Banner>
      <UnlockVaultDialog opened={opened} onClose={close} />
    </>
  );
}

type StoreBannerProps = { readonly problem: Problem; readonly offersVault: boolean };

/** Where new keys should go cannot be used: says why, and offers a vault where that is a way out. */
function StoreBanner({ problem, offersVault }: StoreBannerProps) {
  const [opened, { open, close }] = useDisclosure();
  const action = offersVault ? (
    <Button size="xs" onClick={open}>
      Create a vault instead
    </Button>
  ) : (
    <Button size="xs" component="a" href={hrefOf({ screen: 'settings', id: 'secrets' })} variant="default">
      Open Settings
    </Button>
  );
  return (
    <>
      <Banner color="red" icon={<IconShieldX />} action={action}>
        <b>{problem.message}</b> {problem.next}
      </Banner>
      <CreateVaultDialog opened={opened} onClose={close} />
    </>
  );
}

/** What concerns every screen. At most one, the most urgent first. */
export function Banners() {
  const link = useLink();
  const secrets = useRead('secrets.status', {});
  if (link === 'down')
    return (
      <Banner color="gray" icon={<Loader size={18} color="gray" />}>
        MCP Keyring is not running – reconnecting…
      </Banner>
    );
  if (secrets.data === undefined) return null;
  if (secrets.data.vault.state === 'locked') return <VaultLockedBanner />;
  const { home, vault, keychain } = secrets.data;
  const chosen = home === 'vault' ? vault : keychain;
  if (chosen.state !== 'locked' && chosen.state !== 'unavailable') return null;
  return <StoreBanner problem={chosen.problem} offersVault={home === 'keychain' && vault.state === 'absent'} />;
}
