import { Loader, Text, VisuallyHidden } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  type Icon,
} from '@tabler/icons-react';
import classes from './step-list.module.css';
import { formatDuration } from './time.ts';

export type StepState = 'pending' | 'running' | 'good' | 'warning' | 'failed' | 'skipped';
export type ShownStep = {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  readonly detail?: string | undefined;
  readonly durationMs?: number | undefined;
};

type Look = { readonly icon: Icon; readonly color: string; readonly words: string };

const looks: Record<Exclude<StepState, 'running'>, Look> = {
  pending: { icon: IconCircleDashed, color: 'var(--mantine-color-dimmed)', words: 'not yet' },
  good: { icon: IconCircleCheck, color: 'var(--keyring-good)', words: 'good' },
  warning: { icon: IconAlertTriangle, color: 'var(--keyring-warning)', words: 'warning' },
  failed: { icon: IconCircleX, color: 'var(--mantine-color-error)', words: 'failed' },
  skipped: { icon: IconCircleMinus, color: 'var(--mantine-color-dimmed)', words: 'left out' },
};

function StateIcon({ state }: { state: StepState }) {
  if (state === 'running') return <Loader size={16} aria-hidden />;
  const { icon: Shown, color } = looks[state];
  return <Shown size={18} stroke={1.9} color={color} aria-hidden />;
}

function Row({ step }: { step: ShownStep }) {
  const { state, title, detail, durationMs } = step;
  const quiet = state === 'pending' || state === 'skipped';
  return (
    <li className={classes['row']} aria-current={state === 'running' ? 'step' : undefined}>
      <span className={classes['icon']}>
        <StateIcon state={state} />
      </span>
      <span className={classes['words']}>
        <Text span size="sm" lh="22px" fw={state === 'running' ? 600 : 500} c={quiet ? 'dimmed' : 'inherit'}>
          {title}
          <VisuallyHidden>: {state === 'running' ? 'under way' : looks[state].words}.</VisuallyHidden>
        </Text>
        {detail !== undefined && (
          <Text span size="sm" lh="22px" c={state === 'failed' ? 'inherit' : 'dimmed'} className="breakable">
            {detail}
          </Text>
        )}
      </span>
      {durationMs !== undefined && !quiet && (
        <Text span size="xs" lh="22px" c="dimmed" className="tabular">
          {formatDuration(durationMs)}
        </Text>
      )}
    </li>
  );
}

type StepListProps = { readonly label: string; readonly steps: readonly ShownStep[]; readonly detailed?: boolean };

/** Steps one below the other, all there from the start, so that nothing jumps when they are ticked off. */
export function StepList({ label, steps, detailed = false }: StepListProps) {
  return (
    <ol className={detailed ? `${classes['list']} ${classes['detailed']}` : classes['list']} aria-label={label}>
      {steps.map((step) => (
        <Row key={step.id} step={step} />
      ))}
    </ol>
  );
}
