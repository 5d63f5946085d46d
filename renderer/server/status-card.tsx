import { Button, Card, Group, Loader, SimpleGrid, Stack, Text, ThemeIcon } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  IconHourglass,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlugConnected,
  IconPlugX,
  IconRotate,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useApi } from '../api/api-context.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatMoment, formatTime } from '../ui/time.ts';
import type { ServerStatus } from './types.ts';

const states: Record<ServerStatus['state'], { readonly title: string; readonly color: string; readonly icon: Icon }> = {
  running: { title: 'Running', color: 'green', icon: IconPlugConnected },
  starting: { title: 'Starting…', color: 'harbour', icon: IconHourglass },
  waiting: { title: 'Waiting to start again', color: 'yellow', icon: IconHourglass },
  stopped: { title: 'Stopped', color: 'gray', icon: IconPlugX },
};

function explanation({ state, nextStartAt }: ServerStatus): string {
  switch (state) {
    case 'running':
      return 'Ready for a tool call.';
    case 'starting':
      return 'It answers in a moment.';
    case 'waiting':
      return nextStartAt === undefined
        ? 'It ended by itself and is started again shortly.'
        : `It ended by itself. The next start is at ${formatTime(nextStartAt)}.`;
    case 'stopped':
      return 'Start it to see its tools and try them. Claude starts its own whenever it needs one.';
  }
}

type Control = 'server.start' | 'server.stop' | 'server.restart';

function Controls({ status }: { status: ServerStatus }) {
  const api = useApi();
  const queries = useQueryClient();
  const control = useMutation({
    mutationFn: (name: Control) => api.call(name, {}),
    onSuccess: (after) => {
      queries.setQueryData(['server.status', {}], after);
    },
  });
  const button = (name: Control, label: string, icon: ReactNode, primary = false) => (
    <Button
      variant={primary ? 'filled' : 'default'}
      leftSection={icon}
      loading={control.isPending && control.variables === name}
      disabled={control.isPending}
      onClick={() => {
        control.mutate(name);
      }}
    >
      {label}
    </Button>
  );
  if (status.state === 'stopped') return button('server.start', 'Start', <IconPlayerPlay size={18} />, true);
  return (
    <Group gap="sm" wrap="nowrap">
      {button('server.restart', 'Restart', <IconRotate size={18} />)}
      {button('server.stop', 'Stop', <IconPlayerStop size={18} />)}
    </Group>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Stack gap={2}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={500} className="tabular">
        {children}
      </Text>
    </Stack>
  );
}

export function StatusCard({ status }: { status: ServerStatus }) {
  const { title, color, icon: StateIcon } = states[status.state];
  return (
    <Card>
      <Stack gap="lg">
        <Group justify="space-between" gap="md" wrap="nowrap">
          <Group gap="md" wrap="nowrap" role="status" flex={1}>
            <ThemeIcon variant="light" color={color} size={44} radius="md" aria-hidden>
              {status.state === 'starting' ? <Loader size={22} /> : <StateIcon size={24} stroke={1.7} />}
            </ThemeIcon>
            <Stack gap={0}>
              <Text fw={650}>{title}</Text>
              <Text size="sm" c="dimmed">
                {explanation(status)}
              </Text>
            </Stack>
          </Group>
          <Controls status={status} />
        </Group>
        {status.state !== 'stopped' && (
          <SimpleGrid cols={{ base: 2, xs: 3, md: 5 }} spacing="md">
            <Figure label="Since">{status.startedAt === undefined ? '–' : formatMoment(status.startedAt)}</Figure>
            <Figure label="Ready after">
              {status.startupMs === undefined ? '–' : `${Math.round(status.startupMs)} ms`}
            </Figure>
            <Figure label="Protocol">{status.protocolVersion ?? '–'}</Figure>
            <Figure label="Process">{status.pid ?? '–'}</Figure>
            <Figure label="Restarts">{status.restarts}</Figure>
          </SimpleGrid>
        )}
        {status.lastProblem !== undefined && <ProblemAlert problem={status.lastProblem} />}
      </Stack>
    </Card>
  );
}
