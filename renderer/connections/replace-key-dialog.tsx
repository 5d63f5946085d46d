import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { methodOf } from './add-form-values.ts';
import { tokenPageOf } from './addresses.ts';
import { ExpiryField, SecretField } from './secret-fields.tsx';
import type { AuthMethod, Connection } from './types.ts';

/** "Password" as "password"; an abbreviation such as "API" stays. */
function inSentence(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

type KeyValues = { secret: string; expiresAt: string };

/** Sends the new key. The host tests it and keeps the old one until that succeeded. */
function useReplacement(connection: Connection, onReplaced: () => void) {
  const api = useApi();
  const queries = useQueryClient();
  const action = useAction(({ secret, expiresAt, accept }: KeyValues & { accept: boolean }) =>
    api.call('connections.replaceKey', {
      id: connection.id,
      secret,
      acceptOtherAccount: accept,
      ...(expiresAt === '' ? {} : { expiresAt }),
    }),
  );
  const replace = async (values: KeyValues, accept: boolean) => {
    const answer = await action.run({ ...values, accept });
    if (answer === undefined) return;
    await queries.invalidateQueries({ queryKey: ['connections.list'] });
    showDone(`“${connection.name}” now uses the new key of ${answer.account.name}.`);
    onReplaced();
  };
  return { ...action, replace };
}

type ReplaceKeyFormProps = {
  readonly connection: Connection;
  readonly method: AuthMethod;
  readonly onClose: () => void;
};

function ReplaceKeyForm({ connection, method, onClose }: ReplaceKeyFormProps) {
  const replacement = useReplacement(connection, onClose);
  const form = useForm<KeyValues>({
    initialValues: { secret: '', expiresAt: '' },
    validate: { secret: (secret) => (secret.trim() === '' ? 'Paste the new key.' : null) },
    onValuesChange: replacement.clear,
  });
  const otherAccount = replacement.problem?.code === 'different-account';
  return (
    <form onSubmit={form.onSubmit((values) => replacement.replace(values, false))} noValidate>
      <Stack gap="lg">
        <Text c="dimmed">
          The new key is tested first. Until it works, “{connection.name}” keeps the present one (
          {connection.credential.hint}).
        </Text>
        <SecretField
          method={method}
          label={`New ${inSentence(method.secretLabel)}`}
          tokenPage={tokenPageOf(method, connection.endpoint.baseUrl)}
          input={{ autoFocus: true, ...form.getInputProps('secret') }}
        />
        {method.maxLifetimeDays !== undefined && (
          <ExpiryField
            longestDays={method.maxLifetimeDays}
            value={form.values.expiresAt}
            onChange={(date) => {
              form.setFieldValue('expiresAt', date);
            }}
          />
        )}
        {replacement.problem !== undefined && (
          <ProblemAlert problem={replacement.problem}>
            {otherAccount && (
              <Button
                size="xs"
                color="red"
                variant="light"
                loading={replacement.pending}
                onClick={() => void replacement.replace(form.values, true)}
              >
                Use this account from now on
              </Button>
            )}
          </ProblemAlert>
        )}
        <Group justify="flex-end" gap="sm" className="dialog-footer">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={replacement.pending}>
            Test and replace
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type DialogProps = { readonly connection: Connection; readonly opened: boolean; readonly onClose: () => void };

export function ReplaceKeyDialog({ connection, opened, onClose }: DialogProps) {
  const providers = useRead('providers.list', {});
  const provider = providers.data?.find(({ id }) => id === connection.provider);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title="Replace key"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {provider !== undefined && (
        <ReplaceKeyForm connection={connection} method={methodOf(provider, connection.auth.method)} onClose={onClose} />
      )}
    </Modal>
  );
}
