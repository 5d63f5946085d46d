import { Checkbox, Group, Select, Stack, Text } from '@mantine/core';
import { changeWords, placeOf } from './hunt-words.ts';
import type { MoveForm } from './move-keep.tsx';
import type { PlaceChange, PlannedPlace } from './types.ts';

type PlaceProps = { readonly form: MoveForm; readonly index: number; readonly place: PlannedPlace };

function PlaceRow({ form, index, place }: PlaceProps) {
  const { find, choices, advice } = place;
  const title = placeOf(find);
  const values = form.values.places[index];
  const [only, ...more] = choices;
  return (
    <Stack gap={4}>
      <Group gap="sm" wrap="nowrap" align="flex-start" justify="space-between">
        <Checkbox
          label={title}
          description={
            <Text span size="xs" ff="monospace" className="breakable">
              {find.path}:{find.line}
            </Text>
          }
          disabled={only === undefined}
          {...form.getInputProps(`places.${index}.ticked`, { type: 'checkbox' })}
        />
        {more.length === 0 ? (
          <Text size="sm" c="dimmed" ta="right" style={{ flexShrink: 0 }}>
            {only === undefined ? 'Stays' : changeWords[only]}
          </Text>
        ) : (
          <Select
            aria-label={`What happens at: ${title}`}
            allowDeselect={false}
            disabled={values?.ticked !== true}
            w={300}
            data={choices.map((change: PlaceChange) => ({ value: change, label: changeWords[change] }))}
            {...form.getInputProps(`places.${index}.change`)}
          />
        )}
      </Group>
      {advice !== undefined && (
        <Text size="sm" c="dimmed" pl={32}>
          {advice}
        </Text>
      )}
    </Stack>
  );
}

/** Every place of the key with a tick: nothing is done where there is none. */
export function PlaceFields({ form, places }: { form: MoveForm; places: readonly PlannedPlace[] }) {
  return (
    <Stack gap="md" role="group" aria-label="Where the key is taken out">
      <Text fw={600}>Where the key is taken out</Text>
      {places.map((place, index) => (
        <PlaceRow key={place.find.id} form={form} index={index} place={place} />
      ))}
    </Stack>
  );
}
