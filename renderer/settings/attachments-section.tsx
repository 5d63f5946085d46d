import { Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

function FolderForm({ folder }: { folder: string }) {
  const api = useApi();
  const queries = useQueryClient();
  const save = useAction((path: string) =>
    path === ''
      ? api.call('preferences.set', { attachmentsFolder: null })
      : api.call('preferences.set', { attachmentsFolder: path }),
  );
  const make = useAction(() => api.call('preferences.makeAttachmentsFolder', {}));
  const problem = save.problem ?? make.problem;
  const form = useForm({ initialValues: { folder }, onValuesChange: save.clear });
  const done = (after: Awaited<ReturnType<typeof save.run>>) => {
    if (after === undefined) return;
    queries.setQueryData(['preferences.get', {}], after);
    const values = { folder: after.attachmentsFolder ?? '' };
    form.setValues(values);
    form.resetDirty(values);
    showDone(after.attachmentsFolder === undefined ? 'No folder is used any more.' : 'The folder was chosen.');
  };
  return (
    <form
      onSubmit={form.onSubmit(async (values) => {
        done(await save.run(values.folder.trim()));
      })}
    >
      <Stack gap="sm">
        <TextInput
          label="Folder"
          description="Claude saves attachments here, and uploads files from here only."
          placeholder="None chosen"
          spellCheck={false}
          {...form.getInputProps('folder')}
        />
        {problem !== undefined && <ProblemAlert problem={problem} />}
        <Group gap="sm">
          <Button type="submit" variant="default" size="xs" disabled={!form.isDirty()} loading={save.pending}>
            Use this folder
          </Button>
          {folder === '' && (
            <Button
              variant="default"
              size="xs"
              loading={make.pending}
              onClick={() => {
                void make.run(undefined).then(done);
              }}
            >
              Make one in my documents
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

export function AttachmentsSection() {
  const preferences = useRead('preferences.get', {});
  return (
    <Section name="attachments" title="Attachments">
      <Card>
        {preferences.data === undefined ? (
          <Text size="sm" c="dimmed">
            …
          </Text>
        ) : (
          <FolderForm folder={preferences.data.attachmentsFolder ?? ''} />
        )}
      </Card>
    </Section>
  );
}
