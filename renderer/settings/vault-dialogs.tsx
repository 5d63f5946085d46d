import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { contract, demoPassphrase } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import type { Problem } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

type DialogProps = { readonly opened: boolean; readonly onClose: () => void };
type VaultCall = 'secrets.createVault' | 'secrets.unlockVault';

/** Sends the passphrase and nothing else remembers it. */
function useVaultCall(name: VaultCall, done: string, onDone: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const action = useAction((passphrase: string) => api.call(name, { passphrase }));
  const send = async (passphrase: string) => {
    const status = await action.run(passphrase);
    if (status === undefined) return;
    queries.setQueryData(['secrets.status', {}], status);
    await queries.invalidateQueries({ queryKey: ['connections.list'] });
    showDone(done);
    onDone();
  };
  return { ...action, send };
}

type FooterProps = {
  readonly label: string;
  readonly pending: boolean;
  readonly problem: Problem | undefined;
  readonly onClose: () => void;
};

function Footer({ label, pending, problem, onClose }: FooterProps): ReactNode {
  return (
    <>
      {problem !== undefined && <ProblemAlert problem={problem} />}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={pending}>
          {label}
        </Button>
      </Group>
    </>
  );
}

const checkPassphrase = schemaResolver(contract['secrets.createVault'].input, { sync: true });

function CreateVaultForm({ onClose }: { onClose: () => void }) {
  const vault = useVaultCall('secrets.createVault', 'The vault is ready and open.', onClose);
  const form = useForm({
    initialValues: { passphrase: '', again: '' },
    validate: (values) => ({
      ...checkPassphrase(values),
      ...(values.again === values.passphrase ? {} : { again: 'The two passphrases differ.' }),
    }),
    onValuesChange: vault.clear,
  });
  return (
    <form onSubmit={form.onSubmit(({ passphrase }) => vault.send(passphrase))} noValidate>
      <Stack gap="lg">
        <Text c="dimmed">
          The vault is one encrypted file in the data folder. Only your passphrase opens it, and nobody can recover it
          for you: write it down somewhere safe. You enter it once after each start of MCP Keyring.
        </Text>
        <PasswordInput
          label="Passphrase"
          description="At least 10 characters. Four or five random words work well."
          autoComplete="new-password"
          withAsterisk
          data-autofocus
          {...form.getInputProps('passphrase')}
        />
        <PasswordInput
          label="The same again"
          autoComplete="new-password"
          withAsterisk
          {...form.getInputProps('again')}
        />
        <Footer label="Create vault" pending={vault.pending} problem={vault.problem} onClose={onClose} />
      </Stack>
    </form>
  );
}

function UnlockVaultForm({ onClose }: { onClose: () => void }) {
  const info = useRead('app.info', {});
  const vault = useVaultCall('secrets.unlockVault', 'The vault is open.', onClose);
  const form = useForm({
    initialValues: { passphrase: '' },
    validate: { passphrase: (value) => (value === '' ? 'Enter the passphrase.' : null) },
    onValuesChange: vault.clear,
  });
  return (
    <form onSubmit={form.onSubmit(({ passphrase }) => vault.send(passphrase))} noValidate>
      <Stack gap="lg">
        <PasswordInput
          label="Passphrase"
          description={info.data?.demo === true ? `In the demo it is: ${demoPassphrase}` : undefined}
          autoComplete="off"
          withAsterisk
          data-autofocus
          {...form.getInputProps('passphrase')}
        />
        <Footer label="Unlock" pending={vault.pending} problem={vault.problem} onClose={onClose} />
      </Stack>
    </form>
  );
}

export function CreateVaultDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Create a vault"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateVaultForm onClose={onClose} />
    </Modal>
  );
}

export function UnlockVaultDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Unlock the vault" closeButtonProps={{ 'aria-label': 'Close' }}>
      <UnlockVaultForm onClose={onClose} />
    </Modal>
  );
}
