import { Accordion, Button, Group, Modal, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { contract, type CallInput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { methodOf } from './add-form-values.ts';
import { AddressField } from './address-field.tsx';
import { tokenPageOf } from './addresses.ts';
import { KeySourceFields } from './key-source-fields.tsx';
import { sourceErrors, sourceOf, sourceValuesOf, type SourceValues } from './key-source-values.ts';
import type { Connection, Provider } from './types.ts';
import { useEscapeOnTop } from '../ui/dialog-open.ts';

type EditValues = SourceValues & {
  name: string;
  address: string;
  account: string;
  workspaceId: string;
  timeoutSeconds: number | string;
  retries: number | string;
  maxParallel: number | string;
  proxy: string;
  caFile: string;
};

function valuesOf({ name, endpoint, auth, workspaceId, options, credential }: Connection): EditValues {
  return {
    ...sourceValuesOf(credential),
    name,
    address: endpoint.baseUrl,
    account: 'account' in auth ? auth.account : '',
    workspaceId: workspaceId ?? '',
    timeoutSeconds: options.timeoutMs / 1000,
    retries: options.retries,
    maxParallel: options.maxParallel,
    proxy: options.proxy ?? '',
    caFile: options.caFile ?? '',
  };
}

function optionsOf({ timeoutSeconds, retries, maxParallel, proxy, caFile }: EditValues) {
  return {
    timeoutMs: Number(timeoutSeconds) * 1000,
    retries: Number(retries),
    maxParallel: Number(maxParallel),
    ...(proxy.trim() !== '' && { proxy: proxy.trim() }),
    ...(caFile.trim() !== '' && { caFile: caFile.trim() }),
  };
}

const isDeepEqual = (one: object, other: object): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Only what changed, so that a new name alone needs no test. */
function editOf(connection: Connection, values: EditValues): CallInput<'connections.edit'> {
  const before = valuesOf(connection);
  return {
    id: connection.id,
    ...(values.name === before.name ? {} : { name: values.name }),
    ...(values.address === before.address ? {} : { address: values.address }),
    ...(values.account === before.account ? {} : { account: values.account }),
    ...(values.workspaceId === before.workspaceId ? {} : { workspaceId: values.workspaceId }),
    ...(isDeepEqual(optionsOf(values), optionsOf(before)) ? {} : { options: optionsOf(values) }),
    ...(isKept(connection) && values.place === 'here' ? {} : changedSource(values, before)),
  };
}

const isKept = ({ credential }: Connection): boolean => typeof credential.home === 'string';

function changedSource(values: SourceValues, before: SourceValues) {
  const source = sourceOf(values);
  return isDeepEqual(source, sourceOf(before)) ? {} : source;
}

const check = schemaResolver(contract['connections.edit'].input, { sync: true });

function OptionFields({ form }: { form: UseFormReturnType<EditValues> }) {
  return (
    <Accordion variant="separated" chevronPosition="left">
      <Accordion.Item value="options">
        <Accordion.Control>Waiting, trying again, network</Accordion.Control>
        <Accordion.Panel>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput
              label="Seconds to wait for an answer"
              min={1}
              max={300}
              allowDecimal={false}
              {...form.getInputProps('timeoutSeconds')}
            />
            <NumberInput
              label="Further tries when it is busy"
              min={0}
              max={10}
              allowDecimal={false}
              {...form.getInputProps('retries')}
            />
            <NumberInput
              label="Requests at the same moment"
              min={1}
              max={20}
              allowDecimal={false}
              {...form.getInputProps('maxParallel')}
            />
            <TextInput
              label="Proxy"
              placeholder="As in the settings"
              spellCheck={false}
              {...form.getInputProps('proxy')}
              error={form.errors['options.proxy']}
            />
            <TextInput
              label="Certificate authorities (PEM file)"
              placeholder="As in the settings"
              spellCheck={false}
              {...form.getInputProps('caFile')}
            />
          </SimpleGrid>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

type FormProps = { readonly connection: Connection; readonly provider: Provider; readonly onClose: () => void };

function EditFields({ connection, provider, form }: FormProps & { form: UseFormReturnType<EditValues> }) {
  const method = methodOf(provider, connection.auth.method);
  const { accountLabel } = method;
  return (
    <>
      <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps('name')} />
      {provider.fixedAddress === undefined && (
        <AddressField provider={provider} address={form.values.address} input={form.getInputProps('address')} />
      )}
      {accountLabel !== undefined && (
        <TextInput label={accountLabel} withAsterisk autoComplete="off" {...form.getInputProps('account')} />
      )}
      {provider.id === 'clickup' && (
        <TextInput
          label="Workspace ID"
          description="Only needed if your account is in several workspaces."
          {...form.getInputProps('workspaceId')}
        />
      )}
      <KeySourceFields
        method={method}
        tokenPage={tokenPageOf(method, connection.endpoint.baseUrl)}
        form={form}
        {...(isKept(connection) && { hereLabel: 'Kept here, as now', withSecret: false })}
      />
      <OptionFields form={form} />
    </>
  );
}

function EditForm({ connection, provider, onClose }: FormProps) {
  const api = useApi();
  const queries = useQueryClient();
  const save = useAction((edit: CallInput<'connections.edit'>) => api.call('connections.edit', edit));
  const form = useForm<EditValues>({
    initialValues: valuesOf(connection),
    validate: (values) => ({ ...check(editOf(connection, values)), ...sourceErrors(values) }),
    onValuesChange: save.clear,
  });
  const submit = async (values: EditValues) => {
    const edited = await save.run(editOf(connection, values));
    if (edited === undefined) return;
    await queries.invalidateQueries({ queryKey: ['connections.list'] });
    const otherOwner = edited.owner.id === connection.owner.id ? '' : ` It now uses the key of ${edited.owner.name}.`;
    showDone(`“${edited.name}” was saved.${otherOwner}`);
    onClose();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <EditFields connection={connection} provider={provider} onClose={onClose} form={form} />
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

type DialogProps = { readonly connection: Connection; readonly opened: boolean; readonly onClose: () => void };

export function EditConnectionDialog({ connection, opened, onClose }: DialogProps) {
  const escape = useEscapeOnTop();
  const providers = useRead('providers.list', {});
  const provider = providers.data?.find(({ id }) => id === connection.provider);
  return (
    <Modal
      opened={opened}
      {...escape}
      onClose={onClose}
      size="lg"
      title="Edit connection"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {provider !== undefined && <EditForm connection={connection} provider={provider} onClose={onClose} />}
    </Modal>
  );
}
