import { ActionIcon, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { schemaResolver, useForm, type UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { contract, type CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useHomeName } from './use-home-name.ts';
import { useRefreshProfiles } from './use-profile-actions.ts';

type NewProfile = CallInput<'profiles.create'>;
type Row = { name: string; secret: string };
type Values = { name: string; variables: Row[] };

const emptyRow: Row = { name: '', secret: '' };
const check = schemaResolver(contract['profiles.create'].input, { sync: true });

const callOf = ({ name, variables }: Values): NewProfile => ({
  name,
  variables: variables.map((row) => ({ name: row.name.trim(), source: { secret: row.secret } })),
});

/** The contract knows a source of a key; the form has a field for it. */
const errorsOf = (values: Values) =>
  Object.fromEntries(
    Object.entries(check(callOf(values))).map(([field, error]) => [
      field === 'variables' ? 'variables.0.name' : field.replace(/\.source(\..*)?$/, '.secret'),
      error,
    ]),
  );

function VariableRow({ form, at }: { form: UseFormReturnType<Values>; at: number }) {
  const only = form.values.variables.length === 1;
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap" role="group" aria-label={`Variable ${at + 1}`}>
      <TextInput
        label={at === 0 ? 'Variable' : undefined}
        aria-label="Variable"
        placeholder="GITHUB_TOKEN"
        autoComplete="off"
        spellCheck={false}
        style={{ flex: 1 }}
        {...form.getInputProps(`variables.${at}.name`)}
      />
      <PasswordInput
        label={at === 0 ? 'Key' : undefined}
        aria-label="Key"
        placeholder="Paste the key"
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore
        style={{ flex: 1 }}
        {...form.getInputProps(`variables.${at}.secret`)}
      />
      <ActionIcon
        size="lg"
        mt={at === 0 ? 25 : 0}
        disabled={only}
        aria-label={`Take variable ${at + 1} out`}
        onClick={() => {
          form.removeListItem('variables', at);
        }}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}

function AddForm({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const refresh = useRefreshProfiles();
  const home = useHomeName().full;
  const save = useAction((input: NewProfile) => api.call('profiles.create', input));
  const form = useForm<Values>({
    initialValues: { name: '', variables: [emptyRow] },
    validate: errorsOf,
    onValuesChange: save.clear,
  });
  const submit = async (values: Values) => {
    const made = await save.run(callOf(values));
    if (made === undefined) return;
    showDone(`“${made.name}” was added. Copy its entry into the client that starts the server.`);
    onClose();
    await refresh();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <TextInput label="Name" placeholder="GitHub" withAsterisk data-autofocus {...form.getInputProps('name')} />
        <Stack gap="xs">
          <Text size="sm" c="dimmed">
            The variables in which the server expects its keys, as its documentation names them. The keys are kept in{' '}
            {home}.
          </Text>
          {form.values.variables.map((_row, at) => (
            <VariableRow key={at} form={form} at={at} />
          ))}
          <div>
            <Button
              size="xs"
              variant="subtle"
              leftSection={<IconPlus size={16} />}
              onClick={() => {
                form.insertListItem('variables', emptyRow);
              }}
            >
              Another variable
            </Button>
          </div>
        </Stack>
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group justify="flex-end" gap="sm" className="dialog-footer">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AddProfileDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={640}
      title="Add a server"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <AddForm onClose={onClose} />
    </Modal>
  );
}
