import { Loader, MultiSelect, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { Policy } from './access-words.ts';

export type AllowedProject = NonNullable<Policy['projects']>[number];

type Props = {
  readonly connectionId: string;
  readonly nouns: string;
  readonly value: readonly AllowedProject[];
  readonly error: ReactNode;
  readonly onChange: (projects: AllowedProject[]) => void;
};

/** Chosen from what the key can see, found by typing. Those chosen before stay, also when they cannot be seen any more. */
export function AllowedProjects({ connectionId, nouns, value, error, onChange }: Props) {
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 300);
  const seen = useRead('connections.projects', { id: connectionId, ...(asked !== '' && { text: asked }) });
  const found = (seen.data?.projects ?? []).map(({ id, key, name, path }) => ({
    id,
    name: [path, key === undefined || key === id ? name : `${name} (${key})`].filter(Boolean).join(' / '),
  }));
  const known = new Map([...value, ...found].map((project) => [project.id, project]));
  return (
    <Stack gap="sm">
      <MultiSelect
        aria-label={`Allowed ${nouns}`}
        placeholder={value.length === 0 ? `Search ${nouns}` : ''}
        data={[...known.values()].map(({ id, name }) => ({ value: id, label: name }))}
        value={value.map(({ id }) => id)}
        onChange={(ids) => {
          onChange(ids.flatMap((id) => known.get(id) ?? []));
        }}
        searchable
        searchValue={text}
        onSearchChange={setText}
        hidePickedOptions
        clearable
        clearButtonProps={{ 'aria-label': 'Take all away' }}
        nothingFoundMessage={seen.isFetching ? 'Searching …' : `No ${nouns} of that name`}
        rightSection={seen.isFetching ? <Loader size={16} /> : undefined}
        description={
          seen.data?.more === true ? `There are more ${nouns}: type a part of the name to find them.` : undefined
        }
        error={error}
        maxDropdownHeight={240}
      />
      {seen.isError && <ProblemAlert problem={problemOf(seen.error)} />}
    </Stack>
  );
}
