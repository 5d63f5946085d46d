import { Alert, Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { ProfileUse } from './types.ts';
import { useRefreshProfiles } from './use-profile-actions.ts';

type PutBackProps = { readonly use: ProfileUse; readonly onClose: () => void };

function PutBack({ use, onClose }: PutBackProps) {
  const api = useApi();
  const refresh = useRefreshProfiles();
  const { client, path, server } = use;
  const put = useAction((place: CallInput<'profiles.putBack'>) => api.call('profiles.putBack', place));
  const confirm = async () => {
    const written = await put.run({ client, path, server });
    if (written === undefined) return;
    showDone(`“${server}” has its keys in the file of ${use.clientName} again. ${written.reload}`);
    onClose();
    await refresh();
  };
  return (
    <Stack gap="lg">
      <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title="The keys will stand in plain text">
        Everybody and every program that reads this file can then read them, and so can whoever gets a copy of it.
      </Alert>
      <Text size="sm">
        The entry “{server}” in <Code className="breakable">{path}</Code> starts its server by itself again, as before.
        The profile stays here until you remove it.
      </Text>
      {put.problem !== undefined && <ProblemAlert problem={put.problem} />}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" loading={put.pending} onClick={() => void confirm()}>
          Put back in plain text
        </Button>
      </Group>
    </Stack>
  );
}

/** From the keychain into a client's file: only after saying what that means. */
export function PutBackDialog({ use, onClose }: { use: ProfileUse | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={use !== undefined}
      onClose={onClose}
      size={560}
      title={use === undefined ? '' : `Put the keys back into ${use.clientName}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {use !== undefined && <PutBack use={use} onClose={onClose} />}
    </Modal>
  );
}
