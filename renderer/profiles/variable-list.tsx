import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useRead } from '../api/queries.ts';
import { placeText } from '../connections/key-place.tsx';
import { formatAge, formatDay, useNow } from '../ui/time.ts';
import { KeyDialog } from './key-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import type { Profile, ProfileVariable } from './types.ts';

type RowProps = {
  readonly variable: ProfileVariable;
  readonly onReplace: () => void;
  readonly onRemove: () => void;
};

function VariableRow({ variable, onReplace, onRemove }: RowProps) {
  const now = useNow();
  const secrets = useRead('secrets.status', {});
  const { name, hint, home, createdAt } = variable;
  const age = formatAge(createdAt, now);
  return (
    <Table.Tr>
      <Table.Td pr="md">
        <Text size="sm" ff="monospace" className="breakable">
          {name}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm" className="tabular">
          {hint}
        </Text>
        <Text size="xs" c="dimmed" className="breakable" title={formatDay(createdAt)}>
          {placeText(home, secrets.data?.keychainName)}, {age === 'today' ? 'since today' : `for ${age}`}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button size="compact-sm" variant="subtle" onClick={onReplace} aria-label={`Replace the key in ${name}`}>
            Replace
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" aria-label={`Remove ${name}`} onClick={onRemove}>
            Remove
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

type RemoveProps = {
  readonly profile: Profile;
  readonly name: string | undefined;
  readonly used: boolean;
  readonly onClose: () => void;
};

function RemoveVariable({ profile, name = '', used, onClose }: RemoveProps) {
  const api = useApi();
  return (
    <RemoveDialog
      what={name}
      text={`Its key will be deleted here, for good.${used ? ' Servers that need it will not work without it.' : ''}`}
      opened={name !== ''}
      onRemove={() => api.call('profiles.removeVariable', { id: profile.id, name })}
      onClose={onClose}
    />
  );
}

/** The variables of a profile. */
export function VariableList({ profile, used }: { profile: Profile; used: boolean }) {
  /** `''`: another one is added. */
  const [open, setOpen] = useState<string>();
  const [leaving, setLeaving] = useState<string>();
  return (
    <>
      {profile.variables.length > 0 && (
        <Table layout="fixed" horizontalSpacing={0} aria-label={`Variables of ${profile.name}`}>
          <colgroup>
            <col style={{ width: '40%' }} />
            <col />
            <col style={{ width: 168 }} />
          </colgroup>
          <Table.Tbody>
            {profile.variables.map((variable) => (
              <VariableRow
                key={variable.name}
                variable={variable}
                onRemove={() => {
                  setLeaving(variable.name);
                }}
                onReplace={() => {
                  setOpen(variable.name);
                }}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setOpen('');
          }}
        >
          Add a variable
        </Button>
      </div>
      <RemoveVariable
        profile={profile}
        name={leaving}
        used={used}
        onClose={() => {
          setLeaving(undefined);
        }}
      />
      <KeyDialog
        opened={open !== undefined}
        profile={profile}
        variable={open === '' ? undefined : open}
        used={used}
        onClose={() => {
          setOpen(undefined);
        }}
      />
    </>
  );
}
