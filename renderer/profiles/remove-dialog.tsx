import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRefreshProfiles } from './use-profile-actions.ts';

type RemoveProps = {
  /** What is removed: a profile or one of its variables. */
  readonly what: string;
  readonly text: string;
  readonly onRemove: () => Promise<unknown>;
  readonly onClose: () => void;
};

function Remove({ what, text, onRemove, onClose }: RemoveProps) {
  const refresh = useRefreshProfiles();
  const remove = useAction(() => onRemove());
  const confirm = async () => {
    if ((await remove.run(undefined)) === undefined) return;
    showDone(`“${what}” was removed.`);
    onClose();
    await refresh();
  };
  return (
    <Stack gap="lg">
      <Text size="sm">{text} Where it was made a key stays valid: revoke it there if nothing else uses it.</Text>
      {remove.problem !== undefined && <ProblemAlert problem={remove.problem} />}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onClose} data-autofocus>
          Cancel
        </Button>
        <Button color="red" loading={remove.pending} onClick={() => void confirm()}>
          Remove
        </Button>
      </Group>
    </Stack>
  );
}

/** A key that is deleted here cannot be had back from here. */
export function RemoveDialog({ opened, ...props }: RemoveProps & { readonly opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      size={520}
      title={`Remove “${props.what}”?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Remove {...props} />
    </Modal>
  );
}
