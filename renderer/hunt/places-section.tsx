import { ActionIcon, Button, Card, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconX } from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useHuntActions } from './use-hunt.ts';

type PlacesProps = {
  readonly places: readonly string[];
  /** The places are other ones: look again. */
  readonly onChanged: () => void;
};

function AddPlace({ onChanged }: Pick<PlacesProps, 'onChanged'>) {
  const api = useApi();
  const { refresh } = useHuntActions();
  const add = useAction((path: string) => api.call('hunt.addPlace', { path }));
  const form = useForm({
    initialValues: { path: '' },
    validate: { path: (path) => (path.trim() === '' ? 'Enter a path.' : null) },
    onValuesChange: add.clear,
  });
  const submit = async ({ path }: { path: string }) => {
    if ((await add.run(path)) === undefined) return;
    form.reset();
    await refresh();
    onChanged();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <TextInput
            label="File or folder"
            description="A .env file, a targetprocess.json, or a folder with projects"
            placeholder="~/projects"
            autoComplete="off"
            spellCheck={false}
            maxLength={4096}
            flex={1}
            miw={220}
            {...form.getInputProps('path')}
          />
          <Button type="submit" variant="default" loading={add.pending}>
            Add
          </Button>
        </Group>
        {add.problem !== undefined && <ProblemAlert problem={add.problem} />}
      </Stack>
    </form>
  );
}

/** Where to look besides: only what the user points at. */
export function PlacesSection({ places, onChanged }: PlacesProps) {
  const { removePlace } = useHuntActions();
  return (
    <Section title="Places to look in, too">
      <Card>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            In folders, .env files, targetprocess.json and clients’ files of projects are looked for.
          </Text>
          {places.length > 0 && (
            <List listStyleType="none" spacing={4} aria-label="Added places">
              {places.map((path) => (
                <List.Item key={path} styles={{ itemWrapper: { display: 'flex' }, itemLabel: { width: '100%' } }}>
                  <Group justify="space-between" wrap="nowrap" gap="sm">
                    <Text size="sm" ff="monospace" className="breakable">
                      {path}
                    </Text>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={`Do not look in ${path} any more`}
                      onClick={() => {
                        removePlace.mutate(path, { onSuccess: onChanged });
                      }}
                    >
                      <IconX size={16} />
                    </ActionIcon>
                  </Group>
                </List.Item>
              ))}
            </List>
          )}
          <AddPlace onChanged={onChanged} />
        </Stack>
      </Card>
    </Section>
  );
}
