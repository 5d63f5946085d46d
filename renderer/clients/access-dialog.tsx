import { Button, Group, Modal, Radio, Select, Stack, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { accessWords } from '../connections/access-words.ts';
import type { Connection } from '../connections/types.ts';
import { showDone } from '../ui/notices.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { accessSummary, ownRules, ruleFor, rules, ruleWords } from './access-words.ts';
import type { Access, Rule, Rules } from './types.ts';

/** Whose access it is; without an id, that of all clients without rules of their own. */
export type AccessSubject = { readonly client: string | null; readonly name: string };

const choices = rules.map((rule) => ({ value: rule, label: ruleWords[rule] }));

type RuleSelectProps = { readonly label: string; readonly value: Rule; readonly onChange: (rule: Rule) => void };

function RuleSelect({ label, value, onChange }: RuleSelectProps) {
  return (
    <Select
      aria-label={label}
      data={choices}
      value={value}
      allowDeselect={false}
      comboboxProps={{ withinPortal: true }}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}

type TableProps = {
  readonly own: Rules;
  readonly connections: readonly Connection[];
  readonly onChange: (own: Rules) => void;
};

function RuleTable({ own, connections, onChange }: TableProps) {
  return (
    <Table verticalSpacing="xs" horizontalSpacing={0} className="quiet-head" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Connection</Table.Th>
          <Table.Th w={230}>Access</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {connections.map(({ id, name, policy }) => (
          <Table.Tr key={id}>
            <Table.Td pr="md">
              <Text size="sm" fw={600} className="breakable">
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                The connection says: {accessWords[policy.access].label.toLowerCase()}
              </Text>
            </Table.Td>
            <Table.Td>
              <RuleSelect
                label={`Access to ${name}`}
                value={ruleFor(own, id)}
                onChange={(rule) => {
                  onChange({ ...own, connections: { ...own.connections, [id]: rule } });
                }}
              />
            </Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td pr="md">
            <Text size="sm">Connections you add later</Text>
          </Table.Td>
          <Table.Td>
            <RuleSelect
              label="Access to connections added later"
              value={own.byDefault}
              onChange={(byDefault) => {
                onChange({ ...own, byDefault });
              }}
            />
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

/** Every connection by its id, so that another rule for later ones changes none of them. */
const spelledOut = (own: Rules, connections: readonly Connection[]): Rules => ({
  byDefault: own.byDefault,
  connections: Object.fromEntries(connections.map(({ id }) => [id, ruleFor(own, id)])),
});

type FieldsProps = {
  readonly subject: AccessSubject;
  readonly access: Access;
  readonly connections: readonly Connection[];
  readonly onClose: () => void;
};

function AccessFields({ subject: { client, name }, access, connections, onClose }: FieldsProps) {
  const api = useApi();
  const queries = useQueryClient();
  const before = client === null ? access.others : ownRules(access, client);
  const [isOwn, setIsOwn] = useState(before !== undefined);
  const [own, setOwn] = useState(() => spelledOut(before ?? access.others, connections));
  const save = useAction(() =>
    client === null
      ? api.call('clients.setAccess', { client, rules: own })
      : api.call('clients.setAccess', { client, rules: isOwn ? own : null }),
  );
  const submit = async () => {
    const saved = await save.run(undefined);
    if (saved === undefined) return;
    queries.setQueryData(['clients.access', {}], saved);
    showDone(
      `${name}: ${accessSummary(isOwn ? own : saved.others, connections).toLowerCase()}, from the next call on.`,
    );
    onClose();
  };
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        The stricter of this and the connection’s own access counts. It keeps apart clients that play by the rules: the
        entry of each says which one it is for.
      </Text>
      {client !== null && (
        <Radio.Group
          label="Its access is"
          value={isOwn ? 'own' : 'others'}
          onChange={(chosen) => {
            setIsOwn(chosen === 'own');
          }}
        >
          <Stack gap="sm" mt={8}>
            <Radio
              value="others"
              label="the same as that of any other client"
              description={accessSummary(access.others, connections)}
            />
            <Radio value="own" label="its own" />
          </Stack>
        </Radio.Group>
      )}
      {isOwn && <RuleTable own={own} connections={connections} onChange={setOwn} />}
      {save.problem !== undefined && <ProblemAlert problem={save.problem} />}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={save.pending} onClick={() => void submit()}>
          Save
        </Button>
      </Group>
    </Stack>
  );
}

/** What one client may do with each connection. */
export function AccessDialog({ subject, onClose }: { subject: AccessSubject | undefined; onClose: () => void }) {
  const access = useRead('clients.access', {});
  const connections = useRead('connections.list', {});
  return (
    <Modal
      opened={subject !== undefined}
      onClose={onClose}
      size="lg"
      title={subject === undefined ? '' : `Access of ${subject.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {subject !== undefined && access.data !== undefined && connections.data !== undefined && (
        <AccessFields subject={subject} access={access.data} connections={connections.data} onClose={onClose} />
      )}
    </Modal>
  );
}
