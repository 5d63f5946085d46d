import { Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconDeviceDesktop, IconMoon, IconSun, type Icon } from '@tabler/icons-react';
import type { CallOutput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';

type Appearance = CallOutput<'preferences.get'>['appearance'];

const choices: readonly { readonly value: Appearance; readonly label: string; readonly icon: Icon }[] = [
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
];

function useChooseAppearance() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (appearance: Appearance) => api.call('preferences.set', { appearance }),
    onSuccess: (after) => {
      queries.setQueryData(['preferences.get', {}], after);
    },
  });
}

export function AppearanceSection() {
  const preferences = useRead('preferences.get', {});
  const choose = useChooseAppearance();
  const data = choices.map(({ value, label, icon: ChoiceIcon }) => ({
    value,
    label: (
      <Group gap={8} wrap="nowrap" justify="center">
        <ChoiceIcon size={16} aria-hidden />
        <span>{label}</span>
      </Group>
    ),
  }));
  return (
    <Section name="appearance" title="Appearance">
      <Card>
        <Group justify="space-between">
          <Stack gap={0}>
            <Text fw={600} size="sm">
              Colours
            </Text>
            <Text size="sm" c="dimmed">
              Light or dark, or as this computer is set.
            </Text>
          </Stack>
          <SegmentedControl
            aria-label="Colours"
            data={data}
            value={preferences.data?.appearance ?? 'auto'}
            onChange={(value) => {
              choose.mutate(value);
            }}
          />
        </Group>
      </Card>
    </Section>
  );
}
