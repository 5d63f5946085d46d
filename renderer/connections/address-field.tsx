import { Alert, Stack, TextInput, type TextInputProps } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isUnprotected } from './addresses.ts';
import type { Provider } from './types.ts';

type AddressFieldProps = { readonly provider: Provider; readonly address: string; readonly input: TextInputProps };

export function AddressField({ provider, address, input }: AddressFieldProps) {
  return (
    <Stack gap={8}>
      <TextInput
        label={provider.addressLabel}
        description={provider.addressHelp}
        placeholder={provider.addressPlaceholder}
        autoComplete="off"
        spellCheck={false}
        inputMode="url"
        withAsterisk
        {...input}
      />
      {isUnprotected(address) && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} role="alert" py="xs">
          This address begins with http://, so the key would travel unprotected. Use https:// if the system offers it.
        </Alert>
      )}
    </Stack>
  );
}
