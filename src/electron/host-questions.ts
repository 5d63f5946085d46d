import { z } from 'zod';
import type { CallAnswer, CallRequest } from '../api/wire.ts';

/** A call to the host, as the window makes it; it never rejects. */
export type CallHost = (request: CallRequest) => Promise<CallAnswer>;

const reminders = z.array(z.looseObject({ urgency: z.string(), snoozedUntil: z.string().optional() }));
const preferences = z.looseObject({ startAtLogin: z.boolean() });

/** How many keys need their owner soon; undefined where the host cannot say. */
export async function countReminders(call: CallHost): Promise<number | undefined> {
  const open = await ask(call, 'reminders.list', reminders);
  return open?.filter(({ urgency, snoozedUntil }) => urgency !== 'later' && snoozedUntil === undefined).length;
}

export async function wantsStartAtLogin(call: CallHost): Promise<boolean | undefined> {
  return (await ask(call, 'preferences.get', preferences))?.startAtLogin;
}

async function ask<T>(call: CallHost, name: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const answer = await call({ name, input: {} });
  return answer.ok ? schema.safeParse(answer.output).data : undefined;
}
