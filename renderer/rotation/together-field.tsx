import { Checkbox, Stack } from '@mantine/core';
import type { KeyForm } from './key-form.ts';
import type { RotationPlan } from './types.ts';

/** Connections with the same key: all of them, unless the user takes one out. */
export function TogetherField({ plan, form }: { plan: RotationPlan; form: KeyForm }) {
  const ids = plan.together.map(({ connectionId }) => connectionId);
  if (ids.length === 0) return null;
  const chosen = ids.filter((id) => !form.values.apart.includes(id));
  return (
    <Checkbox.Group
      label="These use the same key and are changed with it"
      value={chosen}
      onChange={(left) => {
        form.setFieldValue(
          'apart',
          ids.filter((id) => !left.includes(id)),
        );
      }}
    >
      <Stack gap="xs" mt={8}>
        {plan.together.map(({ connectionId, name }) => (
          <Checkbox key={connectionId} value={connectionId} label={name} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
