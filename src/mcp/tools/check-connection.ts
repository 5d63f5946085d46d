import { z } from 'zod';
import type { Connection } from '../../connections/connection.ts';
import { AppError, toProblem, type Problem } from '../../lib/app-error.ts';
import type { Account } from '../../providers/vocabulary.ts';
import { joined, problemText, systemName } from '../answer.ts';
import { oneConnection } from '../arguments.ts';
import { withinTime } from '../deadline.ts';
import { keyAdvice, keyDatesOf } from '../key-dates.ts';
import { tidy } from '../tidy.ts';
import type { Tool, ToolCall } from '../tool.ts';

const input = z.strictObject({ connection: oneConnection });

const output = z.object({
  connection: z.string(),
  works: z.boolean(),
  account: z.looseObject({ name: z.string() }).optional(),
  problem: z.looseObject({ message: z.string(), next: z.string() }).optional(),
});

export const checkConnection: Tool<typeof input, typeof output> = {
  name: 'check_connection',
  title: 'Check a connection',
  description:
    'Asks the system now whether a connection works and whose key it is; if not, why and what the user can do.',
  input,
  output,
  kind: 'read',
  openWorld: true,
  async run({ connection: name }, call) {
    const connection = await call.access.find(name);
    call.about(connection);
    const result = await check(connection, call);
    const dates = keyDatesOf(connection, call.clock.now(), await call.keyCalendar());
    const structured = {
      connection: connection.name,
      system: connection.provider,
      works: 'account' in result,
      ...result,
      ...dates,
    };
    const where = `${connection.name} (${systemName(connection.provider)})`;
    if ('problem' in result)
      return {
        text: `${where} does not work. ${problemText(result.problem)}`,
        structured,
        failure: result.problem.code,
      };
    const { name: person, login, email } = result.account;
    const advice = keyAdvice(dates);
    const text = `${where} works. Signed in as ${joined([person, login, email])}.`;
    return { text: advice === undefined ? text : `${text} ${advice}`, structured };
  },
};

type Check = { account: Account } | { problem: Problem };

async function check(connection: Connection, call: ToolCall): Promise<Check> {
  try {
    const found = await withinTime(call, connection, async (signal) => {
      const client = await call.access.open(connection);
      return client.whoAmI(signal);
    });
    return { account: tidy(found) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { problem: toProblem(error) };
  }
}
