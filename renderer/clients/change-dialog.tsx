import { Alert, Code, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ChangeMade, ChangeReview } from './change-review.tsx';
import type { Client, ClientChange, ClientPreview, ClientWritten } from './types.ts';

export type PlannedChange = {
  readonly client: Client;
  readonly path: string;
  readonly change: ClientChange;
  readonly verb: 'Add' | 'Update' | 'Remove';
};

function Made({ plan, written, onClose }: { plan: PlannedChange; written: Made; onClose: () => void }) {
  const { client, change } = plan;
  const title = change === 'write' ? `MCP Keyring is in ${client.name}` : `MCP Keyring was taken out of ${client.name}`;
  const by = { file: '', program: `${client.name} did it with its own command. `, client: '' }[written.way];
  return (
    <ChangeMade title={title} backupPath={written.backupPath} onClose={onClose}>
      {by}
      {client.reload}
    </ChangeMade>
  );
}

type Made = Pick<ClientWritten, 'backupPath'> & { readonly way: ClientWritten['way'] | 'client' };

/** What its own link or command does, and what is not certain. */
function Beforehand({ plan: { client, change }, preview }: { plan: PlannedChange; preview: ClientPreview }) {
  return (
    <>
      {preview.command !== undefined && preview.changes && (
        <Stack gap={6}>
          <Text size="sm">
            {client.name} changes its file itself: this command of its own is run. Only where it fails, the file is
            changed directly.
          </Text>
          <Code block tabIndex={0} aria-label="The command" style={{ whiteSpace: 'pre-wrap' }} className="breakable">
            {preview.command}
          </Code>
        </Stack>
      )}
      {client.uncertain !== undefined && change === 'write' && (
        <Alert color="gray" variant="light" icon={<IconInfoCircle />}>
          {client.uncertain}
        </Alert>
      )}
    </>
  );
}

type StepsProps = { readonly plan: PlannedChange; readonly client: Client; readonly onClose: () => void };

function ChangeSteps({ plan, client, onClose }: StepsProps) {
  const api = useApi();
  const queries = useQueryClient();
  const { path, change, verb } = plan;
  const request = { client: client.id, path, change };
  const preview = useRead('clients.preview', request, { alwaysFresh: true });
  const [asked, setAsked] = useState(false);
  const apply = useMutation({
    mutationFn: (fingerprint: string) => api.call('clients.apply', { ...request, fingerprint }),
    meta: { shownInPlace: true },
    onSettled: () => queries.invalidateQueries({ queryKey: ['clients.list'] }),
  });
  const lookAgain = () => {
    apply.reset();
    void preview.refetch();
  };
  // The client added it itself, after its link was followed.
  const byLink = asked && client.files.some((file) => file.path === path && file.state === 'current');
  const made = apply.data ?? (byLink ? { way: 'client' as const } : undefined);
  if (made !== undefined) return <Made plan={plan} written={made} onClose={onClose} />;
  if (preview.isError) return <ProblemAlert problem={problemOf(preview.error)} onRetry={lookAgain} />;
  if (preview.data === undefined) return <Skeleton height={260} />;
  const { fingerprint } = preview.data;
  return (
    <ChangeReview
      preview={preview.data}
      verb={client.link === undefined || verb !== 'Add' ? verb : 'Add to the file'}
      removes={change === 'remove'}
      applying={apply.isPending}
      problem={apply.isError ? problemOf(apply.error) : undefined}
      onApply={() => {
        apply.mutate(fingerprint);
      }}
      onCancel={onClose}
      onLookAgain={lookAgain}
      preferred={
        client.link !== undefined &&
        verb === 'Add' && (
          <LinkButton
            href={client.link}
            leadsTo={client.name}
            onClick={() => {
              setAsked(true);
            }}
          >
            Let {client.name} add it
          </LinkButton>
        )
      }
    >
      <Beforehand plan={plan} preview={preview.data} />
      {asked && (
        <Alert color="harbour" variant="light" icon={<IconInfoCircle />} role="status">
          {client.name} asks you now whether to add MCP Keyring. If nothing happens, add it to the file here.
        </Alert>
      )}
    </ChangeReview>
  );
}

const titles = { Add: 'Add to', Update: 'Update the entry of', Remove: 'Remove from' } as const;

type ChangeDialogProps = {
  readonly plan: PlannedChange | undefined;
  /** As they are now. */
  readonly clients: readonly Client[];
  readonly onClose: () => void;
};

/** Shows the exact change to a client's file before it is made, and what to do afterwards. */
export function ChangeDialog({ plan, clients, onClose }: ChangeDialogProps) {
  return (
    <Modal
      opened={plan !== undefined}
      onClose={onClose}
      size={720}
      title={plan === undefined ? '' : `${titles[plan.verb]} ${plan.client.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {plan !== undefined && (
        <ChangeSteps
          plan={plan}
          client={clients.find(({ id }) => id === plan.client.id) ?? plan.client}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}
