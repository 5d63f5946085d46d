import { z } from 'zod';

/** What is read of the answers. It may be another program that gives them. */
export const toolList = z.looseObject({
  tools: z.array(z.looseObject({ name: z.string(), title: z.string().optional() })),
});

export const connectionList = z.looseObject({
  structuredContent: z.looseObject({
    connections: z.array(z.looseObject({ id: z.string().optional(), name: z.string() })),
    left_out: z.number().optional(),
  }),
});

const text = z.looseObject({ content: z.array(z.looseObject({ text: z.string().optional() })) });

/** What a tool says in words, for one that failed. */
export const textOf = (result: unknown): string | undefined => text.safeParse(result).data?.content[0]?.text;

export const checkedConnection = z.looseObject({
  structuredContent: z.looseObject({
    works: z.boolean(),
    problem: z.looseObject({ code: z.string(), message: z.string(), next: z.string() }).optional(),
  }),
});
