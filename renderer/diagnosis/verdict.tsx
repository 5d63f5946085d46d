import { Alert, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatDuration } from '../ui/time.ts';
import { progressText } from './steps.ts';
import type { useDiagnosis } from './use-diagnosis.ts';
import classes from './verdict.module.css';

type VerdictProps = {
  readonly diagnosis: ReturnType<typeof useDiagnosis>;
  readonly action: ReactNode;
};

function Looking({ text }: { text: string }) {
  return (
    <Alert color="gray" icon={<Loader size={18} color="gray" />} title="Looking for the cause…">
      <Text size="sm" c="dimmed">
        {text}
      </Text>
    </Alert>
  );
}

function Finding({ diagnosis, action }: VerdictProps) {
  const { report, problem, steps } = diagnosis;
  if (problem !== undefined) return <ProblemAlert problem={problem}>{action}</ProblemAlert>;
  if (report === undefined) return <Looking text={progressText(steps)} />;
  const cause = report.problem;
  if (cause === undefined)
    return (
      <Alert color="green" icon={<IconCircleCheck />} title="Everything works">
        Every question was answered well, in {formatDuration(report.durationMs)}.
      </Alert>
    );
  return (
    <Alert
      color={report.works ? 'yellow' : 'red'}
      icon={report.works ? <IconAlertTriangle /> : <IconAlertCircle />}
      title={cause.message}
    >
      <Stack gap="sm">
        <Text size="sm">{cause.next}</Text>
        {action !== undefined && <Group>{action}</Group>}
      </Stack>
    </Alert>
  );
}

/** The one cause and the one next step, in a place that was kept free for them. */
export function Verdict(props: VerdictProps) {
  return (
    <div className={classes['place']} aria-live="polite" aria-busy={props.diagnosis.running}>
      <Finding {...props} />
    </div>
  );
}
