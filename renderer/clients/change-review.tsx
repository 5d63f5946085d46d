import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DiffView } from './diff-view.tsx';

type Preview = {
  readonly path: string;
  readonly diff: string;
  readonly changes: boolean;
  /** Whether there is a file, of which a copy is kept. */
  readonly exists: boolean;
};

type ReviewProps = {
  readonly preview: Preview;
  /** On the button that makes the change. */
  readonly verb: string;
  readonly removes: boolean;
  /** Something speaks against the change: the button says so. */
  readonly against?: boolean;
  /** Above the change. */
  readonly children?: ReactNode;
  /** A better way to the same end, beside the button. */
  readonly preferred?: ReactNode;
  readonly applying: boolean;
  readonly problem: Problem | undefined;
  readonly onApply: () => void;
  readonly onCancel: () => void;
  readonly onLookAgain: () => void;
};

function WhatChanges({ path, exists, changes }: Preview) {
  return (
    <Text size="sm">
      {changes ? 'This changes in ' : 'Nothing would change in '}
      <Code className="breakable">{path}</Code>
      {changes ? ', and nothing else.' : '.'}
      {changes && exists && ' A dated copy of the file as it was is kept.'}
    </Text>
  );
}

/** The exact change to another program's file, before it is made. */
export function ChangeReview({ preview, verb, removes, against = false, children, preferred, ...given }: ReviewProps) {
  return (
    <Stack gap="lg">
      {children}
      <WhatChanges {...preview} />
      {preview.changes && <DiffView diff={preview.diff} />}
      {given.problem !== undefined && <ProblemAlert problem={given.problem} onRetry={given.onLookAgain} />}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={given.onCancel}>
          Cancel
        </Button>
        <Button
          color={removes ? 'red' : 'harbour'}
          variant={against || Boolean(preferred) ? 'outline' : 'filled'}
          loading={given.applying}
          disabled={!preview.changes}
          onClick={given.onApply}
        >
          {against ? `${verb} anyway` : verb}
        </Button>
        {preview.changes && preferred}
      </Group>
    </Stack>
  );
}

type MadeProps = {
  readonly title: string;
  /** What to do now. */
  readonly children: ReactNode;
  readonly backupPath: string | undefined;
  readonly onClose: () => void;
};

/** What became of it, and where the copy of the file is. */
export function ChangeMade({ title, children, backupPath, onClose }: MadeProps) {
  return (
    <Stack gap="lg">
      <Alert color="green" variant="light" icon={<IconCircleCheck />} role="status" title={title}>
        {children}
      </Alert>
      {backupPath !== undefined && (
        <Text size="sm" c="dimmed">
          A copy of the file as it was: <Code className="breakable">{backupPath}</Code>
        </Text>
      )}
      <Group justify="flex-end" className="dialog-footer">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </Stack>
  );
}
