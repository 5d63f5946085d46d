import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { contract, type CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { Profile } from './types.ts';
import { useRefreshProfiles } from './use-profile-actions.ts';

type Rename = CallInput<'profiles.rename'>;
const check = schemaResolver(contract['profiles.rename'].input, { sync: true });

function RenameForm({ profile, onClose }: { profile: Profile; onClose: () => void }) {
  const api = useApi();
  const refresh = useRefreshProfiles();
  const save = useAction((input: Rename) => api.call('profiles.rename', input));
  const form = useForm<Rename>({
    initialValues: { id: profile.id, name: profile.name },
    validate: check,
    onValuesChange: save.clear,
  });
  const submit = async (values: Rename) => {
    if ((await save.run(values)) === undefined) return;
    onClose();
    await refresh();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <TextInput
          label="Name"
          description={`Entries go on with “${profile.id}”, which stays as it is.`}
          withAsterisk
          data-autofocus
          {...form.getInputProps('name')}
        />
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group justify="flex-end" gap="sm" className="dialog-footer">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type DialogProps = { readonly profile: Profile; readonly opened: boolean; readonly onClose: () => void };

export function RenameProfileDialog({ profile, opened, onClose }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={480}
      title={`Rename “${profile.name}”`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <RenameForm profile={profile} onClose={onClose} />
    </Modal>
  );
}
