import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Problem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { CreateVaultDialog, UnlockVaultDialog } from './vault-dialogs.tsx';

/** Beside a problem of the place for keys: the way out, without leaving the form that ran into it. */
export function VaultWayOut({ problem }: { problem: Problem }) {
  const secrets = useRead('secrets.status', {});
  const [opened, { open, close }] = useDisclosure();
  const locked = problem.code === 'vault-locked';
  const noKeychain = problem.code === 'keychain-unavailable' && secrets.data?.vault.state === 'absent';
  if (!locked && !noKeychain) return null;
  const Dialog = locked ? UnlockVaultDialog : CreateVaultDialog;
  return (
    // React hands the dialog's submit on to the form around this button; that one is sent by its own button only.
    <div
      onSubmit={(event) => {
        event.stopPropagation();
      }}
    >
      <Button size="xs" variant="light" onClick={open}>
        {locked ? 'Unlock the vault' : 'Create a vault'}
      </Button>
      <Dialog opened={opened} onClose={close} />
    </div>
  );
}
