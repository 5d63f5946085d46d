import { useForm, type UseFormReturnType } from '@mantine/form';
import type { CallInput } from '../../src/api/contract.ts';
import { dateIn } from '../ui/time.ts';
import type { RotationPlan } from './types.ts';

export type KeyValues = {
  secret: string;
  /** `YYYY-MM-DD`, empty: it does not end; undefined while the user is content with the suggestion. */
  expiresAt: string | undefined;
  /** Connections with the same key that keep the old one. */
  apart: string[];
};
export type KeyForm = UseFormReturnType<KeyValues>;

export function useKeyForm(onChange: () => void): KeyForm {
  return useForm<KeyValues>({
    initialValues: { secret: '', expiresAt: undefined, apart: [] },
    validate: { secret: (secret) => (secret.trim() === '' ? 'Paste the new key.' : null) },
    onValuesChange: onChange,
  });
}

/** Ends as late as it can, until the user says otherwise; empty where keys of this kind do not end. */
export function suggestedExpiry({ maxLifetimeDays }: RotationPlan, now: Date): string {
  return maxLifetimeDays === undefined ? '' : dateIn(maxLifetimeDays, now);
}

export function togetherOf(plan: RotationPlan, { apart }: KeyValues): string[] {
  return plan.together.map(({ connectionId }) => connectionId).filter((id) => !apart.includes(id));
}

type Expiry = Pick<CallInput<'rotation.replace'>, 'expiresAt'>;

/** Nothing where the system tells it itself and the user said nothing else. */
export function expiryOf(plan: RotationPlan, { expiresAt }: KeyValues, systemTells: boolean, now: Date): Expiry {
  if (expiresAt === undefined && systemTells) return {};
  const chosen = expiresAt ?? suggestedExpiry(plan, now);
  return { expiresAt: chosen === '' ? null : chosen };
}
