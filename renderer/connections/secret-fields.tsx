import { Button, Group, PasswordInput, Stack, TextInput, type PasswordInputProps } from '@mantine/core';
import { ExternalLink } from '../ui/problem-alert.tsx';
import { dateIn, useNow } from '../ui/time.ts';
import type { AuthMethod } from './types.ts';

type SecretFieldProps = {
  readonly method: AuthMethod;
  readonly label?: string;
  readonly tokenPage: string | undefined;
  readonly input: PasswordInputProps;
};

/** Never pre-filled, never remembered by the browser. */
export function SecretField({ method, label = method.secretLabel, tokenPage, input }: SecretFieldProps) {
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        description={method.help}
        placeholder={method.secretPlaceholder}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore
        data-autofocus={input.autoFocus}
        withAsterisk
        aria-invalid={Boolean(input.error)}
        {...input}
      />
      {tokenPage !== undefined && <ExternalLink href={tokenPage}>Open the page where this key is made</ExternalLink>}
    </Stack>
  );
}

function quickChoices(longest: number): readonly { readonly days: number; readonly label: string }[] {
  const usual = [30, 90, 180].filter((days) => days < longest).map((days) => ({ days, label: `${days} days` }));
  return [...usual, { days: longest, label: longest >= 364 && longest <= 366 ? '1 year' : `${longest} days` }];
}

type ExpiryFieldProps = {
  readonly longestDays: number;
  readonly value: string;
  readonly error?: React.ReactNode;
  readonly onChange: (date: string) => void;
};

/** When the key ends, as the system showed it when the key was made. */
export function ExpiryField({ longestDays, value, error, onChange }: ExpiryFieldProps) {
  const now = useNow();
  return (
    <Stack gap={6}>
      <TextInput
        type="date"
        label="Expires on"
        description="As shown where you made the key."
        value={value}
        error={error}
        min={dateIn(0, now)}
        max={dateIn(longestDays + 1, now)}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      <Group gap={6} role="group" aria-label="Quick choices for the expiry date">
        {quickChoices(longestDays).map(({ days, label }) => (
          <Button
            key={days}
            size="compact-xs"
            variant={value === dateIn(days, now) ? 'light' : 'default'}
            aria-pressed={value === dateIn(days, now)}
            onClick={() => {
              onChange(dateIn(days, now));
            }}
          >
            {label}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
