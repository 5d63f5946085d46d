import { Accordion, Badge, DataList, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Fact } from '../ui/fact.tsx';
import { counted } from '../ui/words.ts';
import { LineBox } from './line-box.tsx';
import type { SightReport } from './types.ts';

function Detail({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  return (
    <Accordion.Item value={name}>
      <Accordion.Control>
        <Text size="sm" fw={500}>
          {title}
        </Text>
      </Accordion.Control>
      <Accordion.Panel>{children}</Accordion.Panel>
    </Accordion.Item>
  );
}

function Started({ started }: { started: SightReport['started'] }) {
  const { command, args, environment, folder, path } = started;
  return (
    <DataList size="sm">
      <Fact label="Entry">{path ?? 'Not in Claude’s file yet'}</Fact>
      <Fact label="Command">{command}</Fact>
      <Fact label="Arguments">{args.join(' ')}</Fact>
      <Fact label="Folder">{folder ?? 'The one Claude happens to be in'}</Fact>
      <Fact label="Variables">{environment.length === 0 ? 'None' : environment.join(', ')}</Fact>
    </DataList>
  );
}

/** What a look found, folded away until it is asked for. */
export function SightDetails({ report }: { report: SightReport }) {
  const { started, tools, strayLines, log } = report;
  return (
    <>
      {strayLines.length > 0 && (
        <Detail
          name="stray"
          title={`${counted(strayLines.length, 'line')} that ${strayLines.length === 1 ? 'is' : 'are'} no MCP message`}
        >
          <LineBox label="Lines that are no MCP messages" lines={strayLines.map((text) => ({ text }))} />
        </Detail>
      )}
      {tools.length > 0 && (
        <Detail name="tools" title={counted(tools.length, 'tool')}>
          <Group gap={6}>
            {tools.map(({ name, title }) => (
              <Badge key={name} variant="default" tt="none" fw={500}>
                {title ?? name}
              </Badge>
            ))}
          </Group>
        </Detail>
      )}
      {log.length > 0 && (
        <Detail name="log" title="What it wrote to its log">
          <LineBox label="What it wrote to its log" lines={log.map((text) => ({ text }))} />
        </Detail>
      )}
      <Detail name="started" title="How it was started">
        <Started started={started} />
      </Detail>
    </>
  );
}
