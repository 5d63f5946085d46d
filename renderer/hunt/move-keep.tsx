import { Alert, Checkbox, Fieldset, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { methodOf } from '../connections/add-form-values.ts';
import { providerNames } from '../connections/provider-mark.tsx';
import type { Provider } from '../connections/types.ts';
import { isKept, providerOf, startsServers, type MoveValues } from './move-form.ts';
import type { MovePlan } from './types.ts';

export type MoveForm = UseFormReturnType<MoveValues>;
type FieldsProps = { readonly form: MoveForm; readonly index: number; readonly provider: Provider };

function ConnectionFields({ form, index, provider }: FieldsProps) {
  const field = (name: string) => form.getInputProps(`connections.${index}.${name}`);
  const { accountLabel, accountPlaceholder } = methodOf(provider, form.values.connections[index]?.method);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <TextInput label="Name" withAsterisk autoComplete="off" {...field('name')} />
      {provider.fixedAddress === undefined && (
        <TextInput
          label={provider.addressLabel}
          placeholder={provider.addressPlaceholder}
          withAsterisk
          autoComplete="off"
          spellCheck={false}
          {...field('address')}
        />
      )}
      {provider.authMethods.length > 1 && (
        <Select
          label="Sign in with"
          allowDeselect={false}
          data={provider.authMethods.map(({ id, label }) => ({ value: id, label }))}
          {...field('method')}
        />
      )}
      {accountLabel !== undefined && (
        <TextInput
          label={accountLabel}
          placeholder={accountPlaceholder}
          withAsterisk
          autoComplete="off"
          spellCheck={false}
          {...field('account')}
        />
      )}
      {provider.id === 'clickup' && <TextInput label="Workspace ID" autoComplete="off" {...field('workspaceId')} />}
    </SimpleGrid>
  );
}

function NewConnection({ form, index, provider }: FieldsProps) {
  const use = form.values.connections[index]?.use === true;
  return (
    <Fieldset legend={provider.name} variant="default">
      <Stack gap="md">
        <Checkbox
          label={`Make a connection to ${provider.name} with this key`}
          description="It is tested first. Nothing is changed anywhere if the system does not accept the key."
          {...form.getInputProps(`connections.${index}.use`, { type: 'checkbox' })}
        />
        {use && <ConnectionFields form={form} index={index} provider={provider} />}
      </Stack>
    </Fieldset>
  );
}

function Existing({ existing }: Pick<MovePlan, 'existing'>) {
  return existing.map(({ id, name, provider, sameKey }) => (
    <Alert
      key={id}
      variant="light"
      color={sameKey ? 'green' : 'harbour'}
      icon={sameKey ? <IconCircleCheck /> : <IconInfoCircle />}
      title={sameKey ? `“${name}” has this key already` : `“${name}” goes to the same place with another key`}
    >
      {sameKey
        ? 'It stays as it is, and its key becomes due at once because it was to be read in a file.'
        : `This may be an older key. Take it out of the files and delete it in ${providerNames[provider]}; make another connection only if you need both.`}
    </Alert>
  ));
}

function ForServers({ form, plan }: { form: MoveForm; plan: MovePlan }) {
  if (plan.profile === undefined) return null;
  const needed = startsServers(form.values);
  return (
    <Fieldset legend="Other servers" variant="default">
      <Stack gap="md">
        <Checkbox
          label="Keep the key for other servers"
          description={`Servers that need ${plan.profile.variables.join(', ')} get it from the keychain when they are started through MCP Keyring.`}
          disabled={needed}
          {...form.getInputProps('keepForServers', { type: 'checkbox' })}
          checked={needed || form.values.keepForServers}
        />
        {(needed || form.values.keepForServers) && (
          <TextInput label="Name" withAsterisk autoComplete="off" maw={360} {...form.getInputProps('profileName')} />
        )}
      </Stack>
    </Fieldset>
  );
}

type KeepProps = { readonly form: MoveForm; readonly plan: MovePlan; readonly providers: readonly Provider[] };

/** Where the key is afterwards. */
export function KeepFields({ form, plan, providers }: KeepProps) {
  return (
    <Stack gap="md">
      <Text fw={600}>Where the key goes</Text>
      <Existing existing={plan.existing} />
      {form.values.connections.map(({ provider }, index) => (
        <NewConnection key={provider} form={form} index={index} provider={providerOf(providers, provider)} />
      ))}
      <ForServers form={form} plan={plan} />
      {!isKept(form.values) && (
        <Alert
          color="yellow"
          variant="light"
          icon={<IconAlertTriangle />}
          title="The key would be kept nowhere"
          role="status"
        >
          It is then only in the encrypted copy of the files, from which it can be put back.
        </Alert>
      )}
    </Stack>
  );
}
