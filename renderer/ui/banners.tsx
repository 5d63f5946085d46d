import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock, IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../src/api/contract.ts';
import { useRead } from '../api/queries.ts';
import { CreateVaultDialog, UnlockVaultDialog } from '../settings/vault-dialogs.tsx';
import { useLink } from './use-link.ts';

type SecretsStatus = CallOutput<'secrets.status'>;

type BannerProps = {
  readonly color: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

function Banner({ color, icon, children, action }: BannerProps) {
  return (
    <Alert color={color} variant="light" radius={0} icon={icon} role="status" py="sm">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{children}</Text>
        {action}
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

/** The keychain cannot be used: says why, and offers the vault where there is none yet. */
function KeychainBanner({ status }: { status: SecretsStatus }) {
  const [opened, { open, close }] = useDisclosure();
  if (status.keychain.state !== 'locked' && status.keychain.state !== 'unavailable') return null;
  const action =
    status.vault.state === 'absent' ? (
      <Button size="xs" onClick={open}>
        Create a vault instead
      </Button>
    ) : (
      <Button size="xs" component="a" href="#/settings" variant="default">
        Open Settings
      </Button>
    );
  return (
    <>
      <Banner color="red" icon={<IconShieldX />} action={action}>
        <b>{status.keychain.problem.message}</b> {status.keychain.problem.next}
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
  return secrets.data.home === 'keychain' ? <KeychainBanner status={secrets.data} /> : null;
}
