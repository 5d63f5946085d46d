import { AppError } from '../lib/app-error.ts';
import type { ErrorCode } from '../lib/app-error.ts';
import type { ApiClient } from './http/api-client.ts';

type Signed = Pick<ApiClient, 'signedBy'>;
type WhoAmI = () => Promise<unknown>;

/**
 * An answer that was meant for the key's owner. Systems open to visitors answer a key they ignore with 200 and a
 * shorter list, so whose key it is is asked at the same time.
 */
export async function asOwner<T>(api: Signed, ask: () => Promise<T>, whoAmI: WhoAmI): Promise<T> {
  const signedBy = api.signedBy();
  const [answer, refusal] = await Promise.all([ask(), refusalOf(whoAmI)]);
  if (refusal !== undefined) throw refusal;
  // A key that was replaced meanwhile: the answer may have been a visitor's.
  return api.signedBy() === signedBy ? answer : ask();
}

/** Before something is called missing: a visitor is not shown what the key's owner may see. */
export async function foundAsOwner<T>(api: Signed, ask: () => Promise<T>, whoAmI: WhoAmI): Promise<T> {
  const signedBy = api.signedBy();
  try {
    return await ask();
  } catch (error) {
    if (!isOneOf(error, 'not-found')) throw error;
    const refusal = await refusalOf(whoAmI);
    if (refusal === undefined && api.signedBy() !== signedBy) return ask();
    throw refusal ?? error;
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
