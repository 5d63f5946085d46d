import { Alert, Button, Code, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { hrefOf } from '../ui/route.ts';
import { counted } from '../ui/words.ts';
import { placeOf } from './hunt-words.ts';
import type { MoveResult } from './types.ts';

function keptIn({ connections, profile }: MoveResult['move']): string {
  const names = [
    ...connections.map(({ name }) => `the connection “${name}”`),
    ...(profile ? [`“${profile.name}” for other servers`] : []),
  ];
  return names.length === 0
    ? 'It is kept in the encrypted copy only.'
    : `It is kept in the keychain or the vault, for ${names.join(' and ')}.`;
}

/** Files that were not changed and in which nothing was found any more: they could not be read either. */
const uncertainOf = ({ move, remaining }: MoveResult) =>
  move.files.filter(({ path, outcome }) => outcome !== 'clean' && !remaining.some((find) => find.path === path));

function Remaining({ result }: { result: MoveResult }) {
  const uncertain = uncertainOf(result);
  const problems = result.move.files.filter(({ problem }) => problem !== undefined);
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle />}
      role="status"
      title={
        result.remaining.length > 0
          ? `The key still stands in ${counted(result.remaining.length, 'place')}`
          : `The key may still stand in ${counted(uncertain.length, 'file')}`
      }
    >
      <Stack gap="sm">
        <Text size="sm">{keptIn(result.move)} You can do the rest whenever you like.</Text>
        <List size="sm" spacing={4}>
          {result.remaining.map((find) => (
            <List.Item key={find.id}>
              {placeOf(find)}: <Code className="breakable">{find.path}</Code>
            </List.Item>
          ))}
          {uncertain.map(({ path }) => (
            <List.Item key={path}>
              Not changed: <Code className="breakable">{path}</Code>
            </List.Item>
          ))}
        </List>
        {problems.map(({ path, problem }) => (
          <Text key={path} size="sm">
            {problem?.message} {problem?.next}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}

/** What was found when the files were looked at again, and what to do now. */
export function MoveDone({ result, onClose }: { result: MoveResult; onClose: () => void }) {
  const [connection] = result.move.connections;
  return (
    <Stack gap="lg">
      {result.remaining.length > 0 || uncertainOf(result).length > 0 ? (
        <Remaining result={result} />
      ) : (
        <Alert
          color="green"
          variant="light"
          icon={<IconCircleCheck />}
          role="status"
          title="The key is in no file any more"
        >
          All files that can be read were looked through again. {keptIn(result.move)}
        </Alert>
      )}
      <Text size="sm">
        Others may have read the key while it was in a file.
        {connection === undefined
          ? ' Make a new one where it comes from, and delete this one there.'
          : ' It is marked as exposed and is due now: replace it, and the old one is worth nothing.'}
      </Text>
      <Group justify="flex-end" gap="sm" className="dialog-footer">
        <Button variant="default" onClick={onClose}>
          {connection === undefined ? 'Done' : 'Later'}
        </Button>
        {connection !== undefined && (
          <Button component="a" href={hrefOf({ screen: 'keys', id: connection.id, action: 'rotate' })}>
            Replace the key
          </Button>
        )}
      </Group>
    </Stack>
  );
}
