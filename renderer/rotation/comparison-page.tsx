import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconUserExclamation } from '@tabler/icons-react';
import type { Problem } from '../api/problem.ts';
import type { Connection } from '../connections/types.ts';
import { formatDay } from '../ui/time.ts';
import { RotationPage } from './rotation-page.tsx';
import type { KeyComparison } from './types.ts';

type Account = KeyComparison['account'];
const whoIs = ({ name, email, login }: Account): string => {
  const more = email ?? login;
  return more === undefined || more === name ? name : `${name} (${more})`;
};

function Verdict({ connection, comparison }: { connection: Connection; comparison: KeyComparison }) {
  const { account, sameAccount, differences, oldKeyWorks } = comparison;
  if (!sameAccount)
    return (
      <Alert color="red" icon={<IconUserExclamation />} role="alert" title="This key belongs to somebody else">
        The new key is {whoIs(account)}’s; until now the connection was {whoIs(connection.owner)}’s. Whatever Claude
        does with it will be done in the name of {account.name}.
      </Alert>
    );
  return (
    <Alert color="green" icon={<IconCircleCheck />} role="status" title="The new key works">
      It belongs to {whoIs(account)}, as the old one does
      {differences.length === 0 && oldKeyWorks ? ', and may do and sees the same.' : '.'}
    </Alert>
  );
}

function Differences({ sentences }: { sentences: readonly string[] }) {
  return (
    <Alert color="yellow" icon={<IconAlertTriangle />} role="alert" title="It is not quite like the old one">
      <List size="sm" spacing={4}>
        {sentences.map((sentence) => (
          <List.Item key={sentence}>{sentence}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

type ComparisonPageProps = {
  readonly connection: Connection;
  readonly comparison: KeyComparison;
  /** What the swap was refused for, when that came out only then. */
  readonly refusal: Problem | undefined;
  readonly onUse: (accept: boolean) => void;
  readonly onBack: () => void;
};

/** Step 2: what the new key is like beside the old one. Nothing has changed yet. */
export function ComparisonPage({ connection, comparison, refusal, onUse, onBack }: ComparisonPageProps) {
  const { sameAccount, differences, oldKeyWorks, expiresAt } = comparison;
  const sentences = refusal === undefined ? differences : [...new Set([refusal.message, ...differences])];
  const differs = !sameAccount || sentences.length > 0;
  return (
    <RotationPage
      stage="Check"
      title={differs ? 'Look at this first' : 'The new key is good'}
      inUse={`Nothing has changed yet: the old key (${connection.credential.hint}) is in use.`}
      footer={
        <>
          <Button variant="default" onClick={onBack}>
            {differs ? 'Take another key' : 'Back'}
          </Button>
          <Button
            color={sameAccount ? 'harbour' : 'red'}
            onClick={() => {
              onUse(differs);
            }}
          >
            {differs ? 'Use it all the same' : 'Use the new key'}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <Verdict connection={connection} comparison={comparison} />
        {sentences.length > 0 && <Differences sentences={sentences} />}
        {!oldKeyWorks && (
          <Alert color="gray" icon={<IconInfoCircle />}>
            The old key does not work any more, so the two could not be compared.
          </Alert>
        )}
        {expiresAt !== undefined && <Text size="sm">The new key ends on {formatDay(expiresAt)}.</Text>}
      </Stack>
    </RotationPage>
  );
}
