import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { Key } from './types.ts';
import { useRefreshKeys } from './use-key-actions.ts';

function ExposureForm({ item, onClose }: { item: Key; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefreshKeys();
  const save = useAction((where: string) => api.call('keys.setExposed', { id: item.connectionId, where }));
  const form = useForm({
    initialValues: { where: '' },
    validate: { where: (where) => (where.trim() === '' ? 'Say where, in a few words.' : null) },
    onValuesChange: save.clear,
  });
  const submit = async ({ where }: { where: string }) => {
    if ((await save.run(where)) === undefined) return;
    showDone('This key is now due: rotate it, then delete the old one.');
    onClose();
    await refresh();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <Text size="sm">
          A key that others may have read is as good as theirs, until it is replaced and deleted. It becomes due at
          once.
        </Text>
        <TextInput
          label="Where it was to be read"
          description="Not the key itself: only the place."
          placeholder="A chat, a mail, a .env file in a repository"
          maxLength={200}
          data-autofocus
          {...form.getInputProps('where')}
        />
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending}>
            Mark as due
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The user knows of a place where the key could be read. */
export function ExposureDialog({ item, opened, onClose }: { item: Key; opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={520}
      title={`Others may have read the key of “${item.name}”`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ExposureForm item={item} onClose={onClose} />
    </Modal>
  );
}
