import { ActionIcon, Badge, Card, CopyButton, DataList, Group, Skeleton, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { problemOf } from '../api/problem.ts';
import { useRead } from '../api/queries.ts';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

/** A path on this computer, to be copied into a file manager. */
function Path({ value, name }: { value: string; name: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Text size="sm" ff="monospace" fz={13} className="breakable">
        {value}
      </Text>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : `Copy the ${name}`}>
            <ActionIcon size="sm" aria-label={`Copy the ${name}`} onClick={copy}>
              {copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
  );
}

const shells = { desktop: 'Desktop app', web: 'In the browser' } as const;

export function AboutSection() {
  const info = useRead('app.info', {});
  const body = () => {
    if (info.isError) return <ProblemAlert problem={problemOf(info.error)} onRetry={() => void info.refetch()} />;
    if (info.data === undefined) return <Skeleton height={150} />;
    const { version, shell, demo, nodeVersion, dataFolder, logFile } = info.data;
    return (
      <DataList labelWidth={120} gap="sm">
        <Fact label="Version">
          <Group gap="sm">
            {version}
            {demo && (
              <Badge variant="light" color="grape">
                Demo
              </Badge>
            )}
          </Group>
        </Fact>
        <Fact label="Runs as">
          {shells[shell]}, on Node {nodeVersion.replace(/^v/, '')}
        </Fact>
        <Fact label="Data folder">
          <Path value={dataFolder} name="data folder" />
        </Fact>
        <Fact label="Log file">
          <Path value={logFile} name="path of the log file" />
        </Fact>
      </DataList>
    );
  };
  return (
    <Section name="about" title="About">
      <Card>{body()}</Card>
    </Section>
  );
}
