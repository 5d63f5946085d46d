import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';

export function ExternalLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer" size="sm" inline>
      {children} <IconExternalLink size={14} style={{ verticalAlign: '-2px' }} aria-label="(opens in your browser)" />
    </Anchor>
  );
}

type ProblemAlertProps = {
  readonly problem: Problem;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ReactNode;
};

/** What happened and what to do about it; announced when it appears. */
export function ProblemAlert({ problem, onRetry, children }: ProblemAlertProps) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle />} title={problem.message} role="alert">
      <Stack gap="sm">
        <Text size="sm">{problem.next}</Text>
        {problem.link !== undefined && (
          <div>
            <ExternalLink href={problem.link}>Open the page that helps</ExternalLink>
          </div>
        )}
        {(onRetry !== undefined || children !== undefined) && (
          <Group gap="sm">
            {onRetry !== undefined && (
              <Button size="xs" variant="default" onClick={onRetry}>
                Try again
              </Button>
            )}
            {children}
          </Group>
        )}
      </Stack>
    </Alert>
  );
}
