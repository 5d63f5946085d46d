import { Badge, Button, Card, Group, List, Stack, Text, Tooltip } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { ProviderMark, providerNames } from '../connections/provider-mark.tsx';
import { capitalized, counted } from '../ui/words.ts';
import { placeOf, riskWords, sinceOf } from './hunt-words.ts';
import type { Find, FindGroup } from './types.ts';

function Risks({ risks }: Pick<Find, 'risks'>) {
  return (
    <Group gap={6}>
      {risks.map((risk) => (
        <Tooltip key={risk} label={riskWords[risk].text} multiline maw={320}>
          <Badge variant="light" color="red" tabIndex={0} tt="none">
            {riskWords[risk].label}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  );
}

function Place({ find }: { find: Find }) {
  return (
    <Stack gap={2}>
      <Text size="sm" fw={500} className="breakable">
        {placeOf(find)}
      </Text>
      <Text size="xs" c="dimmed" ff="monospace" className="breakable">
        {find.path}:{find.line}
      </Text>
      <Text size="xs" c="dimmed">
        {sinceOf(find)}
      </Text>
      {find.risks.length > 0 && <Risks risks={find.risks} />}
    </Stack>
  );
}

type GroupCardProps = { readonly group: FindGroup; readonly onMove: (group: FindGroup) => void };

/** One key, and everywhere it stands. */
export function GroupCard({ group, onMove }: GroupCardProps) {
  const { what, provider, certainty, hint, finds } = group;
  const title = `${capitalized(what)} ${hint}`;
  return (
    <Card component="article" aria-label={title}>
      <Stack gap="md">
        <Group justify="space-between" gap="md" align="flex-start">
          <Group gap="md" wrap="nowrap" align="flex-start" flex={1} miw={240}>
            {provider !== undefined && <ProviderMark provider={provider} />}
            <Stack gap={4}>
              <Text fw={650}>{title}</Text>
              <Group gap={8}>
                <Badge variant="light" color={certainty === 'certain' ? 'red' : 'yellow'} tt="none">
                  {certainty === 'certain' ? 'A key' : 'Looks like a key'}
                </Badge>
                <Text size="sm" c="dimmed">
                  {provider !== undefined && `${providerNames[provider]}, `}
                  {counted(finds.length, 'place')}
                </Text>
              </Group>
            </Stack>
          </Group>
          <Button
            variant={certainty === 'certain' ? 'filled' : 'default'}
            rightSection={<IconArrowRight size={16} />}
            aria-label={`Move ${what} ${hint} to the keychain`}
            onClick={() => {
              onMove(group);
            }}
          >
            Move to keychain
          </Button>
        </Group>
        <List listStyleType="none" spacing="sm" aria-label="Where it stands">
          {finds.map((find) => (
            <List.Item key={find.id} styles={{ itemWrapper: { display: 'block' } }}>
              <Place find={find} />
            </List.Item>
          ))}
        </List>
      </Stack>
    </Card>
  );
}
