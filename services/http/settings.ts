import * as z from "zod/mini";

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a service, by the names of their variables. */
export interface Settings<Shape extends z.core.$ZodShape> {
  /** Reads the text of each variable. */
  readonly schema: z.ZodMiniObject<Shape>;
  /** What an operator is told about each: meaning and allowed values. */
  readonly meanings: Readonly<Record<keyof Shape & string, string>>;
  /** Optional settings that others make necessary, each with the reason. */
  readonly needs: (environment: Environment) => Readonly<Record<string, string>>;
}

/** A service cannot start with its environment. Values are never repeated: they may be secrets. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";

  constructor(problems: readonly string[]) {
    super(["The service cannot start with this environment:", ...problems].join("\n  "));
  }
}

/**
 * Reads every setting of a service from the environment.
 * @throws SettingsError with every problem at once.
 */
export function readSettings<Shape extends z.core.$ZodShape>(
  { schema, meanings, needs }: Settings<Shape>,
  environment: Environment,
): z.output<z.ZodMiniObject<Shape>> {
  // An empty variable is what a template leaves behind where nothing was given.
  const given: Environment = Object.fromEntries(
    Object.keys(meanings).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const parsed = schema.safeParse(given);
  const invalid = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
  const needed = Object.entries(needs(given)).filter(
    ([name]) => given[name] === undefined && !invalid.has(name),
  );
  const told = new Map<string, string>(Object.entries(meanings));
  const problems = [
    ...[...invalid].map((name) => `${name} is ${given[name] ? "not valid" : "missing"}`),
    ...needed.map(([name, reason]) => `${name} is missing, which is needed ${reason}`),
  ].map((problem) => `${problem}: ${told.get(problem.split(" ", 1)[0] ?? "") ?? ""}`);
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return parsed.data;
}

/** JSON text of something. */
export const json = <Schema extends z.core.$ZodType>(schema: Schema) =>
  z.pipe(z.pipe(z.string(), z.transform(parseJson)), schema);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A whole number in decimal digits. */
export const integer = (minimum: number, maximum: number) =>
  z.pipe(
    z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number)),
    z.number().check(z.minimum(minimum), z.maximum(maximum)),
  );
