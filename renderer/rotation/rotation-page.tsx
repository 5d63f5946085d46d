import { Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconShieldCheck } from '@tabler/icons-react';
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import { VaultWayOut } from '../settings/vault-way-out.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './rotation-page.module.css';

const stages = ['New key', 'Check', 'Swap', 'Old key'] as const;
type Stage = (typeof stages)[number];

function lookOf(index: number, current: number): string {
  const state = index < current ? classes['past'] : index === current ? classes['current'] : undefined;
  return state === undefined ? `${classes['step']}` : `${classes['step']} ${state}`;
}

/** Where in the rotation one is. */
function Trail({ stage }: { stage: Stage }) {
  const current = stages.indexOf(stage);
  return (
    <ol className={classes['trail']} aria-label="Steps of the rotation">
      {stages.map((each, index) => (
        <li key={each} className={lookOf(index, current)} aria-current={index === current ? 'step' : undefined}>
          <span className={classes['number']}>
            {index < current ? <IconCheck size={14} aria-label="done" /> : index + 1}
          </span>
          {each}
        </li>
      ))}
    </ol>
  );
}

/** Says which key Claude uses while all this goes on. */
function InUse({ children }: { children: ReactNode }) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start" c="dimmed">
      <IconShieldCheck size={18} stroke={1.7} style={{ flexShrink: 0, marginTop: 1 }} aria-hidden />
      <Text size="sm">{children}</Text>
    </Group>
  );
}

/** What is to be known on every page before the swap. */
export const BeforeSwap = createContext<ReactNode>(undefined);

type RotationPageProps = {
  /** Absent where nothing is rotated. */
  readonly stage?: Stage;
  readonly title: string;
  readonly inUse?: ReactNode;
  /** Shown above the buttons, so that it is always in sight. */
  readonly problem?: Problem | undefined;
  readonly footer: ReactNode;
  readonly children: ReactNode;
};

/** One step of the dialog. Its heading takes the focus, so that keyboard and screen reader follow. */
export function RotationPage({ stage, title, inUse, problem, footer, children }: RotationPageProps) {
  const beforeSwap = useContext(BeforeSwap);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, [title]);
  return (
    <Stack gap="lg">
      {stage !== undefined && <Trail stage={stage} />}
      <Title order={3} tabIndex={-1} ref={heading} data-autofocus className={classes['title']}>
        {title}
      </Title>
      {children}
      <Stack gap="sm" className="dialog-footer">
        {problem !== undefined && (
          <ProblemAlert problem={problem}>
            <VaultWayOut problem={problem} />
          </ProblemAlert>
        )}
        {inUse !== undefined && <InUse>{inUse}</InUse>}
        {beforeSwap}
        <Group justify="flex-end" gap="sm">
          {footer}
        </Group>
      </Stack>
    </Stack>
  );
}

/** A numbered part of a step, for what is done one after the other. */
export function Part({ number, children }: { number: number; children: ReactNode }) {
  return (
    <div className={classes['part']}>
      <span className={classes['partNumber']} aria-hidden>
        {number}
      </span>
      <Stack gap="sm">{children}</Stack>
    </div>
  );
}
