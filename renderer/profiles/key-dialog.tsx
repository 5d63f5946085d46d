import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { contract, type CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { emptySource, keyField, sourceErrors, sourceOf, type SourceValues } from '../connections/key-source-values.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { KeyFields } from './key-fields.tsx';
import type { Profile } from './types.ts';
import { useRefreshProfiles } from './use-profile-actions.ts';

type KeyCall = CallInput<'profiles.setVariable'>;
type Values = SourceValues & { name: string };

const check = schemaResolver(contract['profiles.setVariable'].input, { sync: true });

function callOf(id: string, values: Values): KeyCall {
  const { secret = '', reference } = sourceOf(values);
  return { id, name: values.name.trim(), source: reference === undefined ? { secret } : { reference } };
}

/** What is wrong with the key or its place is said at the field that is shown. */
function errorsOf(id: string, values: Values) {
  const { name, ...others } = check(callOf(id, values));
  const [wrong] = Object.values(others);
  return {
    ...(name !== undefined && { name }),
    ...(wrong !== undefined && { [keyField(values.place)]: wrong }),
    ...sourceErrors(values),
  };
}

type FormProps = {
  readonly profile: Profile;
  /** Absent: another variable is added. */
  readonly variable: string | undefined;
  readonly used: boolean;
  readonly onClose: () => void;
};

function KeyForm({ profile, variable, used, onClose }: FormProps) {
  const api = useApi();
  const refresh = useRefreshProfiles();
  const save = useAction((input: KeyCall) => api.call('profiles.setVariable', input));
  const form = useForm<Values>({
    initialValues: { ...emptySource, name: variable ?? '' },
    validate: (values) => errorsOf(profile.id, values),
    onValuesChange: save.clear,
  });
  const submit = async (values: Values) => {
    if ((await save.run(callOf(profile.id, values))) === undefined) return;
    showDone(
      used
        ? `${values.name} was saved. Restart the server in its client: it gets the new key when it starts.`
        : `${values.name} was saved.`,
    );
    onClose();
    await refresh();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        {variable === undefined ? (
          <TextInput
            label="Variable"
            description="The name under which the server expects the key; its documentation says so."
            placeholder="GITHUB_TOKEN"
            autoComplete="off"
            spellCheck={false}
            withAsterisk
            data-autofocus
            {...form.getInputProps('name')}
          />
        ) : (
          <Text size="sm">
            The key before is deleted here. Servers that run go on with it until they are started again; revoke it where
            it was made when nothing uses it any more.
          </Text>
        )}
        <KeyFields form={form} label={variable === undefined ? 'Key' : 'New key'} />
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group justify="flex-end" gap="sm" className="dialog-footer">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type DialogProps = FormProps & { readonly opened: boolean };

/** One more variable for a profile, or another key for one that it has. */
export function KeyDialog({ opened, ...props }: DialogProps) {
  const { profile, variable, onClose } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={520}
      title={variable === undefined ? `Add a variable to “${profile.name}”` : `Replace the key in ${variable}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <KeyForm {...props} />
    </Modal>
  );
}
