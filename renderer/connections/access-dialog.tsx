import { Alert, Button, Checkbox, Group, Modal, Radio, SimpleGrid, Stack, Switch, Text } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { accessWords, groupWords, toolGroups, type Access, type Policy, type ToolGroup } from './access-words.ts';
import { AllowedProjects, type AllowedProject } from './allowed-projects.tsx';
import type { Connection } from './types.ts';

type AccessValues = {
  access: Access;
  allowDelete: boolean;
  scope: 'all' | 'some';
  projects: AllowedProject[];
  groups: ToolGroup[];
};
type AccessForm = UseFormReturnType<AccessValues>;

function valuesOf({ access, allowDelete, projects, groupsOff }: Policy): AccessValues {
  return {
    access,
    allowDelete,
    scope: projects === undefined ? 'all' : 'some',
    projects: projects ?? [],
    groups: toolGroups.filter((group) => !groupsOff.includes(group)),
  };
}

function policyOf({ access, allowDelete, scope, projects, groups }: AccessValues): Policy {
  const [first, ...others] = projects;
  return {
    access,
    allowDelete,
    groupsOff: toolGroups.filter((group) => !groups.includes(group)),
    ...(scope === 'some' && first !== undefined && { projects: [first, ...others] }),
  };
}

const levels = Object.entries(accessWords) as [Access, (typeof accessWords)[Access]][];

function LevelFields({ form }: { form: AccessForm }) {
  const writes = form.values.access !== 'read-only';
  return (
    <Stack gap="md">
      <Radio.Group label="What Claude may do" {...form.getInputProps('access')}>
        <Stack gap="sm" mt={8}>
          {levels.map(([value, { label, meaning }]) => (
            <Radio key={value} value={value} label={label} description={meaning} />
          ))}
        </Stack>
      </Radio.Group>
      {writes && (
        <Switch
          label="May also delete"
          description="Items, pages, comments, time entries and attachments. Most systems cannot bring them back."
          {...form.getInputProps('allowDelete', { type: 'checkbox' })}
        />
      )}
      {form.values.access === 'read-write' && (
        <Alert color="yellow" variant="light" icon={<IconAlertTriangle />}>
          Texts that other people wrote can mislead Claude into changes you do not want. “Ask before changes” keeps you
          in between.
        </Alert>
      )}
    </Stack>
  );
}

function ScopeFields({ form, connection }: { form: AccessForm; connection: Connection }) {
  const nouns =
    connection.provider === 'confluence' ? 'spaces' : connection.provider === 'clickup' ? 'lists' : 'projects';
  return (
    <Stack gap="sm">
      <Radio.Group label="Where" {...form.getInputProps('scope')}>
        <Stack gap="sm" mt={8}>
          <Radio value="all" label={`In all ${nouns} your key can see`} />
          <Radio
            value="some"
            label={`Only in the ${nouns} you choose`}
            description="“Everything else” is then off, because it cannot be told what such a call reaches."
          />
        </Stack>
      </Radio.Group>
      {form.values.scope === 'some' && (
        <AllowedProjects
          connectionId={connection.id}
          nouns={nouns}
          value={form.values.projects}
          error={form.errors['projects']}
          onChange={(projects) => {
            form.setFieldValue('projects', projects);
          }}
        />
      )}
    </Stack>
  );
}

/** Calls of the system itself are off while there is a limit, and as they were when it is taken away. */
function GroupFields({ form }: { form: AccessForm }) {
  const { scope, groups } = form.values;
  const limited = scope === 'some';
  const kept = limited && groups.includes('operations') ? (['operations'] as const) : [];
  return (
    <Checkbox.Group
      label="With"
      value={limited ? groups.filter((group) => group !== 'operations') : groups}
      onChange={(chosen) => {
        form.setFieldValue('groups', [...chosen, ...kept]);
      }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt={8} spacing="sm">
        {toolGroups.map((group) => (
          <Checkbox
            key={group}
            value={group}
            label={groupWords[group].label}
            description={groupWords[group].meaning}
            disabled={group === 'operations' && limited}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
}

function AccessFields({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const save = useAction((policy: Policy) => api.call('connections.setPolicy', { id: connection.id, policy }));
  const form = useForm<AccessValues>({
    initialValues: valuesOf(connection.policy),
    validate: {
      projects: (projects, { scope }) => (scope === 'some' && projects.length === 0 ? 'Choose at least one.' : null),
    },
    onValuesChange: save.clear,
  });
  const submit = async (values: AccessValues) => {
    const saved = await save.run(policyOf(values));
    if (saved === undefined) return;
    await queries.invalidateQueries({ queryKey: ['connections.list'] });
    showDone(`“${saved.name}”: ${accessWords[saved.policy.access].label.toLowerCase()}, from the next call on.`);
    onClose();
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <Text size="sm" c="dimmed">
          This counts for every program that uses MCP Keyring’s server, from its next call on. What your key may do in
          the system itself stays the outer limit.
        </Text>
        <LevelFields form={form} />
        <ScopeFields form={form} connection={connection} />
        <GroupFields form={form} />
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group justify="flex-end" gap="sm" className="dialog-footer">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type DialogProps = { readonly connection: Connection; readonly opened: boolean; readonly onClose: () => void };

/** What Claude may do with one connection. */
export function AccessDialog({ connection, opened, onClose }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={`Access of “${connection.name}”`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <AccessFields connection={connection} onClose={onClose} />
    </Modal>
  );
}
