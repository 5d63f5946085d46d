import { AppError } from '../lib/app-error.ts';
import type { ErrorCode } from '../lib/app-error.ts';

type WhoAmI = () => Promise<unknown>;

/**
 * An answer that was meant for the key's owner. Systems open to visitors answer a key they ignore with 200 and a
 * shorter list, so whose key it is is asked at the same time.
 */
export async function asOwner<T>(asked: Promise<T>, whoAmI: WhoAmI): Promise<T> {
  const [answer, refusal] = await Promise.all([asked, refusalOf(whoAmI)]);
  if (refusal !== undefined) throw refusal;
  return answer;
}

/** Before something is called missing: a visitor is not shown what the key's owner may see. */
export async function foundAsOwner<T>(asked: Promise<T>, whoAmI: WhoAmI): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw (isOneOf(error, 'not-found') ? await refusalOf(whoAmI) : undefined) ?? error;
  }
}

/** Only the word that nobody is logged in counts; not getting an answer to this says nothing about the other one. */
async function refusalOf(whoAmI: WhoAmI): Promise<AppError | undefined> {
  try {
    await whoAmI();
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return isOneOf(error, 'anonymous', 'bad-credentials') ? error : undefined;
  }
}

const isOneOf = (error: unknown, ...codes: ErrorCode[]): boolean =>
  error instanceof AppError && codes.includes(error.code);
