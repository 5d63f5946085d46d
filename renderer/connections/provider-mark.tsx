import { ThemeIcon } from '@mantine/core';
import {
  IconBook2,
  IconChecks,
  IconLayoutKanban,
  IconTargetArrow,
  IconTimelineEvent,
  type Icon,
} from '@tabler/icons-react';
import type { Provider } from './types.ts';

const marks: Record<Provider['id'], { readonly icon: Icon; readonly color: string }> = {
  jira: { icon: IconLayoutKanban, color: 'blue' },
  confluence: { icon: IconBook2, color: 'cyan' },
  openproject: { icon: IconTimelineEvent, color: 'teal' },
  clickup: { icon: IconChecks, color: 'grape' },
  targetprocess: { icon: IconTargetArrow, color: 'orange' },
};

export const providerNames: Record<Provider['id'], string> = {
  jira: 'Jira',
  confluence: 'Confluence',
  openproject: 'OpenProject',
  clickup: 'ClickUp',
  targetprocess: 'Targetprocess',
};

/** A system's sign in our own drawing; the name stands beside it. */
export function ProviderMark({ provider, size = 38 }: { provider: Provider['id']; size?: number }) {
  const { icon: Mark, color } = marks[provider];
  return (
    <ThemeIcon variant="light" color={color} size={size} radius="md" aria-hidden>
      <Mark size={size * 0.56} stroke={1.7} />
    </ThemeIcon>
  );
}
