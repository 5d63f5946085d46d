import { Button, Card, Group, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconCircleDashed, IconLock, IconShieldX, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallOutput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { CreateVaultDialog, UnlockVaultDialog } from './vault-dialogs.tsx';

type SecretsStatus = CallOutput<'secrets.status'>;
type StoreState = SecretsStatus['vault']['state'];

const stateWords: Record<StoreState, { readonly label: string; readonly icon: Icon; readonly color: string }> = {
  ready: { label: 'Ready', icon: IconCircleCheck, color: 'var(--keyring-good)' },
  absent: { label: 'Not created', icon: IconCircleDashed, color: 'dimmed' },
  locked: { label: 'Locked', icon: IconLock, color: 'var(--keyring-warning)' },
  unavailable: { label: 'Not available', icon: IconShieldX, color: 'var(--mantine-color-error)' },
};

function StateLabel({ state }: { state: StoreState }) {
  const { label, icon: StateIcon, color } = stateWords[state];
  return (
    <Group gap={6} wrap="nowrap" c={color}>
      <StateIcon size={18} stroke={1.9} />
      <Text size="sm" fw={500}>
        {label}
      </Text>
    </Group>
  );
}

function useSecretsCall(name: 'secrets.lockVault') {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.call(name, {}),
    onSuccess: (status) => {
      queries.setQueryData(['secrets.status', {}], status);
    },
  });
}

function VaultActions({ state }: { state: StoreState }) {
  const [creating, create] = useDisclosure();
  const [unlocking, unlock] = useDisclosure();
  const lock = useSecretsCall('secrets.lockVault');
  const dialogs = (
    <>
      <CreateVaultDialog opened={creating} onClose={create.close} />
      <UnlockVaultDialog opened={unlocking} onClose={unlock.close} />
    </>
  );
  const button = () => {
    switch (state) {
      case 'absent':
        return (
          <Button size="xs" variant="default" onClick={create.open}>
            Create vault
          </Button>
        );
      case 'locked':
        return (
          <Button size="xs" onClick={unlock.open}>
            Unlock
          </Button>
        );
      case 'ready':
        return (
          <Button
            size="xs"
            variant="default"
            loading={lock.isPending}
            onClick={() => {
              lock.mutate();
            }}
          >
            Lock
          </Button>
        );
      case 'unavailable':
        return null;
    }
  };
  return (
    <>
      {button()}
      {dialogs}
    </>
  );
}

type StoreCardProps = {
  readonly value: SecretsStatus['home'];
  readonly name: string;
  readonly text: string;
  readonly status: SecretsStatus['vault'];
  readonly chosen: boolean;
  readonly action?: ReactNode;
};

function StoreCard({ value, name, text, status, chosen, action }: StoreCardProps) {
  return (
    <Card>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
          <Radio
            value={value}
            label={
              <Text span fw={600} size="sm" c="var(--mantine-color-text)">
                {name}
              </Text>
            }
            description={
              <Text span size="sm" c="dimmed">
                {text}
              </Text>
            }
            disabled={status.state === 'absent' || status.state === 'unavailable'}
          />
          <Group gap="md" wrap="nowrap" style={{ flexShrink: 0 }}>
            <StateLabel state={status.state} />
            {action}
          </Group>
        </Group>
        {/* The banner says it when it is the chosen one. */}
        {!chosen && status.state === 'unavailable' && <ProblemAlert problem={status.problem} />}
      </Stack>
    </Card>
  );
}

function StoreChoice({ status }: { status: SecretsStatus }) {
  const api = useApi();
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (home: SecretsStatus['home']) => api.call('secrets.useHome', { home }),
    onSuccess: (after) => {
      queries.setQueryData(['secrets.status', {}], after);
    },
  });
  return (
    <Radio.Group
      aria-label="Where new keys are kept"
      value={status.home}
      onChange={(home) => {
        choose.mutate(home === 'vault' ? 'vault' : 'keychain');
      }}
    >
      <Stack gap="md">
        <StoreCard
          value="keychain"
          name={status.keychainName}
          text="Your operating system keeps the keys and opens them when you sign in to this computer."
          status={status.keychain}
          chosen={status.home === 'keychain'}
        />
        <StoreCard
          value="vault"
          name="Passphrase vault"
          text="One encrypted file that only your passphrase opens, for computers without a keychain."
          status={status.vault}
          chosen={status.home === 'vault'}
          action={<VaultActions state={status.vault.state} />}
        />
      </Stack>
    </Radio.Group>
  );
}

export function SecretsSection() {
  const secrets = useRead('secrets.status', {});
  return (
    <Section name="secrets" title="Where keys are kept">
      <Text size="sm" c="dimmed">
        The choice holds for new keys. Those you have stay where they are until you replace them.
      </Text>
      {secrets.data !== undefined && <StoreChoice status={secrets.data} />}
      {secrets.data === undefined && secrets.isError && (
        <ProblemAlert problem={problemOf(secrets.error)} onRetry={() => void secrets.refetch()} />
      )}
      {secrets.isPending && (
        <Stack gap="md">
          <Skeleton height={90} radius="lg" />
          <Skeleton height={90} radius="lg" />
        </Stack>
      )}
    </Section>
  );
}
