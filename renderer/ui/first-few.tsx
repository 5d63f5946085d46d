import { Button, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';

type FirstFewProps<T> = {
  /** What the list is called for those who do not see it. */
  readonly label: string;
  readonly items: readonly T[];
  readonly few: number;
  readonly children: (item: T) => ReactNode;
};

/** A list of which the first few are enough for most; the rest is shown when asked for. Its children are `li`. */
export function FirstFew<T>({ label, items, few, children }: FirstFewProps<T>) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, few);
  return (
    <Stack gap="md">
      <Stack gap="md" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label={label}>
        {shown.map(children)}
      </Stack>
      {items.length > shown.length && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {items.length}
        </Button>
      )}
    </Stack>
  );
}
