import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Action } from './types.ts';

const labels: Record<Exclude<Action['do'], 'open-link'>, string> = {
  'replace-key': 'Rotate the key…',
  'edit-connection': 'Edit the connection…',
  'change-access': 'Change the access…',
  'open-settings': 'Open Settings',
  'resume-connection': 'Resume the connection',
  'run-again': 'Run again',
};

type ActionButtonProps = {
  readonly action: Action;
  /** A draft is corrected in its form, which lies below this dialog. */
  readonly isDraft: boolean;
  readonly onDo: (action: Action) => void;
};

/** The one next step. */
export function ActionButton({ action, isDraft, onDo }: ActionButtonProps) {
  if (action.do === 'open-link')
    return (
      <Button
        component="a"
        href={action.link}
        target="_blank"
        rel="noreferrer"
        rightSection={<IconExternalLink size={16} aria-label="(opens in your browser)" />}
      >
        {action.label}
      </Button>
    );
  const inForm = isDraft && action.do !== 'open-settings' && action.do !== 'run-again';
  return (
    <Button
      onClick={() => {
        onDo(action);
      }}
    >
      {inForm ? 'Back to the form' : labels[action.do]}
    </Button>
  );
}
