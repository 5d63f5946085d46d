import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import { ExpiryField } from '../connections/secret-fields.tsx';
import { dateIn, useNow } from '../ui/time.ts';
import { suggestedExpiry, type KeyForm } from './key-form.ts';
import type { RotationPlan } from './types.ts';

/** When the new key ends: at the latest where its system has a limit, else not at all. */
export function ExpiryChoice({ plan, form }: { plan: RotationPlan; form: KeyForm }) {
  const now = useNow();
  const value = form.values.expiresAt ?? suggestedExpiry(plan, now);
  const change = (date: string) => {
    form.setFieldValue('expiresAt', date);
  };
  if (plan.maxLifetimeDays !== undefined)
    return <ExpiryField longestDays={plan.maxLifetimeDays} value={value} onChange={change} />;
  return <OpenExpiry value={value} now={now} onChange={change} />;
}

const usualDays = 365;

type OpenExpiryProps = { readonly value: string; readonly now: Date; readonly onChange: (date: string) => void };

function OpenExpiry({ value, now, onChange }: OpenExpiryProps) {
  const id = useId();
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600} id={id}>
        When it ends
      </Text>
      <SegmentedControl
        aria-labelledby={id}
        data={[
          { value: 'never', label: 'It does not end' },
          { value: 'date', label: 'On a date' },
        ]}
        value={value === '' ? 'never' : 'date'}
        onChange={(choice) => {
          onChange(choice === 'never' ? '' : dateIn(usualDays, now));
        }}
      />
      {value !== '' && (
        <TextInput
          type="date"
          label="Expires on"
          value={value}
          min={dateIn(0, now)}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
    </Stack>
  );
}
