import { Button, Code, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatMoment } from '../ui/time.ts';
import { ComparisonView } from './comparison-view.tsx';
import type { ClaudeBackup, When } from './types.ts';
import { useGuardAction } from './use-guard-action.ts';
import { WhenChoice } from './when-choice.tsx';

type StepsProps = {
  readonly backup: ClaudeBackup;
  readonly others: readonly ClaudeBackup[];
  readonly running: boolean;
  readonly onClose: () => void;
};

const now = 'now';

type CompareProps = Pick<StepsProps, 'backup' | 'others'> & {
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function CompareWith({ backup, others, value, onChange }: CompareProps) {
  return (
    <Select
      label="What would change compared with"
      data={[
        { value: now, label: 'The file as it is now' },
        ...others
          .filter(({ id, origin }) => id !== backup.id && origin === backup.origin)
          .map(({ id, at }) => ({ value: id, label: `The copy of ${formatMoment(at)}` })),
      ]}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => {
        onChange(chosen ?? now);
      }}
    />
  );
}

function Steps({ backup, others, running, onClose }: StepsProps) {
  const api = useApi();
  const [against, setAgainst] = useState(now);
  const [when, setWhen] = useState<When>('on-quit');
  const choice = against === now ? { id: backup.id } : { id: backup.id, with: against };
  const comparison = useRead('claude.compareBackup', choice, { alwaysFresh: true });
  const restore = useGuardAction(async (fingerprint: string) => {
    await api.call('claude.restoreBackup', { id: backup.id, fingerprint, when: running ? when : 'now' });
    showDone(
      running && when === 'on-quit' ? 'The copy is restored when Claude Desktop quits.' : 'The copy was restored.',
    );
    onClose();
  }, true);
  const { fingerprint, holdsEntry, why, diff } = comparison.data ?? {};
  return (
    <Stack gap="lg">
      <Text size="sm">
        The copy of {formatMoment(backup.at)} of <Code className="breakable">{backup.origin}</Code>. Restoring replaces
        the whole file; a copy of the file as it is now is kept.
      </Text>
      <CompareWith backup={backup} others={others} value={against} onChange={setAgainst} />
      {comparison.isError ? (
        <ProblemAlert problem={problemOf(comparison.error)} onRetry={() => void comparison.refetch()} />
      ) : (
        <ComparisonView comparison={comparison.data} />
      )}
      {holdsEntry === false && (
        <Text size="sm" c="dimmed">
          MCP Keyring is not in this copy. After restoring it, Claude does not start MCP Keyring, and the guard leaves
          it so.
        </Text>
      )}
      {running && <WhenChoice value={when} onChange={setWhen} />}
      {restore.isError && <ProblemAlert problem={problemOf(restore.error)} onRetry={() => void comparison.refetch()} />}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={restore.isPending}
          disabled={fingerprint === undefined || why === 'gone' || diff === ''}
          onClick={() => {
            if (fingerprint !== undefined) restore.mutate(fingerprint);
          }}
        >
          {running && when === 'on-quit' ? 'Restore when Claude quits' : 'Restore'}
        </Button>
      </Group>
    </Stack>
  );
}

type DialogProps = Omit<StepsProps, 'backup'> & { readonly backup: ClaudeBackup | undefined };

/** A copy beside the file as it is, and the way back to it. */
export function RestoreDialog({ backup, ...given }: DialogProps) {
  return (
    <Modal
      opened={backup !== undefined}
      onClose={given.onClose}
      size={720}
      title="Restore a copy"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {backup !== undefined && <Steps key={backup.id} backup={backup} {...given} />}
    </Modal>
  );
}
