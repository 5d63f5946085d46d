import { AppError } from '../lib/app-error.ts';
import type { Confirmations, Redeemed } from './confirmation.ts';

/** Goes to the client, which shows it to the user and calls again with the answer and the state. */
export type Question = { readonly ask: string; readonly state: string };

type ChangeToConfirm = {
  /** Everything that makes it this change and no other, besides the tool and its arguments. Compared, never shown. */
  readonly exactly: unknown;
  /** The change in words, as the user is asked. */
  readonly words: () => string;
  /** The call's `confirm` argument. */
  readonly token: string | undefined;
};

type Confirmation =
  | { readonly kind: 'given' }
  | { readonly kind: 'question'; readonly question: Question }
  /** Show the change with this token; `why` says what was wrong with the token that came. */
  | { readonly kind: 'preview'; readonly token: string; readonly why: string | undefined };

/** AppError `declined` when the user said no. */
export type Confirm = (change: ChangeToConfirm) => Confirmation;

/** The name of our question among a call's `inputRequests`. */
export const questionKey = 'change';

type Round = {
  readonly canAsk: boolean;
  readonly answers: Record<string, unknown> | undefined;
  readonly state: unknown;
};

/**
 * The user's word for one call: asked by the client where it can, else by a preview whose token comes back with the
 * second call. A client that can ask is never given a token, so that nothing but its user can agree.
 */
export function confirmer(
  confirmations: Confirmations,
  { tool, input }: { tool: string; input: Record<string, unknown> },
  { canAsk, answers, state }: Round,
): Confirm {
  const args = { ...input };
  delete args['confirm'];
  return ({ exactly, words, token }) => {
    const change = { tool, args, exactly };
    if (canAsk) {
      const came = typeof state === 'string' ? confirmations.redeem('question', state, change) : undefined;
      const action = came === undefined ? undefined : actionIn(answers?.[questionKey]);
      if (action === 'decline' || action === 'cancel') throw declined();
      if (came === 'valid' && action === 'accept') return { kind: 'given' };
      const ask = joinedWords(action === undefined ? undefined : reasons[came ?? 'unknown'], words());
      return { kind: 'question', question: { ask, state: confirmations.offer('question', change) } };
    }
    const came = token === undefined ? undefined : confirmations.redeem('preview', token, change);
    if (came === 'valid') return { kind: 'given' };
    const why = came === undefined ? undefined : reasons[came];
    return { kind: 'preview', token: confirmations.offer('preview', change), why };
  };
}

const reasons: Record<Exclude<Redeemed, 'valid'>, string> & { valid: undefined } = {
  valid: undefined,
  expired: 'Nothing was changed: the confirmation is older than 10 minutes.',
  other: 'Nothing was changed: what was confirmed is not what would happen now.',
  unknown: 'Nothing was changed: this confirmation is not known or was used already.',
};

function actionIn(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'action' in answer ? answer.action : undefined;
}

function joinedWords(why: string | undefined, words: string): string {
  return why === undefined ? words : `${why}\n\n${words}`;
}

function declined(): AppError {
  return new AppError(
    'declined',
    'The user was asked and did not agree; nothing was changed.',
    'Do not try the same again. Ask the user what they want instead.',
  );
}
