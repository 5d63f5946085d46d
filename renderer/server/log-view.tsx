import { Box, Card, Group, ScrollArea, SegmentedControl, Skeleton, Switch, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { formatTime } from '../ui/time.ts';
import classes from './log-view.module.css';
import type { LogLine } from './types.ts';

const logHeight = 260;
const levels = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLine['level'][];
type Level = (typeof levels)[number];

const levelChoices = [
  { value: 'debug', label: 'All' },
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
];

function Line({ line }: { line: LogLine }) {
  return (
    <div className={classes['line']} data-level={line.level}>
      <span className={classes['time']}>{formatTime(line.at)}</span>
      <span className={classes['level']}>{line.level}</span>
      <span>{line.message}</span>
    </div>
  );
}

function LogLines({ lines, follow }: { lines: readonly LogLine[]; follow: boolean }) {
  const viewport = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (follow) viewport.current?.scrollTo({ top: viewport.current.scrollHeight });
  }, [lines, follow]);
  return (
    <ScrollArea
      h={logHeight}
      viewportRef={viewport}
      viewportProps={{ tabIndex: 0, role: 'log', 'aria-label': 'Server log' }}
    >
      <Box p="md" ff="monospace" fz={12.5} lh={1.6}>
        {lines.length === 0 ? (
          <Text c="dimmed" size="sm">
            Nothing to show yet.
          </Text>
        ) : (
          lines.map((line) => <Line key={line.seq} line={line} />)
        )}
      </Box>
    </ScrollArea>
  );
}

/** The server's log as it grows. Pausing keeps the view still; the lines that came meanwhile appear afterwards. */
export function LogView() {
  const log = useRead('server.log', {});
  const [level, setLevel] = useState<Level>('info');
  const [paused, setPaused] = useState<readonly LogLine[]>();
  const lines = (paused ?? log.data ?? []).filter((line) => levels.indexOf(line.level) >= levels.indexOf(level));
  const controls = (
    <Group gap="md">
      <Switch
        size="sm"
        label="Pause"
        checked={paused !== undefined}
        onChange={(event) => {
          setPaused(event.currentTarget.checked ? (log.data ?? []) : undefined);
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label="Show lines from this level on"
        data={levelChoices}
        value={level}
        onChange={(value) => {
          setLevel(levels.find((each) => each === value) ?? 'info');
        }}
      />
    </Group>
  );
  return (
    <Section title="Log" aside={controls}>
      <Card padding={0}>
        {log.isPending ? <Skeleton height={logHeight} /> : <LogLines lines={lines} follow={paused === undefined} />}
      </Card>
    </Section>
  );
}
