import { Badge, VisuallyHidden } from '@mantine/core';
import { counted } from '../ui/words.ts';
import { useCertainFinds } from './use-hunt.ts';

/** How many keys lie about; nothing while there are none, or before anybody looked. */
export function HuntBadge() {
  const count = useCertainFinds();
  if (count === 0) return null;
  return (
    <>
      <Badge size="sm" circle={count < 10} variant="filled" color="red" aria-hidden>
        {count}
      </Badge>
      <VisuallyHidden>{counted(count, 'key')} in plain text</VisuallyHidden>
    </>
  );
}
