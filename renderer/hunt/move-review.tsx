import { Alert, Button, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useApi } from '../api/api-context.ts';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { useAction } from '../api/use-action.ts';
import { DiffView } from '../clients/diff-view.tsx';
import { VaultWayOut } from '../settings/vault-way-out.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { counted } from '../ui/words.ts';
import type { FilePreview, MovePlan, MoveRequest, MoveResult } from './types.ts';

/** A client that runs may write its file as it had it in mind. */
function QuitAdvice({ plan, files }: { plan: MovePlan; files: readonly FilePreview[] }) {
  const paths = new Set(files.map(({ path }) => path));
  const live = plan.places.filter(({ find }) => find.source === 'client' && paths.has(find.path));
  const names = [...new Set(live.flatMap(({ find }) => find.clientName ?? []))];
  if (names.length === 0) return null;
  return (
    <Alert color="yellow" variant="light" icon={<IconAlertTriangle />} title={`Quit ${names.join(', ')} first`}>
      While a client runs, it may write its file again as it was. If one of the files changes before you go on, nothing
      is done, and you can look at the change again.
    </Alert>
  );
}

function Diffs({ files }: { files: readonly FilePreview[] }) {
  return files.map(({ path, diff }) => (
    <Stack key={path} gap={6}>
      <Code className="breakable">{path}</Code>
      <DiffView diff={diff} />
    </Stack>
  ));
}

type ReviewProps = {
  readonly plan: MovePlan;
  readonly request: Omit<MoveRequest, 'fingerprints'>;
  readonly onMoved: (result: MoveResult) => void;
  readonly onBack: () => void;
};

/** The exact changes, keys hidden, before anything is done. */
export function MoveReview({ plan, request, onMoved, onBack }: ReviewProps) {
  const api = useApi();
  const { groupId, changes, profileName } = request;
  const preview = useRead(
    'hunt.preview',
    { groupId, changes, ...(profileName !== undefined && { profileName }) },
    { alwaysFresh: true },
  );
  const move = useAction((whole: MoveRequest) => api.call('hunt.move', whole));
  const lookAgain = () => {
    move.clear();
    void preview.refetch();
  };
  const submit = async (files: readonly FilePreview[]) => {
    const fingerprints = files.map(({ path, fingerprint }) => ({ path, fingerprint }));
    const result = await move.run({ ...request, fingerprints });
    if (result !== undefined) onMoved(result);
  };
  if (preview.isError)
    return (
      <Stack gap="lg">
        <ProblemAlert problem={problemOf(preview.error)} onRetry={lookAgain} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </Group>
      </Stack>
    );
  if (preview.data === undefined) return <Skeleton height={260} aria-busy="true" aria-label="Preparing the changes" />;
  const files = preview.data;
  return (
    <Stack gap="lg">
      <QuitAdvice plan={plan} files={files} />
      <Text size="sm">
        {files.length === 0
          ? 'No file is changed.'
          : `This changes ${counted(files.length, 'file')}, and nothing else in them. One encrypted copy of all of them is kept, so that they can be put back.`}
      </Text>
      <Diffs files={files} />
      {move.problem !== undefined && (
        <ProblemAlert
          problem={move.problem}
          onRetry={move.problem.code === 'file-changed-meanwhile' ? lookAgain : undefined}
        >
          <VaultWayOut problem={move.problem} />
        </ProblemAlert>
      )}
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button loading={move.pending} onClick={() => void submit(files)}>
          Move the key
        </Button>
      </Group>
    </Stack>
  );
}
