import { Button, Text, VisuallyHidden } from '@mantine/core';
import { StepList, type StepState } from '../ui/step-list.tsx';
import { RotationPage } from './rotation-page.tsx';
import type { RunKind } from './rotation-run.ts';
import type { ProgressStep } from './types.ts';

const titles: Record<ProgressStep, string> = {
  making: 'Make the new key in the system',
  testing: 'Test the new key',
  comparing: 'Compare it with the old one',
  storing: 'Store it safely beside the old one',
  swapping: 'Swap: Claude uses the new one from here on',
  proving: 'Prove it with a real question to the system',
  revoking: 'Revoke the old key',
};

const orders: Record<RunKind, readonly ProgressStep[]> = {
  manual: ['testing', 'comparing', 'storing', 'swapping', 'proving'],
  automatic: ['making', 'storing', 'testing', 'swapping', 'proving'],
};

/** What lies before the step at hand is done, also where it was done earlier and is not reported again. */
function statesOf(order: readonly ProgressStep[], current: ProgressStep | undefined): StepState[] {
  const at = Math.max(0, order.indexOf(current ?? 'making'));
  return order.map((_step, index) => (index < at ? 'good' : index === at ? 'running' : 'pending'));
}

type RunningPageProps = {
  readonly kind: RunKind;
  readonly reported: readonly ProgressStep[];
  readonly onClose: () => void;
};

/** Step 3: it goes by itself; one can only watch, or leave. */
export function RunningPage({ kind, reported, onClose }: RunningPageProps) {
  const current = reported.at(-1);
  const order = orders[kind];
  const states = statesOf(order, current);
  return (
    <RotationPage
      stage="Swap"
      title="Swapping the key"
      inUse="The old key is kept until the new one is proved. Should the new one fail, the old one is put back by itself."
      footer={
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      }
    >
      <StepList
        label="What is being done"
        steps={order.map((id, index) => ({ id, title: titles[id], state: states[index] ?? 'pending' }))}
      />
      <VisuallyHidden role="status">{current === undefined ? 'Starting' : titles[current]}</VisuallyHidden>
      <Text size="sm" c="dimmed">
        This takes a few seconds. You may close this; it goes on by itself, and you can look again at any time.
      </Text>
    </RotationPage>
  );
}
