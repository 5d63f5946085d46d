import { Modal, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { ChangeMade, ChangeReview } from '../clients/change-review.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { ClaudeChange, ClaudePreview, ClaudeWritten, When } from './types.ts';
import { useGuardAction } from './use-guard-action.ts';
import { WhenChoice } from './when-choice.tsx';

export type PlannedChange = {
  readonly path: string;
  readonly change: ClaudeChange;
  readonly verb: 'Add' | 'Update' | 'Remove';
};

function Written({ written, change, onClose }: { written: ClaudeWritten; change: ClaudeChange; onClose: () => void }) {
  if (written.waiting === true)
    return (
      <ChangeMade title="It is written when Claude Desktop quits" backupPath={undefined} onClose={onClose}>
        MCP Keyring notices the end of Claude Desktop, also after a restart, and tells you. Until then you can call it
        off on this page.
      </ChangeMade>
    );
  const title = change === 'write' ? 'MCP Keyring is in Claude Desktop' : 'MCP Keyring was taken out of Claude Desktop';
  return (
    <ChangeMade title={title} backupPath={written.backupPath} onClose={onClose}>
      {change === 'write'
        ? 'Start Claude Desktop. In a new chat, open “+” below the text field and then “Connectors”: MCP Keyring and its tools are listed there.'
        : 'Claude Desktop no longer starts MCP Keyring. Your connections stay as they are.'}
    </ChangeMade>
  );
}

type ReviewProps = {
  readonly plan: PlannedChange;
  readonly preview: ClaudePreview;
  readonly running: boolean;
  readonly onWritten: (written: ClaudeWritten) => void;
  readonly onCancel: () => void;
  readonly onLookAgain: () => void;
};

function Review({ plan, preview, running, onWritten, onCancel, onLookAgain }: ReviewProps) {
  const api = useApi();
  const { path, change, verb } = plan;
  const [chosen, setChosen] = useState<When>('on-quit');
  const when = running ? chosen : 'now';
  const apply = useGuardAction(
    () => api.call('claude.apply', { path, change, fingerprint: preview.fingerprint, when }).then(onWritten),
    true,
  );
  return (
    <ChangeReview
      preview={{ ...preview, exists: preview.before !== '' }}
      verb={when === 'on-quit' ? `${verb} when Claude quits` : verb}
      removes={change === 'remove'}
      against={running && when === 'now'}
      applying={apply.isPending}
      problem={apply.isError ? problemOf(apply.error) : undefined}
      onApply={() => {
        apply.mutate(undefined);
      }}
      onCancel={onCancel}
      onLookAgain={onLookAgain}
    >
      {running && <WhenChoice value={chosen} onChange={setChosen} />}
    </ChangeReview>
  );
}

function ChangeSteps({ plan, running, onClose }: { plan: PlannedChange; running: boolean; onClose: () => void }) {
  const { path, change } = plan;
  const preview = useRead('claude.preview', { path, change }, { alwaysFresh: true });
  const [written, setWritten] = useState<ClaudeWritten>();
  const lookAgain = () => void preview.refetch();
  if (written !== undefined) return <Written written={written} change={change} onClose={onClose} />;
  if (preview.isError) return <ProblemAlert problem={problemOf(preview.error)} onRetry={lookAgain} />;
  if (preview.data === undefined) return <Skeleton height={260} />;
  return (
    <Review
      key={preview.data.fingerprint}
      plan={plan}
      preview={preview.data}
      running={running}
      onWritten={setWritten}
      onCancel={onClose}
      onLookAgain={lookAgain}
    />
  );
}

const titles = {
  Add: 'Add to Claude Desktop',
  Update: 'Update the entry',
  Remove: 'Remove from Claude Desktop',
} as const;

type ChangeDialogProps = {
  readonly plan: PlannedChange | undefined;
  readonly running: boolean;
  readonly onClose: () => void;
};

/** Shows the exact change to Claude's file before it is made, and what to do afterwards. */
export function ChangeDialog({ plan, running, onClose }: ChangeDialogProps) {
  return (
    <Modal
      opened={plan !== undefined}
      onClose={onClose}
      size={720}
      title={plan === undefined ? '' : titles[plan.verb]}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {plan !== undefined && <ChangeSteps plan={plan} running={running} onClose={onClose} />}
    </Modal>
  );
}
