import { Accordion, Badge, Button, Card, Code, EmptyState, Group, Stack, Table, Text } from '@mantine/core';
import { IconPlayerPlay, IconTool } from '@tabler/icons-react';
import { useState } from 'react';
import { parametersOf } from './tool-parameters.ts';
import { TryToolDialog } from './try-tool.tsx';
import type { Tool } from './types.ts';

function Parameters({ tool }: { tool: Tool }) {
  const parameters = parametersOf(tool);
  if (parameters.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Takes no parameters.
      </Text>
    );
  return (
    <Table verticalSpacing={6} horizontalSpacing="sm" aria-label={`Parameters of ${tool.name}`}>
      <Table.Tbody>
        {parameters.map(({ name, description, required }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w={150} style={{ verticalAlign: 'top' }} fw={400}>
              <Code>{name}</Code>
            </Table.Th>
            <Table.Td>
              <Text size="sm">
                {description} {required && <b>Needed.</b>}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ToolItem({ tool, canTry, onTry }: { tool: Tool; canTry: boolean; onTry: () => void }) {
  return (
    <Accordion.Item value={tool.name}>
      <Accordion.Control icon={<IconTool size={20} stroke={1.7} />}>
        <Group gap="sm">
          <Text fw={600} size="sm">
            {tool.title ?? tool.name}
          </Text>
          {tool.readOnly && (
            <Badge size="sm" variant="default" tt="none" fw={500}>
              only reads
            </Badge>
          )}
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="md" align="flex-start">
          <Text size="sm">{tool.description}</Text>
          <Parameters tool={tool} />
          <Button
            variant="light"
            size="xs"
            leftSection={<IconPlayerPlay size={16} />}
            disabled={!canTry}
            onClick={onTry}
          >
            Try this tool
          </Button>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

export function ToolList({ tools, running }: { tools: readonly Tool[]; running: boolean }) {
  const [tried, setTried] = useState<Tool>();
  if (tools.length === 0)
    return (
      <Card>
        <EmptyState
          icon={<IconTool />}
          title="No tools to show"
          description="The tools appear here as soon as the server runs."
        />
      </Card>
    );
  return (
    <Card padding={0}>
      <Accordion order={3} chevronPosition="right" classNames={{ item: 'quiet-lines' }}>
        {tools.map((tool) => (
          <ToolItem
            key={tool.name}
            tool={tool}
            canTry={running}
            onTry={() => {
              setTried(tool);
            }}
          />
        ))}
      </Accordion>
      <TryToolDialog
        tool={tried}
        onClose={() => {
          setTried(undefined);
        }}
      />
    </Card>
  );
}
