import type { Operation } from '../../src/operations/operation.ts';

/** One call of ours: a tool with the arguments that matter, an operation, or why there is none. */
export type Step =
  | { readonly kind: 'tool'; readonly tool: string; readonly args: readonly { name: string; value?: string }[] }
  | { readonly kind: 'operation'; readonly method: string; readonly path: string }
  | { readonly kind: 'none'; readonly why: string };

export type ListedTool = { readonly name: string; readonly inputSchema: unknown };

const toolForm = /^([a-z_]+)(?:\(([^)]*)\))?$/;
const operationForm = /^(GET|POST|PUT|PATCH|DELETE) (\/\S+)$/;

export function stepsOf(ours: string): Step[] {
  return ours.split('; ').map((text) => {
    const tool = toolForm.exec(text);
    if (tool !== null) return { kind: 'tool', tool: tool[1] ?? '', args: argsOf(tool[2] ?? '') };
    const operation = operationForm.exec(text);
    if (operation !== null) return { kind: 'operation', method: operation[1] ?? '', path: operation[2] ?? '' };
    return { kind: 'none', why: text };
  });
}

function argsOf(list: string): { name: string; value?: string }[] {
  return list
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [name = '', value] = one.split(/:\s*/);
      return { name, ...(value !== undefined && { value }) };
    });
}

/** What is not so: a tool, an argument, a value or an operation that does not exist. */
export function faultsOf(
  steps: readonly Step[],
  tools: readonly ListedTool[],
  operations: readonly Operation[],
): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'none') return [];
    if (step.kind === 'operation') return isKnown(step, operations) ? [] : [`no operation ${step.method} ${step.path}`];
    const tool = tools.find(({ name }) => name === step.tool);
    if (tool === undefined) return [`no tool ${step.tool}`];
    return step.args.flatMap(({ name, value }) => {
      const schema = propertyNamed(tool.inputSchema, name);
      if (schema === undefined) return [`${step.tool} has no argument ${name}`];
      const takes = value === undefined || new RegExp(`\\b${value}\\b`).test(JSON.stringify(schema));
      return takes ? [] : [`${step.tool} does not take ${value} as ${name}`];
    });
  });
}

function isKnown({ method, path }: { method: string; path: string }, operations: readonly Operation[]): boolean {
  return operations.some((one) => one.method === method && shapeOf(one.path) === shapeOf(path));
}

/** A path whatever its parameters are called. */
const shapeOf = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}').toLowerCase();

/** The schema of a property of that name, however deep it lies. */
function propertyNamed(schema: unknown, name: string): unknown {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { properties } = schema as { properties?: Record<string, unknown> };
  const own = properties?.[name];
  if (own !== undefined) return own;
  for (const inner of Object.values(schema)) {
    const found = propertyNamed(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
