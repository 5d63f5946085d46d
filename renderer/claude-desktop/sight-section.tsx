import { Accordion, Alert, Button, Card, Loader, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck, IconEye } from '@tabler/icons-react';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { StepList } from '../ui/step-list.tsx';
import { SightDetails } from './sight-details.tsx';
import type { SightReport } from './types.ts';
import { shownSteps, useSight } from './use-sight.ts';

const looks = {
  good: { color: 'green', icon: <IconCircleCheck /> },
  warning: { color: 'yellow', icon: <IconAlertTriangle /> },
  failed: { color: 'red', icon: <IconAlertCircle /> },
} as const;

function Verdict({ report }: { report: SightReport | undefined }) {
  if (report === undefined)
    return (
      <Alert color="gray" icon={<Loader size={18} color="gray" />} title="Starting MCP Keyring as Claude does…">
        <Text size="sm" c="dimmed">
          An answer that does not come is waited for as long as Claude waits: 60 seconds.
        </Text>
      </Alert>
    );
  const { state, title, next } = report.verdict;
  return (
    <Alert variant="light" {...looks[state]} title={title}>
      {next}
    </Alert>
  );
}

type ResultProps = { readonly sight: NonNullable<ReturnType<typeof useSight>['sight']>; readonly running: boolean };

function Result({ sight: { steps, report, problem }, running }: ResultProps) {
  return (
    <>
      <div aria-live="polite" aria-busy={running}>
        {problem === undefined ? <Verdict report={report} /> : <ProblemAlert problem={problem} />}
      </div>
      <StepList label="What Claude sees" steps={shownSteps(steps, !running)} detailed />
      {report !== undefined && (
        <Accordion variant="default" multiple chevronPosition="left">
          <SightDetails report={report} />
        </Accordion>
      )}
    </>
  );
}

/** Starts our server exactly as Claude would, and says what comes of it. */
export function SightSection() {
  const { sight, running, look } = useSight();
  const button = (
    <Button
      size="xs"
      variant={sight === undefined ? 'filled' : 'default'}
      leftSection={<IconEye size={16} />}
      loading={running}
      onClick={() => void look()}
    >
      {sight === undefined ? 'Look now' : 'Look again'}
    </Button>
  );
  return (
    <Section title="See what Claude sees" name="sight" aside={button}>
      <Card>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            Claude starts MCP Keyring in its own way: with hardly any of your settings, from another folder, and twice
            at once. This does the same and shows what Claude gets to see. One of your systems is asked whose key it is,
            to know that the key can be read; nothing is changed.
          </Text>
          {sight !== undefined && <Result sight={sight} running={running} />}
        </Stack>
      </Card>
    </Section>
  );
}
