import { Button, Card, Group, Stack, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { contract, type CallOutput } from '../../src/api/contract.ts';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { showDone } from '../ui/notices.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

type Preferences = CallOutput<'preferences.get'>;
type NetworkValues = { proxy: string; caFile: string };

const valuesOf = ({ proxy, caFile }: Preferences): NetworkValues => ({ proxy: proxy ?? '', caFile: caFile ?? '' });
const changeOf = ({ proxy, caFile }: NetworkValues) => ({ proxy: proxy.trim() || null, caFile: caFile.trim() || null });
const check = schemaResolver(contract['preferences.set'].input, { sync: true });

function NetworkForm({ preferences }: { preferences: Preferences }) {
  const api = useApi();
  const queries = useQueryClient();
  const save = useAction((values: NetworkValues) => api.call('preferences.set', changeOf(values)));
  const form = useForm<NetworkValues>({
    initialValues: valuesOf(preferences),
    validate: (values) => check(changeOf(values)),
    onValuesChange: save.clear,
  });
  const submit = async (values: NetworkValues) => {
    const after = await save.run(values);
    if (after === undefined) return;
    queries.setQueryData(['preferences.get', {}], after);
    form.setValues(valuesOf(after));
    form.resetDirty(valuesOf(after));
    showDone('Used from the next request on. Test your connections to see that they work.');
  };
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <TextInput
          label="Proxy"
          description="Empty: as the environment of this computer says. “none”: no proxy."
          placeholder="http://proxy.example.com:8080"
          spellCheck={false}
          {...form.getInputProps('proxy')}
        />
        <TextInput
          label="Further certificate authorities"
          description="The path of a PEM file. What this computer trusts is trusted anyway."
          placeholder="None"
          spellCheck={false}
          {...form.getInputProps('caFile')}
        />
        {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
        <Group>
          <Button type="submit" variant="default" size="xs" disabled={!form.isDirty()} loading={save.pending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The way out of a company's network, for all connections that say nothing themselves. */
export function NetworkSection() {
  const preferences = useRead('preferences.get', {});
  return (
    <Section name="network" title="Network">
      <Card>{preferences.data !== undefined && <NetworkForm preferences={preferences.data} />}</Card>
    </Section>
  );
}
