import { Card, List, Stack, Text } from '@mantine/core';
import { Section } from '../ui/page.tsx';
import { counted } from '../ui/words.ts';
import type { HuntReport } from './types.ts';

/** What was not looked through, so that nobody takes silence for an answer. */
export function UnreadFiles({ files }: { files: HuntReport['unread'] }) {
  return (
    <Section title={`${counted(files.length, 'place')} could not be read completely`}>
      <Card>
        <List listStyleType="none" spacing="sm">
          {files.map(({ path, reason }) => (
            <List.Item key={path} styles={{ itemWrapper: { display: 'block' } }}>
              <Stack gap={2}>
                <Text size="sm">{reason}</Text>
                <Text size="xs" c="dimmed" ff="monospace" className="breakable">
                  {path}
                </Text>
              </Stack>
            </List.Item>
          ))}
        </List>
      </Card>
    </Section>
  );
}
