import type { Task } from './task-schemas.ts';

/** `ABC-12 Fix the login` */
export const targetOf = ({ id, custom_id: customId, name }: Task): string => `${customId ?? id} ${name}`;
