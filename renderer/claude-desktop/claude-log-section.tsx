import { Accordion, Button, Card, Group, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { formatAgo, useNow } from '../ui/time.ts';
import { LineBox } from './line-box.tsx';
import type { ClaudeLocation, ClaudeLogReport } from './types.ts';

/** Only the ends of the files are read. */
const lookEveryMs = 5_000;

type Finding = ClaudeLogReport['findings'][number];

function FindingRow({ finding: { kind, title, next, at, count } }: { finding: Finding }) {
  const now = useNow();
  const isGood = kind === 'good';
  const often = count > 1 ? ` ${count} times` : '';
  return (
    <Group gap="md" wrap="nowrap" align="flex-start">
      <ThemeIcon variant="light" color={isGood ? 'green' : 'yellow'} size={32} radius="md" aria-hidden>
        {isGood ? <IconCircleCheck size={19} stroke={1.7} /> : <IconAlertTriangle size={19} stroke={1.7} />}
      </ThemeIcon>
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {title}
          {at !== undefined && (
            <Text span size="sm" fw={400} c="dimmed">
              {` ${formatAgo(at, now)}${often}`}
            </Text>
          )}
        </Text>
        {!isGood && <Text size="sm">{next}</Text>}
      </Stack>
    </Group>
  );
}

function emptyWords(state: ClaudeLogReport['state'], hasEntry: boolean): string {
  if (state === 'nowhere') return 'Claude Desktop has not written a log on this computer yet. Start it once.';
  if (state === 'found') return 'Nothing in Claude’s log needs an explanation.';
  return hasEntry
    ? 'Claude Desktop has never started MCP Keyring. Either it has not been restarted since the entry was added – quit it completely and start it again – or it reads another settings file than the one above.'
    : 'Claude Desktop has not started MCP Keyring yet: it has not been added.';
}

function LogFiles({ files }: { files: ClaudeLogReport['files'] }) {
  const now = useNow();
  return (
    <Accordion multiple chevronPosition="left">
      {files.map(({ path, name, changedAt, lines }) => (
        <Accordion.Item key={path} value={path}>
          <Accordion.Control>
            <Text size="sm" fw={500}>
              {name}
              <Text span size="sm" fw={400} c="dimmed">
                {` changed ${formatAgo(changedAt, now)}`}
              </Text>
            </Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="xs">
              <LineBox
                label={`The end of ${name}`}
                lines={lines.map(({ text, explained }) => ({
                  text,
                  marked: explained !== undefined && explained !== 'connected',
                }))}
              />
              <Text size="xs" c="dimmed" ff="monospace" className="breakable">
                {path}
              </Text>
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function LogBody({ log, hasEntry }: { log: ClaudeLogReport; hasEntry: boolean }) {
  return (
    <Stack gap="md">
      {log.findings.map((finding) => (
        <FindingRow key={finding.id} finding={finding} />
      ))}
      {log.findings.length === 0 && (
        <Text size="sm" c="dimmed">
          {emptyWords(log.state, hasEntry)}
        </Text>
      )}
      {log.files.length > 0 && <LogFiles files={log.files} />}
    </Stack>
  );
}

/** What Claude itself wrote about us, with known lines explained. */
export function ClaudeLogSection({ locations }: { locations: readonly ClaudeLocation[] }) {
  const log = useRead('claude.log', {}, { alwaysFresh: true, refetchEveryMs: lookEveryMs });
  const hasEntry = locations.some(({ state }) => state === 'current' || state === 'outdated');
  const again = () => void log.refetch();
  const refresh = (
    <Button size="xs" variant="default" leftSection={<IconRefresh size={16} />} onClick={again}>
      Read again
    </Button>
  );
  return (
    <Section title="Claude’s log" name="log" aside={refresh}>
      <Card>
        {log.data !== undefined && <LogBody log={log.data} hasEntry={hasEntry} />}
        {log.isError && log.data === undefined && <ProblemAlert problem={problemOf(log.error)} onRetry={again} />}
        {log.isPending && <Skeleton height={56} />}
      </Card>
    </Section>
  );
}
