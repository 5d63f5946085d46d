import { Alert, Code, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState, type ChangeEvent } from 'react';
import { useRead } from '../api/queries.ts';
import { ExternalLink } from '../ui/problem-alert.tsx';
import { SecretField } from './secret-fields.tsx';
import { partsOf, type KeyPlace, type SourceValues } from './key-source-values.ts';
import type { AuthMethod } from './types.ts';

type KeySourceFieldsProps = {
  readonly method: AuthMethod;
  readonly tokenPage: string | undefined;
  /** Any form that has these fields among others. */
  readonly form: Pick<UseFormReturnType<SourceValues>, 'getInputProps' | 'values'>;
  readonly autoFocus?: boolean;
  /** What stands for "here" where a key is kept already. */
  readonly hereLabel?: string;
  readonly secretLabel?: string;
  /** The key field itself is left out where the kept key goes on being used. */
  readonly withSecret?: boolean;
};

type PlaceFieldProps = Pick<KeySourceFieldsProps, 'form'> & {
  readonly hereLabel: string;
  readonly onChosen: () => void;
};

function PlaceField({ form, hereLabel, onChosen }: PlaceFieldProps) {
  const places: readonly { value: KeyPlace; label: string }[] = [
    { value: 'here', label: hereLabel },
    { value: 'file', label: 'In a file' },
    { value: 'env', label: 'In an environment variable' },
    { value: 'command', label: 'From a command (1Password, Vault, …)' },
  ];
  const input = form.getInputProps('place') as { onChange: (event: ChangeEvent<HTMLSelectElement>) => void };
  return (
    <NativeSelect
      size="xs"
      label="Where is the key?"
      data={places.map((place) => ({ ...place }))}
      {...input}
      onChange={(event) => {
        onChosen();
        input.onChange(event);
      }}
    />
  );
}

/** How the host will start it: each part by itself. */
function Parts({ line }: { readonly line: string }) {
  const parts = partsOf(line);
  if (parts.length < 2) return null;
  return (
    <Group gap={4} role="group" aria-label="The parts of the command">
      {parts.map((part, at) => (
        <Code key={at} className="breakable">
          {part === '' ? "''" : part}
        </Code>
      ))}
    </Group>
  );
}

const plainInput = { autoComplete: 'off', spellCheck: false, withAsterisk: true } as const;

function PlaceInput({ form }: Pick<KeySourceFieldsProps, 'form'>) {
  switch (form.values.place) {
    case 'here':
      return null;
    case 'file':
      return (
        <TextInput
          label="File with the key"
          description="A full path. The file holds the key and nothing else; let only your user read it. A changed file counts with the next call."
          placeholder="/run/secrets/jira_token"
          {...plainInput}
          {...form.getInputProps('reference.path')}
        />
      );
    case 'env':
      return (
        <Stack gap="xs">
          <TextInput
            label="Name of the variable"
            placeholder="JIRA_TOKEN"
            {...plainInput}
            {...form.getInputProps('reference.name')}
          />
          <Alert color="yellow" variant="light" icon={<IconInfoCircle />} p="xs">
            <Text size="sm">
              Claude Desktop starts its servers with almost no environment, so this does not work there. It works with
              clients that pass the variable on. For Claude Desktop choose a file or a command.
            </Text>
          </Alert>
        </Stack>
      );
    case 'command':
      return (
        <Stack gap={6}>
          <TextInput
            label="Command that prints the key"
            description="It runs without a shell, at most 30 seconds, and with few environment variables when Claude starts it. What it prints is kept in memory for 5 minutes. Do not write a key into it: it is stored as you see it."
            placeholder="op read op://Private/Jira/token"
            {...plainInput}
            {...form.getInputProps('reference.command')}
          />
          <Parts line={form.values.reference.command} />
          <Text size="xs" c="dimmed">
            Also: <Code>vault kv get -field=token secret/jira</Code>
          </Text>
        </Stack>
      );
  }
}

/** The key, or where it is: one field, and below it the choice between the two. */
export function KeySourceFields(props: KeySourceFieldsProps) {
  const { method, tokenPage, form, autoFocus = false, secretLabel, withSecret = true } = props;
  const secrets = useRead('secrets.status', {});
  const home = secrets.data?.home === 'vault' ? 'the vault' : (secrets.data?.keychainName ?? 'the keychain');
  const { place } = form.values;
  // Whoever walks through the choices with the arrow keys must not be taken away from them.
  const [chosen, setChosen] = useState(false);
  return (
    <Stack gap="xs">
      {place === 'here' && withSecret && (
        <SecretField
          method={method}
          {...(secretLabel === undefined ? {} : { label: secretLabel })}
          tokenPage={tokenPage}
          input={{ autoFocus: autoFocus && !chosen, ...form.getInputProps('secret') }}
        />
      )}
      <PlaceInput form={form} />
      {place !== 'here' && tokenPage !== undefined && (
        <ExternalLink href={tokenPage}>Open the page where this key is made</ExternalLink>
      )}
      <PlaceField
        form={form}
        hereLabel={props.hereLabel ?? `Enter it here (kept in ${home})`}
        onChosen={() => {
          setChosen(true);
        }}
      />
    </Stack>
  );
}
