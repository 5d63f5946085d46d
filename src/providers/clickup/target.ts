import type { Task } from './task-schemas.ts';

/** `ABC-12 Fix the login` */
export const targetOf = ({ id, custom_id: customId, name }: Task): string => `${customId ?? id} ${name}`;

const longest = 2000;

/** What people are shown of a long text. */
export const excerptOf = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
