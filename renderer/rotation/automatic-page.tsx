import { Button, Text } from '@mantine/core';
import { IconRotateClockwise2 } from '@tabler/icons-react';
import type { Problem } from '../api/problem.ts';
import { providerNames } from '../connections/provider-mark.tsx';
import type { Connection } from '../connections/types.ts';
import { RotationPage } from './rotation-page.tsx';
import type { RotationPlan } from './types.ts';

type AutomaticPageProps = {
  readonly connection: Connection;
  readonly plan: RotationPlan;
  readonly problem: Problem | undefined;
  readonly onRotate: () => void;
  readonly onByHand: () => void;
  readonly onClose: () => void;
};

/** One click does it all. */
export function AutomaticPage({ connection, plan, problem, onRotate, onByHand, onClose }: AutomaticPageProps) {
  const system = providerNames[connection.provider];
  const names = plan.together.map(({ name }) => `“${name}”`);
  return (
    <RotationPage
      problem={problem}
      stage="New key"
      title={`${system} can make the new key itself`}
      inUse={`The old key (${connection.credential.hint}) stays in use until the new one is proved.`}
      footer={
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      }
    >
      <Text c="dimmed">
        MCP Keyring asks {system} for a new token with the rights of the old one, stores it, tests it and swaps it in.
        The old one is kept for a while, so that you can put it back, and is then revoked in {system}.
      </Text>
      {plan.together.length > 0 && (
        <Text>
          {names.length === 1 ? 'This connection uses' : 'These connections use'} the same key and{' '}
          {names.length === 1 ? 'is' : 'are'} changed with it: {names.join(', ')}.
        </Text>
      )}
      <Button size="lg" fullWidth leftSection={<IconRotateClockwise2 size={22} />} onClick={onRotate}>
        Rotate now
      </Button>
      <Button variant="subtle" onClick={onByHand}>
        or enter a key yourself
      </Button>
    </RotationPage>
  );
}
