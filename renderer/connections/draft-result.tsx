import { Alert, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck } from '@tabler/icons-react';
import type { Problem } from '../api/problem.ts';
import { DiagnosisDialog } from '../diagnosis/diagnosis-dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatDuration } from '../ui/time.ts';
import { shortAddress } from './addresses.ts';
import type { Connection, Draft, DraftTestResult, Provider } from './types.ts';

const deploymentNames = { cloud: 'Cloud', 'data-center': 'Data Center' } as const;

/** "Jira Cloud"; the kind is said only where a system has two. */
export function systemName(provider: Provider, deployment: Connection['endpoint']['deployment'] | undefined): string {
  const hasKinds = provider.id === 'jira' || provider.id === 'confluence';
  return hasKinds && deployment !== undefined ? `${provider.name} ${deploymentNames[deployment]}` : provider.name;
}

function Failure({ problem, draft }: { problem: Problem; draft: Draft }) {
  const [diagnosing, diagnose] = useDisclosure();
  return (
    <>
      <ProblemAlert problem={problem}>
        <Button size="xs" variant="default" onClick={diagnose.open}>
          Why doesn’t it work?
        </Button>
      </ProblemAlert>
      <DiagnosisDialog draft={draft} opened={diagnosing} onClose={diagnose.close} />
    </>
  );
}

type DraftResultProps = { readonly result: DraftTestResult; readonly draft: Draft; readonly provider: Provider };

/** What the test of a draft found out. */
export function DraftResult({ result, draft, provider }: DraftResultProps) {
  if (!result.outcome.ok) return <Failure problem={result.outcome.problem} draft={draft} />;
  const { account } = result.outcome;
  const deployment = result.endpoint?.deployment;
  return (
    <Alert
      color="green"
      variant="light"
      icon={<IconCircleCheck />}
      role="status"
      title={`Works: signed in as ${account.name}`}
    >
      <Text size="sm">
        {[
          account.email ?? account.login,
          systemName(provider, deployment) +
            (result.endpoint === undefined ? '' : ` at ${shortAddress(result.endpoint.baseUrl)}`),
          formatDuration(result.durationMs),
        ]
          .filter((part) => part !== undefined)
          .join(' · ')}
      </Text>
    </Alert>
  );
}
