/** A command of AWS's command line, as a page shows it. */
interface Command {
  /** File of the page. */
  readonly file: string;
  /** Service, as the command line calls it. */
  readonly service: string;
  /** Operation, as the command line calls it. */
  readonly operation: string;
  /** Names of its options, without hyphens before them. */
  readonly options: readonly string[];
  /** Whether its block says that an administrator gives it. */
  readonly isAdministrators: boolean;
}

/** Blocks of commands on a page. */
export const blocksOf = (page: string): readonly string[] =>
  [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);

/** Every command of AWS's command line on a page, nested ones too. */
export const commandsOf = (file: string, page: string): readonly Command[] =>
  blocksOf(page).flatMap((block) => {
    const isAdministrators = block.startsWith("# as an administrator\n");
    const lines = block.replaceAll("\\\n", " ").replaceAll(/\$\(\(.*?\)\)|\$\(date.*?\)/g, "1");
    return [...lines.matchAll(/\baws ([a-z0-9-]+) ([a-z0-9-]+)([^\n;)]*)/g)].map(
      ([, service = "", operation = "", rest = ""]) => ({
        ...{ file, service, operation, isAdministrators },
        options: optionsOf(rest),
      }),
    );
  });

const optionsOf = (text: string): readonly string[] =>
  [...text.replaceAll(/'[^']*'|"[^"]*"/g, "").matchAll(/ --([a-z][a-z0-9-]*)/g)].map(
    ([, option = ""]) => option,
  );

const clients: Readonly<Record<string, string>> = {
  logs: "cloudwatch-logs",
  stepfunctions: "sfn",
  events: "eventbridge",
  secretsmanager: "secrets-manager",
};

/** Options of the command line itself. */
const globalOptions = new Set(["output", "query", "region"]);

/** Where the command line renames a member of a request. */
const renamed: Readonly<Record<string, string>> = { "task-output": "output" };

/**
 * Says what AWS's own client does not know of a command; undefined when it knows operation and options. The client's
 * schemas are made from the same models as the command line.
 */
export async function unknownTo({ service, operation, options }: Command) {
  const loaded: unknown = await import(`@aws-sdk/client-${clients[service] ?? service}`);
  const wanted = `${operation.replaceAll("-", "")}command`;
  const found = Object.entries(fieldsOf(loaded)).find(([key]) => key.toLowerCase() === wanted);
  if (found === undefined) return `${service} has no ${operation}`;
  const members = membersOf(found[1]);
  const unknown = options.find(
    (option) =>
      !globalOptions.has(option) &&
      !members.has((renamed[option] ?? option).replaceAll("-", "").toLowerCase()),
  );
  return unknown === undefined ? undefined : `${service} ${operation} takes no --${unknown}`;
}

const fieldsOf = (
  value: unknown,
): { readonly [key: string]: unknown; readonly schema?: unknown } =>
  typeof value === "object" && value !== null ? { ...value } : {};

function membersOf(command: unknown): ReadonlySet<string> {
  if (typeof command !== "function") return new Set();
  const made: unknown = Reflect.construct(command, [{}]);
  const { schema } = fieldsOf(made);
  const input: unknown = Array.isArray(schema) ? schema[4] : undefined;
  const structure: unknown =
    typeof input === "function" ? Reflect.apply(input, undefined, []) : input;
  const names: unknown = Array.isArray(structure) ? structure[4] : undefined;
  return new Set(Array.isArray(names) ? names.map((name) => String(name).toLowerCase()) : []);
}
