import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.ts';
import { useAction } from '../api/use-action.ts';
import type { Connection } from '../connections/types.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { RotationPage } from './rotation-page.tsx';
import type { RotationPlan } from './types.ts';
import { LinkButton } from '../ui/link-button.tsx';

type Outcome = NonNullable<Connection['lastTest']>['outcome'];

function Result({ outcome }: { outcome: Outcome }) {
  if (!outcome.ok) return <ProblemAlert problem={outcome.problem} />;
  return (
    <Alert color="green" icon={<IconCircleCheck />} role="status" title="It works with the key that is there now">
      Signed in as {outcome.account.name}. Claude reads the key from the same place, with its next question.
    </Alert>
  );
}

type ElsewherePageProps = {
  readonly connection: Connection;
  readonly plan: RotationPlan;
  readonly onClose: () => void;
};

/** The key is only read by us: it is changed where it lives, and tested here. */
export function ElsewherePage({ connection, plan, onClose }: ElsewherePageProps) {
  const api = useApi();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome>();
  const test = useAction(() => api.call('connections.test', { id: connection.id }));
  const run = async () => {
    const result = await test.run(undefined);
    setOutcome(result?.outcome);
    await queries.invalidateQueries({ queryKey: ['connections.list'] });
  };
  return (
    <RotationPage
      title="This key is kept elsewhere"
      inUse="MCP Keyring only reads this key. It never writes to the place where it is kept."
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button loading={test.pending} onClick={() => void run()}>
            Test it now
          </Button>
        </>
      }
    >
      <Text>{plan.elsewhere}</Text>
      {plan.tokenPage !== undefined && (
        <div>
          <LinkButton href={plan.tokenPage} variant="light">
            Open the page where the key is made
          </LinkButton>
        </div>
      )}
      <Stack aria-live="polite">
        {outcome !== undefined && <Result outcome={outcome} />}
        {test.problem !== undefined && <ProblemAlert problem={test.problem} />}
      </Stack>
    </RotationPage>
  );
}
