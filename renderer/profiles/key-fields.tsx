import { NativeSelect, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { KeyPlace, SourceValues } from '../connections/key-source-values.ts';
import { useHomeName } from './use-home-name.ts';

/** A form that has these fields among others. */
type KeyForm = Pick<UseFormReturnType<SourceValues>, 'getInputProps' | 'values'>;

const plainInput = { autoComplete: 'off', spellCheck: false, withAsterisk: true } as const;

function PlaceInput({ form, label }: { form: KeyForm; label: string }) {
  switch (form.values.place) {
    case 'here':
      return (
        <PasswordInput
          label={label}
          placeholder="Paste the key"
          data-1p-ignore
          data-lpignore
          {...plainInput}
          {...form.getInputProps('secret')}
        />
      );
    case 'file':
      return (
        <TextInput
          label="File with the key"
          description="A full path. The file holds the key and nothing else; it is read whenever the server starts."
          placeholder="/run/secrets/github_token"
          {...plainInput}
          {...form.getInputProps('reference.path')}
        />
      );
    case 'env':
      return (
        <TextInput
          label="Variable that has the key"
          description="Clients start their servers with few variables, so this works only where yours passes it on."
          placeholder="GITHUB_TOKEN"
          {...plainInput}
          {...form.getInputProps('reference.name')}
        />
      );
    case 'command':
      return (
        <TextInput
          label="Command that prints the key"
          description="It runs without a shell whenever the server starts. Do not write a key into it: it is stored as you see it."
          placeholder="op read op://Private/GitHub/token"
          {...plainInput}
          {...form.getInputProps('reference.command')}
        />
      );
  }
}

/** A key, or where it is: one field, and below it the choice between the two. */
export function KeyFields({ form, label }: { form: KeyForm; label: string }) {
  const home = useHomeName().full;
  const places: { value: KeyPlace; label: string }[] = [
    { value: 'here', label: `Enter it here (kept in ${home})` },
    { value: 'file', label: 'In a file' },
    { value: 'env', label: 'In an environment variable' },
    { value: 'command', label: 'From a command (1Password, Vault, …)' },
  ];
  return (
    <Stack gap="xs">
      <PlaceInput form={form} label={label} />
      <NativeSelect size="xs" label="Where is the key?" data={places} {...form.getInputProps('place')} />
    </Stack>
  );
}
