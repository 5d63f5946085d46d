import { Alert, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatDuration } from '../ui/time.ts';
import { shortAddress } from './addresses.ts';
import type { Connection, DraftTestResult, Provider } from './types.ts';

const deploymentNames = { cloud: 'Cloud', 'data-center': 'Data Center' } as const;

/** "Jira Cloud"; the kind is said only where a system has two. */
export function systemName(provider: Provider, deployment: Connection['endpoint']['deployment'] | undefined): string {
  const hasKinds = provider.id === 'jira' || provider.id === 'confluence';
  return hasKinds && deployment !== undefined ? `${provider.name} ${deploymentNames[deployment]}` : provider.name;
}

/** What the test of a draft found out. */
export function DraftResult({ result, provider }: { result: DraftTestResult; provider: Provider }) {
  if (!result.outcome.ok) return <ProblemAlert problem={result.outcome.problem} />;
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
