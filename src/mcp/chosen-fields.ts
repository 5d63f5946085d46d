/**
 * Only the named fields of a value. A name is a path of names with dots; lists on the way are gone through:
 * `issues.fields.summary`. What a value does not have is left out.
 */
export function chosenFields(value: unknown, names: readonly string[]): unknown {
  return choose(
    value,
    names.map((name) => name.split('.').filter((step) => step !== '')),
  );
}

function choose(value: unknown, paths: readonly (readonly string[])[]): unknown {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((one) => choose(one, paths));
  if (typeof value !== 'object' || value === null) return undefined;
  const chosen = Object.entries(value).flatMap(([name, inner]) => {
    const further = paths.filter(([first]) => first === name).map(([, ...rest]) => rest);
    return further.length === 0 ? [] : [[name, choose(inner, further)] as const];
  });
  return Object.fromEntries(chosen);
}
