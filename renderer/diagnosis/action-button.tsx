import { Button } from '@mantine/core';
import type { Action } from './types.ts';
import { LinkButton } from '../ui/link-button.tsx';

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
  if (action.do === 'open-link') return <LinkButton href={action.link}>{action.label}</LinkButton>;
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
